"""What pdfium knows of a document and its pages: whether it opens, the visible rectangle, glyphs and their boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float, c_int, c_uint, c_void_p
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from orchestration.read.errors import Unreadable
from orchestration.read.pdf import fonts
from orchestration.read.pdf.calls import Answers, address, bulk, pointer
from orchestration.read.pdf.frame import Floats, Frame

MAX_PAGES = 3_000
"""The longest published accounts have a few hundred."""
MAX_CHARS = 200_000
"""Characters of one page: a page in the smallest print holds under 20,000."""
_CLOSE = 0.15
"""Heights of a character within which the next begins where it ends. Of sideways print, the next line begins further on."""
_MAX_CLIP = 20
"""Points of a clip that are looked at: those of cells have five."""

Edges = tuple[float, float, float, float]


_unicode = bulk("FPDFText_GetUnicode", c_uint)
_angle = bulk("FPDFText_GetCharAngle", c_float)
_loose_box = bulk("FPDFText_GetLooseCharBox", c_int)
_object = bulk("FPDFText_GetTextObject", c_void_p)
_origin = bulk("FPDFText_GetCharOrigin", c_int)
_boxes, _origins = Answers(np.float32, 4, apart=False), Answers(np.float64, 2, apart=True)


class Glyphs:
    """The characters of a page in the order of its content: code points, clockwise angles (radians), boxes (left, top, right, bottom) and
    baseline origins, in the page's own coordinates. Those are included that pdfium supplies between words: their boxes have no extent,
    they stand at (0, 0) and upright."""

    def __init__(self, text: Any, count: int) -> None:
        self._text = pointer(address(text))
        self.boxes = _boxes.of(_loose_box, repeat(self._text), range(count), count=count).astype(np.float64)
        self.codes = _codes(text, count)
        left, top, right, bottom = self.boxes.T
        self._printed = (right > left) | (top > bottom) | (self.codes > 32)
        self.origins = self._origins()
        self.angles = self._angles()
        self._clips: dict[int, Edges | None] = {}

    def _origins(self) -> Floats:
        """Asked of the first only of those that follow each other closely and are equally high: they stand on one baseline."""
        left, top, _, bottom = self.boxes.T
        alike = np.zeros(len(left), bool)
        alike[1:] = self._close(left) & (top[1:] == top[:-1]) & (bottom[1:] == bottom[:-1])
        asked = np.flatnonzero(self._printed & ~alike)
        origins = np.zeros((len(left), 2))
        origins[asked] = _origins.of(_origin, repeat(self._text), asked.tolist(), count=len(asked))
        first = np.arange(len(left))
        first[alike] = 0
        origins[:, 1] = origins[np.maximum.accumulate(first), 1]
        origins[alike, 0] = left[alike]
        return origins

    def _angles(self) -> Floats:
        """Asked of single characters only: two that follow each other closely on one baseline are upright."""
        begin, base = self.origins.T
        close = self._close(begin) & (base[1:] == base[:-1])
        single = self._printed.copy()
        single[1:] &= ~close
        single[:-1] &= ~close
        angles = np.zeros(len(base))
        asked = np.flatnonzero(single).tolist()
        angles[single] = np.fromiter(map(_angle, repeat(self._text), asked), np.float64, len(asked))
        return angles

    def _close(self, begin: Floats) -> NDArray[np.bool_]:
        """Which characters, of all but the first, begin about where the box of the one before ends."""
        left, top, right, bottom = self.boxes.T
        drawn = right > left  # not supplied by pdfium itself
        close: NDArray[np.bool_] = (np.abs(begin[1:] - right[:-1]) <= _CLOSE * (top - bottom)[:-1]) & drawn[1:] & drawn[:-1]
        return close

    def clip(self, index: int) -> Edges | None:
        """The rectangle (left, bottom, right, top) outside of which the glyph with this number is not shown; None where there is none."""
        handle = _object(self._text, index)
        if not handle:
            return None
        if handle not in self._clips:
            self._clips[handle] = _clip(pdfium.FPDFPageObj_GetClipPath(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)))
        return self._clips[handle]


def _codes(text: Any, count: int) -> NDArray[np.uint32]:
    """Code points, from the whole text at once where it has a unit for each character."""
    if not count:
        return np.zeros(0, np.uint32)
    units = np.zeros(2 * count + 2, np.uint16)
    written = pdfium.FPDFText_GetText(text, 0, count, units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))) - 1
    if written == count and not ((units[:count] >= 0xD800) & (units[:count] < 0xE000)).any():
        return units[:count].astype(np.uint32)
    return np.fromiter(map(_unicode, repeat(pointer(address(text))), range(count)), np.uint32, count)


def _clip(path: Any) -> Edges | None:
    """The common part of the boxes of a clip's paths."""
    boxes = []
    x, y = c_float(), c_float()
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for segment in range(min(pdfium.FPDFClipPath_CountPathSegments(path, number), _MAX_CLIP)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, segment), ctypes.byref(x), ctypes.byref(y))
            points.append((x.value, y.value))
        if points:
            across, along = zip(*points, strict=True)
            boxes.append((min(across), min(along), max(across), max(along)))
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """pdfium's document of the bytes, closed at the end. Raises Unreadable: encrypted, damaged, too_many_pages, no_pages."""
    fonts.install()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)  # pdfium reads the bytes themselves, which the caller keeps
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        _check_pages(page_count(document))
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: Any) -> int:
    """How many pages the document says it has."""
    return int(pdfium.FPDF_GetPageCount(document))


def _refusal(error: int) -> Unreadable:
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Unreadable("encrypted", "PDF 已加密，需要密码才能打开。", "The PDF is encrypted and opens with a password only.")
    return Unreadable("damaged", "PDF 已损坏或不完整，无法打开。", "The PDF is damaged or incomplete and cannot be opened.")


def _check_pages(count: int) -> None:
    if count > MAX_PAGES:
        raise Unreadable(
            "too_many_pages",
            f"PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限。",
            f"The PDF has {count} pages, more than the limit of {MAX_PAGES}.",
        )
    if count < 1:
        raise Unreadable("no_pages", "PDF 没有任何一页。", "The PDF has no pages.")


@contextmanager
def page(document: Any, index: int) -> Iterator[Any]:
    """pdfium's page, closed at the end; None where the page is damaged."""
    handle = pdfium.FPDF_LoadPage(document, index)
    try:
        yield handle or None
    finally:
        if handle:
            pdfium.FPDF_ClosePage(handle)


def display(handle: Any) -> Frame:
    """The visible rectangle of a page, in the turn in which it is shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(handle) % 4)


@contextmanager
def glyphs(handle: Any) -> Iterator[Glyphs]:
    """The characters of a page, to be used while it is open. Raises Unreadable: too_many_characters."""
    text = pdfium.FPDFText_LoadPage(handle)
    try:
        count = max(pdfium.FPDFText_CountChars(text), 0) if text else 0
        if count > MAX_CHARS:
            raise too_many_characters("PDF 中有一页", "A page of the PDF", MAX_CHARS)
        yield Glyphs(text, count)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


def too_many_characters(zh: str, en: str, limit: int) -> Unreadable:
    """Why a page or a whole PDF that holds more than `limit` characters is refused."""
    return Unreadable("too_many_characters", f"{zh}的字符超过 {limit} 个的上限。", f"{en} has more than {limit} characters.")
