"""What is drawn on a page beside its text: pieces of rules, and how much of it is pictures.

A rule may be a stroke, a thin filled rectangle, an edge of a stroked rectangle, or a filled frame (a rectangle within a rectangle),
on the page itself or within forms in forms. Fills of cells are no rules.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_int, c_size_t, c_void_p
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from orchestration.read.errors import Unreadable
from orchestration.read.pdf.calls import Answers, address, bulk, pointer
from orchestration.read.pdf.frame import Floats

THIN = 3.5
"""Points: what is thinner is a rule, what is thicker a bar or a cell's fill. Word's thickest table rule has 3."""
MAX_OBJECTS = 300_000
"""Objects of one page, those within forms counted each time they are shown. A ruled page of Chromium's has 1,000."""
MAX_DEPTH = 12
"""Forms within forms. Office programs nest two or three."""
_MAX_SEGMENTS = 50_000
"""Of one path that is no thin one; map drawings have more, tables do not. At most twice as many are held at once."""

_RECTANGLE = 5
"""Segments of a rectangle, the one that closes it among them."""

_IDENTITY: Floats = np.array([1, 0, 0, 1, 0, 0], np.float64)

_page_object = bulk("FPDFPage_GetObject", c_void_p)
_form_object = bulk("FPDFFormObj_GetObject", c_void_p)
_type = bulk("FPDFPageObj_GetType", c_int)
_bounds = bulk("FPDFPageObj_GetBounds", c_int)
_segment = bulk("FPDFPath_GetPathSegment", c_size_t)
_segment_type = bulk("FPDFPathSegment_GetType", c_int)
_segment_close = bulk("FPDFPathSegment_GetClose", c_int)
_segment_point = bulk("FPDFPathSegment_GetPoint", c_int)
_count_objects = bulk("FPDFFormObj_CountObjects", c_int)
_count_segments = bulk("FPDFPath_CountSegments", c_int)
_draw_mode = bulk("FPDFPath_GetDrawMode", c_int)
_matrix = bulk("FPDFPageObj_GetMatrix", c_int)
_modes, _matrices = Answers(np.int32, 2, apart=True), Answers(np.float32, 6, apart=False)
_edges, _points = Answers(np.float32, 4, apart=True), Answers(np.float32, 2, apart=True)


class Drawn(NamedTuple):
    """Thin boxes (left, bottom, right, top, in the page's own coordinates), the number of pictures, and that of all objects."""

    rules: Floats
    pictures: int
    objects: int


def drawn(page: Any) -> Drawn:
    """What is drawn on a page. Raises Unreadable: too_many_objects."""
    walk = _Walk()
    walk.objects(pointer(address(page)), pdfium.FPDFPage_CountObjects(page), _page_object, _IDENTITY, 0)
    return Drawn(np.concatenate(walk.rules) if walk.rules else np.zeros((0, 4)), walk.pictures, walk.seen)


def too_many_objects(zh: str, en: str, limit: int) -> Unreadable:
    """Why a page or a whole PDF that draws more than `limit` objects is refused."""
    return Unreadable("too_many_objects", f"{zh}的图形对象超过 {limit} 个的上限。", f"{en} draws more than {limit} objects.")


class Segments(NamedTuple):
    """The segments of paths, one path after the other: the point that each leads to, the number of its path, whether it begins a subpath,
    whether that is closed after it, and whether it is of a curve, which pdfium tells as two points that pull at it and its end."""

    points: Floats
    paths: NDArray[np.int64]
    begins: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    curves: NDArray[np.bool_]


Pieces = Callable[[Segments], tuple[Floats, NDArray[np.int64]]]


