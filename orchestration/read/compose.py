"""From a flow of lines and tables to a Document, the same for every format that is no picture of pages.

A reader gives what stands in the file; here it is decided what is a table and what only uses one for its layout, which lines
are a table's title, and where each thing stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from orchestration.read.document import Cell, Document, Table
from orchestration.read.errors import Unreadable

CELLS = 200_000
"""Cells of one document. The longest disclosure known has 9,000."""
CHARACTERS = 20_000_000
TITLE_LINES = 6
_PROSE = 600
"""Characters in one cell that make it a column of a page rather than a cell, where they are most of the table."""
_ROW_OF_LAYOUT = 3
_NOTE = re.compile(r"(?:备?注|说明|附注)\s*\d*\s*[：:．.、]")
_LABELLED = re.compile(r"(?!其中)[^：:]{2,10}[：:]")
_UNIT = re.compile(r"单位\s*[：:]|公开\s*\d+\s*表|附?表\s*\d+|附件\s*\d+")
_FIGURE = re.compile(r"[-+(（]?[\d,，.]+%?[)）]?")
_GONE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile("[ \t\u00a0\u2002-\u200a\u202f]+")
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(slots=True)
class FlowCell:
    """A cell as the format has it: position, spans, what it holds, its address."""

    row: int
    column: int
    row_span: int
    column_span: int
    flow: Flow = field(default_factory=list)
    place: str = ""


@dataclass(slots=True)
class FlowTable:
    """A table as the format has it. `sheet` is True where it is known to be a grid of cells and no layout."""

    cells: list[FlowCell] = field(default_factory=list)
    sheet: bool = False


Flow = list["str | FlowTable"]


def compose(format_: str, flow: Flow, encoding: str | None = None) -> Document:
    """The Document of a flow. Raises Unreadable: empty_file, too_many_cells, too_long."""
    page = _Composer()
    page.flow(flow)
    if not page.lines and not page.tables:
        raise Unreadable("empty_file", "文件没有任何文字。", "The file holds no text.")
    text = "\n".join(page.lines)
    tables = tuple(replace(table, char_start=min(table.char_start, len(text))) for table in page.tables)
    return Document(format=format_, text=text, encoding=encoding, tables=tables)


def tidy(text: str) -> list[str]:
    """The lines of a text without characters that take no place, blanks drawn together, blank lines left out."""
    if text.isprintable() and "  " not in text:  # of all that is looked for below, only single blanks are
        return [line] if (line := text.strip()) else []
    lines = (_BLANKS.sub(" ", line).strip() for line in _BREAKS.split(_GONE.sub("", text)))
    return [line for line in lines if line]


class _Composer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._length = 0
        self._since = 0
        self._cells = 0

    def flow(self, flow: Flow) -> None:
        for item in flow:
            if isinstance(item, FlowTable):
                self._table(item)
            else:
                self._say(tidy(item))

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.lines.append(line)
            self._length += len(line) + 1
        if self._length > CHARACTERS:
            raise Unreadable("too_long", "文件的文字过长。", "The text of the file is too long.")

    def _table(self, table: FlowTable) -> None:
        rows = _rows(table.cells)
        if not table.sheet and _is_layout(rows):
            self._unwrap(rows)
            return
        head, body, tail = _parted(rows, table.sheet)
        self._say(head)
        if body:
            self._emit(body)
        self._say(tail)

    def _unwrap(self, rows: list[list[FlowCell]]) -> None:
        """A row of short cells is one line, `部门：… 金额单位：万元`; else each cell speaks for itself."""
        for row in rows:
            texts = [_own(cell) for cell in row]
            if all(len(text) <= 1 for text in texts) and not any(_nested(cell) for cell in row):
                self._say(filter(None, [" ".join(text[0] for text in texts if text)]))
            else:
                for cell in row:
                    self.flow(cell.flow)

    def _emit(self, rows: list[list[FlowCell]]) -> None:
        self._cells += sum(map(len, rows))
        if self._cells > CELLS:
            raise Unreadable("too_many_cells", f"表格单元格超过 {CELLS} 个。", f"The tables have more than {CELLS} cells.")
        top = rows[0][0].row
        cells = [
            Cell(cell.row - top, cell.column, cell.row_span, cell.column_span, "\n".join(_own(cell)), place=cell.place)
            for row in rows
            for cell in row
        ]
        title = "\n".join(self.lines[self._since :][-TITLE_LINES:])
        self.tables.append(Table(title=title, cells=tuple(cells), char_start=self._length))
        self._since = len(self.lines)
        for row in rows:
            for cell in row:
                for item in cell.flow:
                    if not isinstance(item, str):
                        self._table(item)


def _rows(cells: Sequence[FlowCell]) -> list[list[FlowCell]]:
    rows: dict[int, list[FlowCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _own(cell: FlowCell) -> list[str]:
    if len(cell.flow) == 1 and isinstance(item := cell.flow[0], str):  # as nearly all
        return tidy(item)
    return [line for item in cell.flow if isinstance(item, str) for line in tidy(item)]


def _nested(cell: FlowCell) -> list[FlowTable]:
    return [item for item in cell.flow if not isinstance(item, str)]


def _weight(flow: Flow) -> int:
    weight = 0
    for item in flow:
        weight += len(item.strip()) if isinstance(item, str) else sum(_weight(cell.flow) for cell in item.cells)
    return weight


def _is_layout(rows: list[list[FlowCell]]) -> bool:
    """A table that only places things: one column, one short row, a row that is but another table, or mostly tables and long prose."""
    cells = [cell for row in rows for cell in row]
    if max((cell.column + cell.column_span for cell in cells), default=0) <= 1:
        return True
    if len(rows) == 1 and sum(bool(cell.flow) for cell in rows[0]) <= _ROW_OF_LAYOUT:
        return True
    if all(sum(bool(cell.flow) for cell in row) <= 1 for row in rows):
        return True
    nests = any(not isinstance(item, str) for cell in cells for item in cell.flow)
    if nests and any(_nested(cell) and not any(other.flow for other in row if other is not cell) for row in rows for cell in row):
        return True
    weights = [_weight(cell.flow) for cell in cells]
    if not nests and max(weights) <= _PROSE:
        return False
    whole = sum(weights)
    placing = sum(weight for weight, cell in zip(weights, cells, strict=True) if (weight > _PROSE and weight * 2 > whole) or _nested(cell))
    return placing * 2 > whole


def _parted(rows: list[list[FlowCell]], sheet: bool) -> tuple[list[str], list[list[FlowCell]], list[str]]:
    """Title lines that stand inside a grid above its header, the grid, notes that stand inside it below."""
    width = max((cell.column + cell.column_span for row in rows for cell in row), default=0)
    first, last = 0, len(rows)
    while first < last and _is_title(rows[first], width):
        first += 1
    while last > first and _is_note(rows[last - 1], width):
        last -= 1
    grid = rows[first:last]
    if grid and (sheet or len(grid) < len(rows)) and _is_layout(grid):  # the whole of a table that is no sheet is none
        return [_line(row) for row in rows], [], []
    return [_line(row) for row in rows[:first]], grid, [_line(row) for row in rows[last:]]


def _line(row: list[FlowCell]) -> str:
    return " ".join(line for cell in row for line in _own(cell))


def _is_title(row: list[FlowCell], width: int) -> bool:
    if any(cell.row_span > 1 and cell.column_span < width for cell in row) or any(_nested(cell) for cell in row):
        return False
    filled = [text for cell in row if (text := " ".join(_own(cell)))]
    if not filled or (len(row) == 1 and row[0].column_span >= width):
        return not filled or not _FIGURE.fullmatch(filled[0])
    if len(filled) > 4 or any(_FIGURE.fullmatch(text) for text in filled):
        return False
    return bool(_LABELLED.match(filled[0]) or _UNIT.search(filled[-1]))


def _is_note(row: list[FlowCell], width: int) -> bool:
    filled = [(cell, text) for cell in row if (text := " ".join(_own(cell)))]
    if len(filled) != 1 or _nested(filled[0][0]):
        return not filled and len(row) == 1 and width > 1
    cell, text = filled[0]
    wide = len(row) == 1 and cell.column_span >= width and not _FIGURE.fullmatch(text)
    return wide or (cell.column == 0 and _NOTE.match(text) is not None)
