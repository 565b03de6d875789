"""Whole disclosures whose every cell is known: none may be lost, none may stand in another place."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from orchestration.read.document import Document, Table
from orchestration.read.pdf import read
from tests.read.pdf.truth import plain, score

SHARED = Path(__file__).parents[4] / "shared"
MADE = SHARED / "disclosures" / "made"
FILES = (
    "calc",
    "chrome",
    "rotated",
    "sideways",
    "writer",
    *(f"variants/{name}" for name in ("dashed", "double", "noborder", "noouter", "thin", "zebra")),
)
NARRATED = tuple(name for name in FILES if name != "calc")

pytestmark = pytest.mark.skipif(not MADE.is_dir(), reason="the published and the made documents are not on this machine")


@cache
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((MADE / "truth.json").read_text("utf-8"))
    return loaded


@cache
def document(name: str) -> Document:
    return read((MADE / f"{name}.pdf").read_bytes())


@pytest.mark.parametrize("name", FILES)
def test_every_header_span_and_every_cell(name: str) -> None:
    found = score(document(name), truth()["tables"])
    assert not found.misses
    assert (found.headers, found.cells) == (found.headers_expected, found.cells_expected)
    assert found.cells_expected > 2_000


@pytest.mark.parametrize("name", FILES)
def test_tables_hold_nothing_that_is_not_printed_in_them(name: str) -> None:
    known = {plain(text) for table in truth()["tables"] for row in table["body"] for text in row}
    known |= {plain(cell["text"]) for table in truth()["tables"] for cell in table["header"]}
    known |= {plain(text) for table in truth()["tables"] for row in table["spans"].values() for text, _, _ in row}
    assert not {cell.text for table in document(name).tables for cell in table.cells if plain(cell.text) not in known}


@pytest.mark.parametrize("name", NARRATED)
def test_every_paragraph_in_order(name: str) -> None:
    text = re.sub(r"\s+", "", re.sub(r"-\s*\d+\s*-(?=\f|$)", "", document(name).text))  # page numbers stand between paragraphs
    at = 0
    for paragraph in truth()["narrative"]:
        found = text.find(plain(paragraph), at)
        assert found >= 0, paragraph
        at = found + 1


@pytest.mark.parametrize("name", FILES)
def test_titles_stand_above_their_tables(name: str) -> None:
    titles = [re.sub(r"\s", "", table.title) for table in document(name).tables]
    at = 0
    for table in truth()["tables"]:
        places = [number for number, title in enumerate(titles) if number >= at and table["id"] in title and table["title"] in title]
        assert places, table["id"]
        at = places[0] + 1


def test_a_scan_is_said_to_be_one() -> None:
    from orchestration.read.errors import Unreadable

    with pytest.raises(Unreadable) as refused:
        read((MADE / "scan.pdf").read_bytes())
    assert refused.value.code == "no_text_layer"


def test_every_cell_of_a_published_document_stands_in_the_row_of_its_key() -> None:
    found = read((SHARED / "disclosures" / "shanghai-putuo-guihua-2024.pdf").read_bytes())
    with (SHARED / "keys" / "guihua_cells.csv").open(encoding="utf-8") as file:
        keys = list(csv.DictReader(file))
    missing = [key for key in keys if not any(_holds(table, key) for table in found.tables if table.page == int(key["page"]))]
    assert len(keys) == 308
    assert not missing


def _holds(table: Table, key: dict[str, str]) -> bool:
    """Whether the value stands in a row whose labels or codes, one after the other, give the row's key."""
    label = key["row_key"].split("/")[-1]
    for cell in table.cells:
        if plain(cell.text).replace(",", "") == key["value"]:
            row = [plain(other.text) for other in table.cells if other.row <= cell.row < other.row + other.row_span]
            if label == "（数据行）" or label in "".join(row) or any(text.split("、")[-1] == label for text in row):
                return True
    return False
