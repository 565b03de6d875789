"""Continued: tables that run over a page's end, and rows that the end of the page has cut in two.

A table goes on where the next page begins with one of the same columns and nothing but page numbers, or its title again, stands
between. A row is cut where its upper part ends in full lines and what would be the next row holds no more than the rest of its words.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from orchestration.read.document import Box
from orchestration.read.pdf.furniture import Sheet, is_page_number
from orchestration.read.pdf.lattice import Span
from orchestration.read.pdf.layout import PlacedLine, PlacedTable
from orchestration.read.pdf.rules import SNAP

_CELL = tuple[Span, str, Box]
_OPENS = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|其中|[加减][：:]|注[：:]")
_CODES = (3, 5, 7)
"""Digits that a code has."""
_HEADER = 12
"""Rows of the longest header, and more."""
_SHORT = 3
"""Rows of a part of a table that need not show all of its columns."""
_AMOUNT = re.compile(r"-?[\d,，]+[.．]\d\d")


def continued(sheets: list[Sheet]) -> list[Sheet]:
    """The same pages, each table that goes on from the page before marked, each row that was cut made whole where it began."""
    pages = list(sheets)
    for number, (before, after) in enumerate(pairwise(sheets), 1):
        upper, lower = _last(pages[number - 1]), _first(after)
        if (
            upper is None
            or lower is None
            or not _is_title_again(_above(before, upper), _above(after, lower))
            or before.display.turned(0) != after.display.turned(0)
            or (parts := _of_same_columns(upper, lower)) is None
        ):
            continue
        whole, rest = _rejoined(*parts)
        pages[number - 1] = _with(pages[number - 1], upper, whole)
        pages[number] = _with(pages[number], lower, rest._replace(continues=True))
    return pages


def _is_title_again(upper: list[str], lower: list[str]) -> bool:
    """Whether what stands above the lower part is nothing, or what stands above the upper part printed once more."""
    return not lower or upper[-len(lower) :] == lower


def _last(sheet: Sheet) -> PlacedTable | None:
    """The table that a page ends with."""
    table = max(sheet.layout.tables, key=lambda table: table.area[3], default=None)
    if table is None or any(line.frame == table.frame and line.line.box[1] >= table.area[3] for line in _said(sheet)):
        return None
    return table


def _first(sheet: Sheet) -> PlacedTable | None:
    """The uppermost table of a page."""
    return min(sheet.layout.tables, key=lambda table: table.area[1], default=None)


def _above(sheet: Sheet, table: PlacedTable) -> list[str]:
    """The lines above a table on its page."""
    lines = (line for line in _said(sheet) if line.frame == table.frame and line.line.box[3] <= table.area[1] + SNAP)
    return [line.line.text for line in lines]


def _said(sheet: Sheet) -> list[PlacedLine]:
    return [line for line in sheet.layout.lines if not is_page_number(line.line.text)]


def _of_same_columns(upper: PlacedTable, lower: PlacedTable) -> tuple[PlacedTable, PlacedTable] | None:
    """The two parts of a table, both counted in the same columns; None where they have others. A few rows of merged cells, as the first of
    a header or the last of totals, have only some of the edges of the whole table's columns."""
    ours, theirs = _edges(upper), _edges(lower)
    if upper.frame != lower.frame:
        return None
    if len(ours) == len(theirs):
        return (upper, lower) if _places(ours, theirs) else None
    if len(ours) > len(theirs):
        cut = _counted_in(lower, theirs, ours)
        return cut and (upper, cut)
    cut = _counted_in(upper, ours, theirs)
    return cut and (cut, lower)


def _counted_in(table: PlacedTable, own: list[int], edges: list[int]) -> PlacedTable | None:
    """A short table with its columns counted in those between these edges, which are more; None where its own are not among them."""
    places = _places(own, edges)
    if not places or places[own[-1]] != len(edges) - 1 or max(span.row + span.rows for span, _, _ in table.cells) > _SHORT:
        return None
    cells = [(span._replace(column=places[box[0]], columns=places[box[2]] - places[box[0]]), text, box) for span, text, box in table.cells]
    return table._replace(cells=cells)


def _places(own: list[int], edges: list[int]) -> dict[int, int]:
    """For each of a table's edges its number among these, the first of both being the same; empty where one is not among them."""
    places = {edge: at for edge in own for at, other in enumerate(edges) if abs(edge - other) <= SNAP}
    return places if len(places) == len(own) and places[own[0]] == 0 else {}


def _edges(table: PlacedTable) -> list[int]:
    return sorted({edge for _, _, box in table.cells for edge in (box[0], box[2])})


def _with(sheet: Sheet, old: PlacedTable, new: PlacedTable) -> Sheet:
    tables = [new if table is old else table for table in sheet.layout.tables]
    return sheet._replace(layout=sheet.layout._replace(tables=tables))


def _rejoined(upper: PlacedTable, lower: PlacedTable) -> tuple[PlacedTable, PlacedTable]:
    """The two parts of a table, with the row that the page's end has cut in the upper one; as they were where none is cut."""
    last = max(span.row + span.rows for span, _, _ in upper.cells) - 1
    row = _repeated(upper, lower)
    head = {span.column: (span, text) for span, text, _ in upper.cells if span.row + span.rows - 1 == last}
    tail = {span.column: (span, text) for span, text, _ in lower.cells if span.row == row}
    shapes = [(span.column, span.columns) for span, _ in head.values()], [(span.column, span.columns) for span, _ in tail.values()]
    if shapes[0] != shapes[1] or any(span.rows > 1 for span, _ in tail.values()) or not any(text for _, text in tail.values()):
        return upper, lower
    pairs = {column: (head[column][1], text) for column, (_, text) in tail.items() if text}
    if not all(_carries_on(*pair) for pair in pairs.values()):
        return upper, lower
    words = {column: text for column, (text, more) in pairs.items() if not more[0].isdigit()}
    if not all(_width(text.split("\n")[-1]) >= _widest(upper, column) - 1 for column, text in words.items()):
        return upper, lower
    cells: list[_CELL] = []
    for span, text, box in upper.cells:
        more = tail[span.column][1] if span.row + span.rows - 1 == last else ""
        cells.append((span, f"{text}\n{more}" if more else text, box))
    if not any(_AMOUNT.fullmatch("".join(text.split())) for span, text, _ in cells if span.row + span.rows - 1 == last):
        return upper, lower
    rest = [(span._replace(row=span.row - (span.row > row)), text, box) for span, text, box in lower.cells if span.row != row]
    return upper._replace(cells=cells), lower._replace(cells=rest)


def _repeated(upper: PlacedTable, lower: PlacedTable) -> int:
    """How many rows the lower part repeats of the upper part's first."""
    ours, theirs = _first_rows(upper), _first_rows(lower)
    return next((number for number, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), 0)


def _first_rows(table: PlacedTable) -> list[list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for span, text, _ in table.cells:
        if span.row > _HEADER:
            break
        found.setdefault(span.row, []).append((span.column, "".join(text.split())))
    return list(found.values())


def _widest(table: PlacedTable, column: int) -> int:
    """The widest line of a column, in half-width characters."""
    texts = (text for span, text, _ in table.cells if span.column == column and span.columns == 1)
    return max((_width(line) for text in texts for line in text.split("\n")), default=0)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _carries_on(head: str, tail: str) -> bool:
    """Whether the words of one cell may go on in the one below: the two make one word, code or amount."""
    if not head:
        return False
    ours, theirs = "".join(head.split()), "".join(tail.split())
    if theirs[0].isdigit():
        if ours.isdigit() and theirs.isdigit():
            return len(ours) not in _CODES and len(ours + theirs) in _CODES
        return bool(_AMOUNT.fullmatch(ours + theirs)) and not _AMOUNT.fullmatch(ours)
    return not _OPENS.match(theirs) and not ours[-1].isdigit()