class _Walk:
    def __init__(self) -> None:
        self.rules: list[Floats] = []
        self.pictures = 0
        self.seen = 0

    def objects(self, owner: Any, count: int, getter: Any, matrix: Floats, depth: int) -> None:
        self.seen += max(count, 0)
        if self.seen > MAX_OBJECTS:
            raise too_many_objects("PDF 中有一页", "A page of the PDF", MAX_OBJECTS)
        if count < 1:
            return
        handles = list(map(pointer, filter(None, map(getter, repeat(owner), range(count)))))
        kinds = list(map(_type, handles))
        self.paths([handle for handle, kind in zip(handles, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_PATH], matrix)
        self.pictures += kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)
        if pdfium.FPDF_PAGEOBJ_FORM in kinds and depth < MAX_DEPTH:
            forms = [handle for handle, kind in zip(handles, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_FORM]
            for form, own in zip(forms, _composed(_own_matrices(forms), matrix), strict=True):
                self.objects(form, _count_objects(form), _form_object, own, depth + 1)

    def paths(self, handles: list[Any], matrix: Floats) -> None:
        if not handles:
            return
        placed = _placed(_edges.of(_bounds, handles, count=len(handles)).astype(np.float64), matrix)
        thin = _are_thin(placed)
        self.rules.append(placed[thin])
        thick = [handles[index] for index in np.flatnonzero(~thin).tolist()]
        strokes = _modes.of(_draw_mode, thick, count=len(thick))[:, 1] != 0
        counts = np.fromiter(map(_count_segments, thick), np.int64, len(thick))
        self._pieces(thick, counts, strokes & (counts >= 2), lines, matrix)
        # A filled path without a stroke needs eight segments to be more than the fill of one cell.
        self._pieces(thick, counts, ~strokes & (counts >= 8), areas, matrix)

    def _pieces(self, thick: list[Any], counts: NDArray[np.int64], wanted: NDArray[np.bool_], pieces: Pieces, matrix: Floats) -> None:
        """Add the thin pieces of the wanted paths, a block of them at a time."""
        chosen = np.flatnonzero(wanted & (counts <= _MAX_SEGMENTS))
        block = np.cumsum(counts[chosen]) // _MAX_SEGMENTS
        for numbers in np.split(chosen, np.flatnonzero(np.diff(block)) + 1) if len(chosen) else ():
            held = [thick[number] for number in numbers.tolist()]
            boxes, paths = pieces(_segments(held, counts[numbers]))
            placed = _placed(boxes, _composed(_own_matrices(held), matrix).take(paths, axis=0))
            self.rules.append(placed.compress(_are_thin(placed), axis=0))


def _are_thin(boxes: Floats) -> NDArray[np.bool_]:
    thin: NDArray[np.bool_] = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
    return thin


def _segments(paths: list[Any], counts: NDArray[np.int64]) -> Segments:
    first, owners = np.cumsum(counts) - counts, np.repeat(np.arange(len(paths)), counts)
    numbers = np.arange(len(owners)) - first[owners]
    segments = list(map(pointer, map(_segment, np.array(paths, object)[owners].tolist(), numbers.tolist())))
    points = _points.of(_segment_point, segments, count=len(segments)).astype(np.float64)
    begins, closes, curves = numbers == 0, np.zeros(len(segments), bool), np.zeros(len(segments), bool)

    def kinds_of(asked: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.fromiter(map(_segment_type, [segments[number] for number in asked.tolist()]), np.int64, len(asked))

    def ask(asked: NDArray[np.int64]) -> None:
        held, kinds = [segments[number] for number in asked.tolist()], kinds_of(asked)
        begins[asked] |= kinds == pdfium.FPDF_SEGMENT_MOVETO
        curves[asked] = kinds == pdfium.FPDF_SEGMENT_BEZIERTO
        closes[asked] = np.fromiter(map(_segment_close, held), np.int64, len(held)) != 0

    # pdfium ends what is closed at the point where it began. So a path that leads back to its first point only once, by a last line that
    # closes it, as rectangles do, is one subpath: of its other segments nothing has to be asked. The third of a rectangle's few says
    # whether it is round, for a curve takes three.
    last = first + counts - 1
    back = (points == points.take(first, axis=0).take(owners, axis=0)).all(axis=1)
    once = back[last] & (np.add.reduceat(back, first, dtype=np.int64) == 2) & (counts <= _RECTANGLE)
    once[once] = kinds_of(first[once] + np.minimum(2, counts[once] - 1)) != pdfium.FPDF_SEGMENT_BEZIERTO
    ask(np.concatenate([first[once], last[once]]))
    ask(np.flatnonzero((begins | ~closes)[last][owners]))
    return Segments(points, owners, begins, closes, curves)


def lines(segments: Segments) -> tuple[Floats, NDArray[np.int64]]:
    """The boxes of the straight lines that stroked paths draw, and the number of the path of each. The round of a seal rules nothing.

    A closed subpath ends where it began, and what follows within it goes on from there.
    """
    points, paths, begins, closes, curves = segments
    starts = points.compress(begins, axis=0).take(np.cumsum(begins) - 1, axis=0)
    before = np.roll(np.where(closes[:, None], starts, points), 1, axis=0)
    onward, back = np.flatnonzero(~(begins | curves)), np.flatnonzero(closes)
    one = np.concatenate([before.take(onward, axis=0), points.take(back, axis=0)])
    other = np.concatenate([points.take(onward, axis=0), starts.take(back, axis=0)])
    return np.hstack([np.minimum(one, other), np.maximum(one, other)]), np.concatenate([paths[onward], paths[back]])


def areas(segments: Segments) -> tuple[Floats, NDArray[np.int64]]:
    """The boxes round the subpaths of filled paths, and the number of the path of each.

    Two, one closely within the other, are a frame: the boxes are then its four sides.
    """
    points, paths, begins = segments[:3]
    first = np.flatnonzero(begins)
    boxes, whose = np.hstack([np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)]), paths[first]
    upper = np.flatnonzero(np.bincount(whose)[whose] == 2)[::2]
    swapped = (boxes[upper + 1, 0] < boxes[upper, 0])[:, None]
    outer, inner = np.where(swapped, boxes[upper + 1], boxes[upper]), np.where(swapped, boxes[upper], boxes[upper + 1])
    gaps = (inner - outer) * [1, 1, -1, -1]
    framed = ((gaps >= 0) & (gaps <= THIN)).all(axis=1)
    (x0, y0, x1, y1), (u0, v0, u1, v1) = outer[framed].T, inner[framed].T
    sides = np.stack([(x0, y0, x1, v0), (x0, v1, x1, y1), (x0, y0, u0, y1), (u1, y0, x1, y1)])
    kept = np.ones(len(boxes), bool)
    kept[upper[framed]] = kept[upper[framed] + 1] = False
    return np.concatenate([boxes[kept], sides.transpose(2, 0, 1).reshape(-1, 4)]), np.concatenate(
        [whose[kept], np.repeat(whose[upper[framed]], 4)]
    )


def _own_matrices(handles: list[Any]) -> Floats:
    """What pdfium has to say of where forms and paths are placed, in rows; all zeros where it says nothing."""
    return _matrices.of(_matrix, handles, count=len(handles)).astype(np.float64)


def _composed(inner: Floats, outer: Floats) -> Floats:
    """Rows of matrices within one other."""
    a, b, c, d, e, f = inner.T
    p, q, r, s, t, u = outer
    return np.stack([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u], axis=1)


def _placed(boxes: Floats, matrix: Floats) -> Floats:
    """Boxes as one matrix places them, or as a row each: again upright boxes."""
    if matrix is _IDENTITY:
        return boxes
    (a, b, c, d, e, f), (x0, y0, x1, y1) = matrix.T, boxes.T
    parts = ((a * x0, a * x1), (c * y0, c * y1), e), ((b * x0, b * x1), (d * y0, d * y1), f)
    return np.stack([end(*x) + end(*y) + shift for end in (np.minimum, np.maximum) for x, y, shift in parts], axis=1)
