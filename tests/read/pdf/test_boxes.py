"""Where a figure is said to stand, there it is printed: asked of pdfium itself, by another way than the reader's."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from orchestration.observe import Observation, observe
from orchestration.read import read
from tests.generator import generate
from tests.generator.formats import FORMATS

DISCLOSURES = Path(__file__).parents[4] / "shared" / "disclosures"
FILES = (
    "shanghai-putuo-guihua-2024",
    "made/writer",
    "made/calc",
    "made/chrome",
    "made/rotated",
    "made/sideways",
    "made/variants/noborder",
)
_OFF = 10
"""Hundredths of a point by which a box is widened, for what rounding takes off."""


def rows_of(data: bytes) -> list[Observation]:
    return observe(read(data), 2020, "").observations


def printed_in(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, row: Observation) -> str:
    """The characters whose middle lies in the box, in the order of the page's content."""
    assert None not in (row.box_left, row.box_top, row.box_right, row.box_bottom)
    left, top = to_page(page, row.box_left - _OFF, row.box_top - _OFF)
    right, bottom = to_page(page, row.box_right + _OFF, row.box_bottom + _OFF)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    found = []
    for index in range(text.count_chars()):
        x0, y0, x1, y1 = text.get_charbox(index)
        if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
            found.append(chr(pdfium.FPDFText_GetUnicode(text, index)))
    return "".join("".join(found).split())


def to_page(page: pypdfium2.PdfPage, x: int, y: int) -> tuple[float, float]:
    """A place on the page as shown, in hundredths of a point, as pdfium turns it into the page's own coordinates."""
    width, height = round(page.get_width() * 100), round(page.get_height() * 100)
    across, along = ctypes.c_double(), ctypes.c_double()
    assert pdfium.FPDF_DeviceToPage(page, 0, 0, width, height, 0, x, y, across, along)
    return across.value, along.value


def ink_in(page: pypdfium2.PdfPage, row: Observation) -> bool:
    """Whether anything is drawn in the box when the page is shown."""
    image = page.render(scale=2, grayscale=True).to_numpy().squeeze()
    left, top, right, bottom = (edge * 2 // 100 for edge in (row.box_left, row.box_top, row.box_right, row.box_bottom))
    return bool((image[top : bottom + 1, left : right + 1] < 128).any())


def check(data: bytes, most: int = 250) -> int:
    """How many rows were looked at, up to `most` of them evenly from the whole document."""
    rows = [row for row in rows_of(data) if row.printed.strip("0123456789") or row.status != "label"]
    assert all(row.page and row.box_right is not None for row in rows)
    chosen = rows[:: max(len(rows) // most, 1)]
    with pypdfium2.PdfDocument(data) as document:
        for number in sorted({row.page for row in chosen}):
            page = document[number - 1]
            text = page.get_textpage()
            here = [row for row in chosen if row.page == number]
            for row in here:
                assert printed_in(page, text, row) == row.printed, (number, row.printed, row.quote)
            assert ink_in(page, here[0])
    return len(chosen)


@pytest.mark.parametrize("name", FILES)
def test_of_documents_as_published(name: str) -> None:
    if not DISCLOSURES.is_dir():
        pytest.skip("the published and the made documents are not on this machine")
    assert check((DISCLOSURES / f"{name}.pdf").read_bytes()) > 100


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_of_written_documents(seed: int) -> None:
    assert check(FORMATS["pdf"](generate(seed, size="small"))) > 100


@pytest.mark.parametrize(("name", "place"), [("xlsx", "!"), ("xls", "!"), ("html", "/html/body/table["), ("docx", "table "), ("pdf", "")])
def test_every_cell_of_every_format_says_where_it_is(name: str, place: str) -> None:
    rows = [row for row in rows_of(FORMATS[name](generate(7, size="small"))) if row.origin == "table"]
    assert rows
    assert all(place in (row.place or "") and bool(row.place) != (row.box_right is not None) for row in rows)
