"""What is drawn on a page beside its text: pieces of rules, and how much of it is pictures.

A rule may be a stroke, a thin filled rectangle, an edge of a stroked rectangle, or a filled frame (a rectangle within a rectangle),
on the page itself or within forms in forms. Fills of cells are no rules.
"""

from __future__ import annotations

from ctypes import c_int, c_void_p
from itertools import pairwise, repeat
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
"""Of one path that is no thin one; map drawings have more, tables do not."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_page_object = bulk("FPDFPage_GetObject", c_void_p)
_form_object = bulk("FPDFFormObj_GetObject", c_void_p)
_type = bulk("FPDFPageObj_GetType", c_int)
_bounds = bulk("FPDFPageObj_GetBounds", c_int)
_segment = bulk("FPDFPath_GetPathSegment", c_void_p)
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


class _Walk:
    def __init__(self) -> None:
        self.rules: list[Floats] = []
        self.pictures = 0
        self.seen = 0

    def objects(self, owner: Any, count: int, getter: Any, matrix: Matrix, depth: int) -> None:
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
            for form, own in zip(forms, _own_matrices(forms), strict=True):
                self.objects(form, _count_objects(form), _form_object, _composed(own, matrix), depth + 1)

    def paths(self, handles: list[Any], matrix: Matrix) -> None:
        if not handles:
            return
        placed = _placed(_edges.of(_bounds, handles, count=len(handles)).astype(np.float64), matrix)
        thin = _are_thin(placed)
        self.rules.append(placed[thin])
        thick = [handles[index] for index in np.flatnonzero(~thin).tolist()]
        strokes = _modes.of(_draw_mode, thick, count=len(thick))[:, 1].tolist()
        for handle, own, count, stroke in zip(thick, _own_matrices(thick), map(_count_segments, thick), strokes, strict=True):
            # A filled path without a stroke needs eight segments to be more than the fill of one cell.
            if (2 if stroke else 8) <= count <= _MAX_SEGMENTS and (pieces := _pieces(_outlines(handle, count), bool(stroke))):
                boxes = _placed(np.array(pieces, np.float64), _composed(own, matrix))
                self.rules.append(boxes[_are_thin(boxes)])


def _are_thin(boxes: Floats) -> NDArray[np.bool_]:
    thin: NDArray[np.bool_] = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
    return thin


def _pieces(outlines: list[list[tuple[float, float]]], stroke: bool) -> list[tuple[float, float, float, float]]:
    """The straight pieces of a path that is not thin as a whole, in its own coordinates."""
    if stroke:
        return [_box(a, b) for points in outlines for a, b in pairwise(points)]
    boxes = [_around(points) for points in outlines]
    if len(boxes) == 2 and (edges := _frame(*boxes)):
        return edges
    return boxes


def _outlines(path: Any, count: int) -> list[list[tuple[float, float]]]:
    """The subpaths as points; a closed one ends where it began. Curves count as the line between their ends."""
    segments = [pointer(segment or 0) for segment in map(_segment, repeat(path), range(count))]
    points = _points.of(_segment_point, segments, count=count).tolist()
    outlines: list[list[tuple[float, float]]] = []
    for (x, y), kind, close in zip(points, map(_segment_type, segments), map(_segment_close, segments), strict=True):
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append((x, y))
        if close:
            outlines[-1].append(outlines[-1][0])
    return outlines


def _frame(first: tuple[float, ...], second: tuple[float, ...]) -> list[tuple[float, float, float, float]]:
    """The four sides between two rectangles, one closely within the other."""
    (x0, y0, x1, y1), (u0, v0, u1, v1) = sorted((first, second), key=lambda box: box[0])
    if not (0 <= u0 - x0 <= THIN and 0 <= v0 - y0 <= THIN and 0 <= x1 - u1 <= THIN and 0 <= y1 - v1 <= THIN):
        return []
    return [(x0, y0, x1, v0), (x0, v1, x1, y1), (x0, y0, u0, y1), (u1, y0, x1, y1)]


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _around(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, along = [x for x, _ in points], [y for _, y in points]
    return min(across), min(along), max(across), max(along)


def _own_matrices(handles: list[Any]) -> list[Matrix]:
    """What pdfium has to say of where forms and paths are placed; all zeros where it says nothing."""
    return [tuple(row) for row in _matrices.of(_matrix, handles, count=len(handles)).tolist()]


def _composed(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(boxes: Floats, matrix: Matrix) -> Floats:
    """Boxes as `matrix` places them: again upright boxes."""
    if matrix == _IDENTITY:
        return boxes
    a, b, c, d, e, f = matrix
    x, y = boxes[:, [0, 2, 0, 2]], boxes[:, [1, 1, 3, 3]]
    u, v = a * x + c * y + e, b * x + d * y + f
    return np.stack([u.min(1), v.min(1), u.max(1), v.max(1)], axis=1)
