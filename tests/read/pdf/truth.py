"""Compares a Document's tables with a set of tables whose every header span and cell is known."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from orchestration.read.document import Cell, Document, Table


class Score(NamedTuple):
    """How many of the expected header cells (text, place and spans) and body cells (text, place and columns) were found; the misses."""

    headers: int
    headers_expected: int
    cells: int
    cells_expected: int
    misses: list[str]


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def score(document: Document, truth: list[dict[str, Any]]) -> Score:
    """Tables on several pages are joined first: a fragment without a title of its own, or with the same header, continues the last."""
    parts = list(document.tables)
    headers = headers_expected = cells = cells_expected = 0
    misses: list[str] = []
    for table in truth:
        expected_header = {(cell["r"], cell["c"], cell["rowspan"], cell["colspan"], plain(cell["text"])) for cell in table["header"]}
        expected_body = [_expected_row(table, number) for number in range(len(table["body"]))]
        first, rows = _joined(parts, table["n_header_rows"], len(expected_body), table["ncols"])
        found = {(cell.row, cell.column, cell.row_span, cell.column_span, plain(cell.text)) for cell in first}
        headers += len(expected_header & found)
        headers_expected += len(expected_header)
        misses += [f"{table['id']} header {cell}" for cell in sorted(expected_header - found)]
        for number, row in enumerate(expected_body):
            printed = rows[number] if number < len(rows) else set()
            cells += len(row & printed)
            cells_expected += len(row)
            misses += [f"{table['id']} row {number} {cell} in {sorted(printed)}" for cell in sorted(row - printed)]
    return Score(headers, headers_expected, cells, cells_expected, misses)


def _expected_row(table: dict[str, Any], number: int) -> set[tuple[int, int, str]]:
    """Column, columns spanned, text."""
    spans = table["spans"].get(str(number))
    if spans is None:
        return {(column, 1, plain(text)) for column, text in enumerate(table["body"][number])}
    row, column = set(), 0
    for text, columns, _ in spans:
        row.add((column, columns, plain(text)))
        column += columns
    return row


def _joined(parts: list[Table], header_rows: int, body_rows: int, columns: int) -> tuple[list[Cell], list[set[tuple[int, int, str]]]]:
    """The header cells of the table that comes next, and the rows of its body over all its pages; its parts are taken from the list."""
    first: list[Cell] = []
    rows: list[set[tuple[int, int, str]]] = []
    while parts and len(rows) < body_rows and (parts[0].columns == columns or not first):
        part = parts.pop(0)
        header = [cell for cell in part.cells if cell.row < header_rows]
        repeated = bool(first) and [plain(cell.text) for cell in header] == [plain(cell.text) for cell in first]
        skip = header_rows if not first or repeated else 0
        first = first or header
        for number in range(skip, part.rows):
            rows.append({(cell.column, cell.column_span, plain(cell.text)) for cell in part.cells if cell.row == number})
    return first, rows
