"""pdfplumber, which reads a PDF by other means, sees the same characters on the same pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from orchestration.read.document import Document
from orchestration.read.pdf import read
from orchestration.read.pdf.characters import character

DISCLOSURES = Path(__file__).parents[4] / "shared" / "disclosures"
FILES = ("shanghai-putuo-guihua-2024", "budget-jiangsu-court-2018", "made/rotated")

pytestmark = pytest.mark.skipif(not DISCLOSURES.is_dir(), reason="the published and the made documents are not on this machine")


def printed(document: Document, number: int) -> Counter[str]:
    """The characters of a page, in its lines and in its cells."""
    page = document.pages[number - 1]
    text = document.text[page.char_start : page.char_end]
    text += "".join(cell.text for table in document.tables if table.page == number for cell in table.cells)
    return Counter("".join(text.split()))


def seen(page: Any) -> Counter[str]:
    """The same by pdfplumber, the signs of radicals and the like made ours; what lies off the page left out."""
    inside = [char for char in page.dedupe_chars().chars if 0 <= char["x0"] + char["x1"] <= 2 * page.width]
    return Counter("".join(character(ord(sign)) for char in inside for sign in char["text"] if not sign.isspace()).replace(" ", ""))


@pytest.mark.parametrize("name", FILES)
def test_no_character_is_lost_or_made_up(name: str) -> None:
    path = DISCLOSURES / f"{name}.pdf"
    document = read(path.read_bytes())
    with pdfplumber.open(path) as other:
        for number, page in enumerate(other.pages, 1):
            own, its = printed(document, number), seen(page)
            assert own == its, (number, own - its, its - own)
            page.close()
