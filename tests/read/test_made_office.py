"""The made disclosure in every format that is no PDF: all cells, spans, paragraphs and notes come out, and nothing else in its tables."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from orchestration import read
from orchestration.read import office
from orchestration.read.document import Document

BORDERS = ["dashed", "double", "noborder", "noouter", "thin", "zebra"]
WHOLE = ["doc.docx", "doc.odt", "page.html", *(f"variants/{name}.html" for name in BORDERS)]
TABLES = ["tables.xlsx", "tables.xls"]
Place = tuple[int, int, int, int, str]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cells_of(table: dict[str, Any]) -> set[Place]:
    found = {(head["r"], head["c"], head["rowspan"], head["colspan"], bare(head["text"])) for head in table["header"]}
    for number, row in enumerate(table["body"]):
        column = 0
        for text, width, height in table["spans"].get(str(number)) or [[text, 1, 1] for text in row]:
            found.add((table["n_header_rows"] + number, column, height, width, bare(text)))
            column += width
    return found


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "disclosures" / "made" / "truth.json").read_text(encoding="utf-8"))


def document(shared: Path, name: str) -> Document:
    return read.read((shared / "disclosures" / "made" / name).read_bytes())


def compare_tables(made: Document, truth: dict[str, Any]) -> None:
    assert len(made.tables) == len(truth["tables"])
    for found, table in zip(made.tables, truth["tables"], strict=True):
        cells = {(cell.row, cell.column, cell.row_span, cell.column_span, bare(cell.text)) for cell in found.cells}
        assert cells == cells_of(table), table["id"]
        assert len(found.cells) == len(cells)
        assert all(bare(said) in bare(found.title) for said in (table["title"], table["id"], table["unit"]))
        assert bare(table["note"]) in bare(made.text)
        assert all(cell.place for cell in found.cells)


@pytest.mark.parametrize("name", WHOLE)
def test_every_cell_and_every_paragraph(shared: Path, truth: dict[str, Any], name: str) -> None:
    made = document(shared, name)
    compare_tables(made, truth)
    said = {bare(line) for line in made.text.splitlines()}
    assert {bare(line) for line in truth["narrative"]} <= said


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_a_workbook_as_it_is_displayed(shared: Path, truth: dict[str, Any], name: str) -> None:
    made = document(shared, name)
    compare_tables(made, truth)
    assert made.tables[1].cells[0].place == "公开02表!A4"


def test_every_cell_and_every_paragraph_of_an_old_word_file(shared: Path, truth: dict[str, Any]) -> None:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    made = document(shared, "doc.doc")
    assert made.format == "doc"
    compare_tables(made, truth)
    assert {bare(line) for line in truth["narrative"]} <= {bare(line) for line in made.text.splitlines()}


def test_a_table_stands_in_the_text_where_it_was_printed(shared: Path) -> None:
    made = document(shared, "doc.docx")
    for table in made.tables:
        assert made.text[: table.char_start].rstrip("\n").endswith(table.title)
        assert made.text[table.char_start :].startswith("注：")
