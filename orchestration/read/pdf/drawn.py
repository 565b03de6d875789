"""What is drawn on a page beside its text: pieces of rules, and how much of it is pictures.

A rule may be a stroke, a thin filled rectangle, an edge of a stroked rectangle, or a filled frame (a rectangle within a rectangle),
on the page itself or within forms in forms. Fills of cells are no rules.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int, c_void_p
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from orchestration.read.errors import Unreadable
from orchestration.read.pdf.frame import Floats
from orchestration.read.pdf.pdfium import bulk, drain

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

_page_object = bulk("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_form_object = bulk("FPDFFormObj_GetObject", c_void_p, c_void_p, c_int)
_type = bulk("FPDFPageObj_GetType", c_int, c_void_p)
_bounds = bulk("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_segment = bulk("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_segment_type = bulk("FPDFPathSegment_GetType", c_int, c_void_p)
_segment_close = bulk("FPDFPathSegment_GetClose", c_int, c_void_p)
_segment_point = bulk("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)


class Drawn(NamedTuple):
    """Thin boxes (left, bottom, right, top, in the page's own coordinates), the number of pictures, and that of all objects."""

    rules: Floats
    pictures: int
    objects: int


def drawn(page: Any) -> Drawn:
    """What is drawn on a page. Raises Unreadable: too_many_objects."""
    walk = _Walk()
    walk.objects(page, pdfium.FPDFPage_CountObjects(page), _page_object, _IDENTITY, 0)
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
        handles = list(map(getter, [ctypes.cast(owner, c_void_p).value] * count, range(count)))
        handles = [handle for handle in handles if handle]
        kinds = list(map(_type, handles))
        self.paths([handle for handle, kind in zip(handles, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_PATH], matrix)
        self.pictures += kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)
        if pdfium.FPDF_PAGEOBJ_FORM in kinds and depth < MAX_DEPTH:
            for handle, kind in zip(handles, kinds, strict=True):
                if kind == pdfium.FPDF_PAGEOBJ_FORM:
                    form = ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)
                    inner = _composed(_matrix(form), matrix)
                    self.objects(form, pdfium.FPDFFormObj_CountObjects(form), _form_object, inner, depth + 1)

    def paths(self, handles: list[int], matrix: Matrix) -> None:
        count = len(handles)
        if not count:
            return
        boxes = np.zeros((count, 4), np.float32)
        at = boxes.ctypes.data
        columns = [range(at + 4 * column, at + 4 * column + 16 * count, 16) for column in range(4)]
        drain(map(_bounds, handles, *columns))
        placed = _placed(boxes.astype(np.float64), matrix)
        width, height = placed[:, 2] - placed[:, 0], placed[:, 3] - placed[:, 1]
        thin = np.minimum(width, height) <= THIN
        self.rules.append(placed[thin])
        for index in np.flatnonzero(~thin):
            path = ctypes.cast(handles[index], pdfium.FPDF_PAGEOBJECT)
            pieces = _pieces(path)
            if pieces:
                own = _placed(np.array(pieces, np.float64), _composed(_matrix(path), matrix))
                self.rules.append(own[np.minimum(own[:, 2] - own[:, 0], own[:, 3] - own[:, 1]) <= THIN])


def _pieces(path: Any) -> list[tuple[float, float, float, float]]:
    """The straight pieces of a path that is not thin as a whole, in its own coordinates."""
    mode, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    # A filled path without a stroke needs ten segments to be more than the fill of one cell.
    if count > _MAX_SEGMENTS or count < (2 if stroke.value else 8):
        return []
    outlines = _outlines(path, count)
    if stroke.value:
        return [_box(a, b) for points in outlines for a, b in pairwise(points)]
    boxes = [_around(points) for points in outlines]
    if len(boxes) == 2 and (edges := _frame(*boxes)):
        return edges
    return boxes


def _outlines(path: Any, count: int) -> list[list[tuple[float, float]]]:
    """The subpaths as points; a closed one ends where it began. Curves count as the line between their ends."""
    raw = ctypes.cast(path, c_void_p).value
    segments = list(map(_segment, [raw] * count, range(count)))
    points = np.zeros((count, 2), np.float32)
    at = points.ctypes.data
    drain(map(_segment_point, segments, range(at, at + 8 * count, 8), range(at + 4, at + 4 + 8 * count, 8)))
    outlines: list[list[tuple[float, float]]] = []
    for (x, y), kind, close in zip(points.tolist(), map(_segment_type, segments), map(_segment_close, segments), strict=True):
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


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


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
