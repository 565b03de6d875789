"""Scans: pages that are pictures of print, recognised by rapidocr where the extra `ocr` is installed.

The picture is set straight, its long dark runs are the rules, and each character recognised is a glyph: from there on a scan is laid out
as any page is. Its models come with the package; nothing is fetched.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from orchestration.read import limits
from orchestration.read.errors import Unreadable
from orchestration.read.pdf.drawn import THIN, Drawn
from orchestration.read.pdf.frame import Floats, Frame
from orchestration.read.pdf.pdfium import Edges

MAX_PAGES = 200
"""Pages recognised in one document: at 10 s each, half an hour."""
_SECONDS, _MEMORY = 60, 3 * 1024**3
"""What one page may cost more than a page of text: it takes 10 s of processor; the models and one page 1 GB."""
_DPI = 200
"""Print of 9 points is 25 pixels high, as the models like it."""
_MAX_SIDE = 4000
_DARK = 160
_SKEW, _STEP = 3.0, 0.1
"""Degrees: how far a page may lie askew, and how finely that is told."""
_RULE = 0.22
"""Inches: a dark run that is longer is a rule, no stroke of a letter."""

Picture = NDArray[np.uint8]
"""Rows of grey pixels, 0 is black."""
Sign = tuple[str, float, float, float, float]
"""A character and its left, top, right and bottom edge in pixels."""


class Scanned(NamedTuple):
    """The characters of a page in points from its lower left corner, as `Glyphs` has them; nothing is clipped."""

    codes: NDArray[np.uint32]
    angles: Floats
    boxes: Floats
    origins: Floats

    def clip(self, index: int) -> Edges | None:
        return None


def available() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(page: Any, display: Frame) -> tuple[Scanned, Drawn, Frame]:
    """Characters and rules of a page that is a picture, and the frame in which it is shown, turned upright."""
    limits.ask_for(_SECONDS, _MEMORY)
    scale = min(_DPI / 72, 100 * _MAX_SIDE / max(display.width, display.height, 1))
    picture = straightened(_rendered(page, display, scale))
    shown = Frame(0, 0, display.width / 100, display.height / 100, 0)
    return _glyphs(engine()(picture), scale, shown.top), Drawn(_placed(runs(picture < _DARK, scale), scale, shown.top), 0, 0), shown


@cache
def engine() -> Callable[[Picture], list[Sign]]:
    """What finds the characters of a picture, loaded once. On one thread: so its cost is known and its answers are the same."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    model = RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": _MAX_SIDE, **threads})

    def signs(picture: Picture) -> list[Sign]:
        found = model(np.stack([picture] * 3, axis=-1), use_cls=False, return_word_box=True, return_single_char_box=True)
        said: list[Sign] = []
        for line in found.word_results or ():
            corners = np.array([box for _, _, box in line], np.float64)
            top, bottom = np.median(corners[:, :2, 1]), np.median(corners[:, 2:, 1])
            for (text, _, _), box in zip(line, corners, strict=True):
                said += [(char, box[:, 0].min(), top, box[:, 0].max(), bottom) for char in text[:1]]
        return said

    return signs


def too_many_pages() -> Unreadable:
    return Unreadable(
        "too_many_scanned_pages",
        f"扫描件超过 {MAX_PAGES} 页，不予识别。",
        f"More than {MAX_PAGES} pages are pictures; they are not recognised.",
    )


def straightened(picture: Picture) -> Picture:
    """The picture turned by the angle at which its rows of print and its rules are sharpest."""
    coarse = picture[:: max(len(picture) // 1000, 1), :: max(len(picture) // 1000, 1)] < _DARK
    angles = np.arange(-_SKEW, _SKEW + _STEP, _STEP)
    sharpness = [float(np.square(np.diff(_sheared(coarse, angle).sum(axis=1, dtype=np.int64))).sum()) for angle in angles]
    angle = float(angles[int(np.argmax(sharpness))])
    if abs(angle) < _STEP:
        return picture
    return np.ascontiguousarray(_sheared(_sheared(picture, angle).T, -angle).T)


def _sheared(picture: NDArray[Any], degrees: float) -> NDArray[Any]:
    """Columns moved up the more the further right they stand. Two shears, one a direction, turn by a small angle."""
    height, width = picture.shape
    shift = np.rint((np.arange(width) - width / 2) * math.tan(math.radians(degrees))).astype(np.int64)
    rows = np.clip(np.arange(height)[:, None] + shift, 0, height - 1)
    return np.take_along_axis(picture, rows, axis=0)


def runs(dark: NDArray[np.bool_], scale: float) -> Floats:
    """Boxes (left, top, right, bottom, in pixels) of the runs of dark pixels, along either direction, that are long enough for rules."""
    least, most = int(_RULE * 72 * scale), math.ceil(THIN * scale)
    level, upright = _runs(dark, least, most), _runs(dark.T, least, most)
    return np.concatenate([level, upright[:, [1, 0, 3, 2]]])


def _runs(dark: NDArray[np.bool_], least: int, most: int) -> Floats:
    """Runs along the rows, at least so long, of what is at most so thick: dark areas, as scanners leave at the edges, are no rules."""
    edge = np.zeros((len(dark), 1), bool)
    change = np.diff(np.hstack([edge, dark, edge]).astype(np.int8), axis=1)
    rows, first = np.nonzero(change == 1)
    _, last = np.nonzero(change == -1)
    long = last - first >= least
    rows, first, last = rows[long], first[long], last[long]
    middle, thick = (first + last) // 2, np.zeros(len(rows), np.int64)
    for step in (-1, 1):
        goes_on = np.ones(len(rows), bool)
        for away in range(1, most + 2):
            beside = rows + step * away
            goes_on &= (beside >= 0) & (beside < len(dark)) & dark[np.clip(beside, 0, len(dark) - 1), middle]
            thick += goes_on
    rows, first, last = rows[thick < most], first[thick < most], last[thick < most]
    return np.stack([first, rows, last, rows + 1], axis=1).astype(np.float64)


def _placed(boxes: Floats, scale: float, top: float) -> Floats:
    """Boxes of pixels, downwards, as left, bottom, right, top in points, upwards."""
    left, upper, right, lower = boxes.T / scale
    return np.stack([left, top - lower, right, top - upper], axis=1)


def _glyphs(signs: list[Sign], scale: float, top: float) -> Scanned:
    placed = _placed(np.array([sign[1:] for sign in signs], np.float64).reshape(-1, 4), scale, top)
    codes = np.array([ord(sign[0]) for sign in signs], np.uint32)
    return Scanned(codes, np.zeros(len(signs)), placed[:, [0, 3, 2, 1]], placed[:, :2])


def _rendered(page: Any, display: Frame, scale: float) -> Picture:
    width, height = max(round(display.width * scale / 100), 1), max(round(display.height * scale / 100), 1)
    pixels = np.full((height, width), 255, np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, pixels.ctypes.data_as(ctypes.c_void_p), width)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels
