"""Pieces of PDF pages as small pictures, drawn in a process of their own: a page is as hostile as the file it comes from.

Eight greys as lossless WebP, packed the fast way: 11 KB for a band, which takes 4 ms; 9 KB take 17.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import resource
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from orchestration.read.limits import held
from orchestration.report.places import Crop

SCALE = 1.5
_WIDEST = 1400
"""Pixels; a page wider than that is drawn smaller."""
_HIGHEST = 2000
_GREYS = 8
_PAGES_OPEN = 8
BUDGET = 400_000
"""Bytes of pictures for one document; what does not fit any more is shown as a quote only, the least grave findings first."""
_SECONDS, _MEMORY = 30, 1024**3


@dataclass(frozen=True, slots=True)
class Picture:
    """A band of a page: its place and the page's width in hundredths of a point, and the picture as base64."""

    page: int
    top: int
    bottom: int
    width: int
    webp: str

    @property
    def name(self) -> str:
        return f"p{self.page}-{self.top}"

    def holds(self, crop: Crop) -> bool:
        """Whether the crop lies in it. The page may end before the crop does."""
        return self.page == crop.page and self.top <= crop.top < self.bottom


def load_libraries() -> None:
    """Load what drawing needs, before forking for it."""
    import PIL.WebPImagePlugin
    import pypdfium2  # noqa: F401

    PIL.WebPImagePlugin.__doc__  # noqa: B018


def pictures(pdf: Path, crops: Iterable[Crop]) -> tuple[Picture, ...]:
    """Pictures that hold the crops, the first ones surely; none where the file cannot be drawn within the limits."""
    bands = _bands(crops)
    if not bands:
        return ()
    hears, tells = os.pipe()
    process = os.fork()
    if not process:
        os.close(hears)
        _draw_and_exit(pdf, bands, tells)
    os.close(tells)
    with os.fdopen(hears, "rb") as answer:
        told = answer.read()
    os.waitpid(process, 0)
    # Each line is a picture that is complete, whatever ended the process after it.
    return tuple(Picture(**json.loads(line)) for line in told.split(b"\n")[:-1])


def _bands(crops: Iterable[Crop]) -> list[tuple[int, int, int]]:
    """Page, top and bottom of what is to be drawn: crops that overlap are one band, which comes as early as the first of them."""
    bands: list[tuple[int, int, int]] = []
    for crop in crops:
        page, top, bottom = crop.page, crop.top, crop.bottom
        at = len(bands)
        for index in reversed(range(len(bands))):
            other = bands[index]
            if other[0] == page and other[1] <= bottom and top <= other[2]:
                top, bottom, at = min(top, other[1]), max(bottom, other[2]), index
                del bands[index]
        bands.insert(at, (page, top, bottom))
    return bands


def _draw_and_exit(pdf: Path, bands: Sequence[tuple[int, int, int]], tells: int) -> NoReturn:
    code = 1
    try:
        for kind, value in ((resource.RLIMIT_DATA, held() + _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        signal.alarm(_SECONDS)
        with os.fdopen(tells, "wb") as answer:
            for picture in _drawn(pdf, bands):
                answer.write(json.dumps(picture).encode() + b"\n")
                answer.flush()
        code = 0
    except Exception:
        code = 1
    finally:
        os._exit(code)


def _drawn(pdf: Path, bands: Sequence[tuple[int, int, int]]) -> Iterable[dict[str, Any]]:
    import pypdfium2 as pdfium

    document, spent = pdfium.PdfDocument(pdf), 0
    page_at = lru_cache(_PAGES_OPEN)(document.get_page)  # most bands of a document are of few pages
    for number, top, bottom in bands:
        with contextlib.suppress(pdfium.PdfiumError, ValueError, IndexError):
            page = page_at(number - 1)
            width, height = page.get_size()
            bottom = min(bottom, int(height * 100))
            scale = min(SCALE, _WIDEST / width, _HIGHEST / max((bottom - top) / 100, 1))
            bitmap = page.render(scale=scale, grayscale=True, crop=(0, height - bottom / 100, 0, top / 100))
            data = _webp(bitmap)
            spent += len(data)
            if spent > BUDGET:
                return
            yield {"page": number, "top": top, "bottom": bottom, "width": round(width * 100), "webp": base64.b64encode(data).decode()}


def _webp(bitmap: Any) -> bytes:
    steps = _GREYS - 1
    image = bitmap.to_pil().convert("L").point([round(value * steps / 255) * 255 // steps for value in range(256)])
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=True, quality=80, method=0)
    return buffer.getvalue()
