"""A printed table as rows of cells, its heading lines apart from its header, its header apart from its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from orchestration.read.document import Cell, Table

from ..flow import as_printed, normal

_AMOUNT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?|\([0-9][0-9,]*\.[0-9]+\)")
NUMBER = re.compile(r"(?P<number>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<percent>%)?|\((?P<negative>[0-9]+(?:,[0-9]{3})*\.[0-9]+)\)")
"""What fills a cell that tells a figure."""
_ORDINAL = re.compile(r"[0-9]{1,3}")
_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")
_THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3})")
_COLUMN_NUMBERS = "栏次"
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_WORDS = re.compile(r"[^0-9.,%-]")
_LABEL_OF_TOTAL = re.compile(r"^(?:合计|总计|人员经费合计|公用经费合计)$")
_ONLY_HEADING = re.compile(r"单位[：:]|^公开[0-9]+表$|^(?:编制)?(?:部门|单位)(?:名称)?[：:]|表$|^金额单位")


@dataclass(slots=True)
class Grid:
    """A table's cells by row, each row by column; `heads` are the lines above it, `header` the rows that name its columns."""

    heads: list[str]
    header: list[list[Cell | None]]
    body: list[list[Cell | None]]
    columns: int
    char_start: int
    continues: bool = False
    notes: list[str] = field(default_factory=list)


def words(cell: Cell | None) -> str:
    """A cell's text in normal form, without blanks; a wide comma between digits parts thousands there."""
    text = normal(cell.text) if cell else ""
    return _THOUSANDS.sub(",", text) if "，" in text else text


def printed(cell: Cell) -> str:
    return as_printed(cell.text)


def rows_of(table: Table) -> list[list[Cell | None]]:
    """Every row as a list over all columns; a spanning cell stands at each place that it covers."""
    rows: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = cell
    return rows


def distinct(row: list[Cell | None]) -> list[Cell]:
    """The row's cells that hold words, each once, from left to right."""
    seen: dict[int, Cell] = {}
    for cell in row:
        if cell is not None and words(cell):
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def grid_of(table: Table) -> Grid:
    """Tell a table's heading lines, header and body apart."""
    rows = rows_of(table)
    heads = [line for line in table.title.split("\n") if line.strip()]
    start = 0
    while start < len(rows) and _is_heading(rows[start]):
        heads += [printed(cell) for cell in distinct(rows[start])]
        start += 1
    end = start
    while end < len(rows) and not _is_body(rows[end], end > start):
        end += 1
    header = rows[start:end]
    # A header cell may reach into the first row of figures, as 类, 款 and 项 do beside 栏次 and 合计; it names nothing there.
    named = {id(cell) for row in header for cell in row if cell is not None}
    body = [[None if id(cell) in named else cell for cell in row] for row in _without(header, rows[end:])]
    return Grid(heads, header, body, table.columns, table.char_start, table.continues)


def _without(header: list[list[Cell | None]], rows: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The rows but for those in which the header is printed again, as where a page began."""
    said = {tuple(map(words, row)) for row in header}
    opening = {row[0] for row in said}
    return [row for row in rows if words(row[0]) not in opening or tuple(map(words, row)) not in said]


def _is_heading(row: list[Cell | None]) -> bool:
    """A row inside the grid that titles it, as in workbooks: one cell, or only a unit, a code and the body's name."""
    cells = distinct(row)
    if not cells:
        return True
    if len(cells) == 1 and cells[0].column_span >= max(2, len(row) - 1) and not _AMOUNT.fullmatch(words(cells[0])):
        return not _LABEL_OF_TOTAL.match(words(cells[0]))
    return all(_ONLY_HEADING.search(words(cell)) for cell in cells)


def is_column_numbers(row: list[Cell | None]) -> bool:
    """栏次 and its numbers: 1, 2, 3 … from left to right."""
    texts = [words(cell) for cell in distinct(row)]
    numbers = [text for text in texts if _ORDINAL.fullmatch(text)]
    named = _COLUMN_NUMBERS in texts
    counts = numbers == [str(number) for number in range(int(numbers[0]), int(numbers[0]) + len(numbers))] if numbers else False
    return named or (counts and len(numbers) == len(texts) and (len(numbers) > 1 or numbers == ["1"]))


def _is_body(row: list[Cell | None], header_seen: bool) -> bool:
    """Whether a row tells figures rather than names columns."""
    if is_column_numbers(row):
        return False
    texts = [words(cell) for cell in distinct(row)]
    if any(_AMOUNT.fullmatch(text) and ("." in text or "," in text or text == "0") for text in texts):
        return True
    first = texts[0] if texts else ""
    if _CODE.fullmatch(first) or _NUMBERED.match(first):
        return True
    return header_seen and bool(_LABEL_OF_TOTAL.match(first)) and all(_LABEL_OF_TOTAL.match(t) or not _WORDS.search(t) for t in texts[1:])
