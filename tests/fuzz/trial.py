"""One trial: a document is read and observed, and what comes of it must be sound, or a refusal with its reason."""

from __future__ import annotations

from orchestration.observe import Observed, observe
from orchestration.read import Document, Unreadable, read

_DIGITS = frozenset("0123456789０１２３４５６７８９")


class Unsound(AssertionError):
    """A Document or its observations break what others rely on."""


def attempt(data: bytes) -> str:
    """`refused` and the code, or `read` and the format. Raises Unsound, and whatever escapes from a reader or the observe step."""
    try:
        document = read(data)
    except Unreadable as error:
        _must(bool(error.code and error.zh.strip() and error.en.strip()), "a refusal without its reason")
        return f"refused {error.code}"
    check(document)
    check_observed(document, observe(document, 2022, "江城市云湖区数据局"))
    return f"read {document.format}"


def check(document: Document) -> None:
    """Offsets lie in the text and in order, cells cover their table without overlap."""
    size = len(document.text)
    ends = 0
    for page in document.pages:
        _must(ends <= page.char_start <= page.char_end <= size, "pages out of order")
        ends = page.char_end
    for line in document.lines:
        _must(0 <= line.char_start < line.char_end <= size, "a line outside of the text")
        _must(len(line.edges) == line.char_end - line.char_start + 1, "a line without an edge for each character")
    before = 0
    for table in document.tables:
        _must(before <= table.char_start <= size, "tables out of order")
        before = table.char_start
        places = [(cell.row, cell.column) for cell in table.cells]
        _must(places == sorted(set(places)), "cells out of order, or two in one place")
        _must(all(cell.row >= 0 <= cell.column and min(cell.row_span, cell.column_span) >= 1 for cell in table.cells), "a cell of no size")
        _must(all(bool(cell.place) != (cell.box is not None) for cell in table.cells), "a cell that is nowhere")


def check_observed(document: Document, seen: Observed) -> None:
    """Every digit of the text stands in exactly one row, and every row where it says."""
    covered: set[int] = set()
    for ordinal, row in enumerate(seen.observations, 1):
        _must(row.ordinal == ordinal, "rows misnumbered")
        if row.char_start is None or row.char_end is None:
            _must(row.origin == "table" and bool(row.place or row.box_right is not None), "a figure that is nowhere")
            continue
        places = range(row.char_start, row.char_end)
        _must(0 <= row.char_start < row.char_end <= len(document.text), "a span outside of the text")
        _must(covered.isdisjoint(places), "spans that overlap")
        covered.update(places)
        _must("".join(document.text[row.char_start : row.char_end].split()) == row.printed, "a span that is not what is printed")
    _must(all(at in covered for at, char in enumerate(document.text) if char in _DIGITS), "a digit that is in no row")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Unsound(otherwise)
