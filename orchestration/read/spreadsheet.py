"""Sheets of a workbook become lines and tables: what stands above a grid is its title, what stands below its notes.

The readers of XLSX and XLS give sparse sheets; nothing here depends on the size that a sheet claims to have.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestration.read.compose import CELLS, Flow, FlowCell, FlowTable
from orchestration.read.errors import Unreadable

SHEETS = 500
STORED = 1_000_000
"""Cells that a workbook may store, blank ones with a style included."""
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.I)
_NOTE = re.compile(r"\s*(?:备?注|说明|附注)\s*\d*\s*[：:．.、]")
_LABEL = re.compile(r"(?!其中)[^：:]{2,10}[：:]")
_UNIT = re.compile(r"单位\s*[：:]|公开\s*\d+\s*表|附?表\s*\d+|附件\s*\d+")
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
_AFTERTHOUGHT = 40
"""Characters of a lone text that no label of a row has."""


@dataclass(slots=True)
class Sheet:
    """Texts of filled cells by (row, column), zero-based; cells with a line at a side; merged areas as (top, left, bottom, right)."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    ruled: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def too_many_cells() -> Unreadable:
    """What is said of a workbook beyond STORED."""
    return Unreadable("too_many_cells", f"工作簿的单元格超过 {STORED} 个。", f"The workbook has more than {STORED} cells.")


def address(row: int, column: int) -> str:
    """(0, 27) → AB1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def flow_of(sheets: Sequence[Sheet]) -> Flow:
    """The lines and tables of all sheets in their order. Raises Unreadable: too_many_cells."""
    flow: Flow = []
    budget = CELLS
    for sheet in sheets:
        if sheet.texts:
            said = _Layout(sheet).flow(budget)
            budget -= sum(len(item.cells) for item in said if isinstance(item, FlowTable))
            if not isinstance(said[0], str) and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
                said.insert(0, sheet.name)
            flow += said
    return flow


class _Layout:
    """One sheet, looked at row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns: dict[int, list[int]] = {}
        for row, column in sorted(sheet.texts):
            self.columns.setdefault(row, []).append(column)
        self.last = max(self.columns)
        self.ruled: dict[int, list[int]] = {}
        for row, column in sorted(sheet.ruled):
            if row <= self.last:
                self.ruled.setdefault(row, []).append(column)
        self.rows = sorted(self.columns.keys() | self.ruled.keys())
        edge = max(columns[-1] for columns in (*self.columns.values(), *self.ruled.values()))
        self.spans = _spans(sheet.merged, self.last, edge)
        self.width = edge + 1

    def flow(self, budget: int) -> Flow:
        flow: Flow = []
        run: list[int] = []
        for row, is_grid in self._kinds():
            if is_grid:
                run.append(row)
                continue
            flow += self._grid(run, budget)
            run = []
            flow.append(self._line(row))
        return flow + self._grid(run, budget)

    def _kinds(self) -> Iterator[tuple[int, bool]]:
        """Rows that hold anything, and whether each belongs to a grid: told by the lines around cells, else by what the rows say."""
        previous, in_grid = -2, False
        for row in self.rows:
            filled = self.columns.get(row, [])
            if self.ruled:
                in_grid = row in self.ruled or (len(filled) > 2 and not self._is_labelled(row))
            else:
                in_grid = self._looks_like_grid(row, in_grid, after_gap=row > previous + 1)
            if in_grid or filled:
                yield row, in_grid
            previous = row

    def _looks_like_grid(self, row: int, in_grid: bool, after_gap: bool) -> bool:
        filled = self.columns[row]
        text = self.sheet.texts[row, filled[0]]
        if self._is_labelled(row) or (filled[0] == 0 and _NOTE.match(text)):
            return False
        if len(filled) > 1:
            return True
        covers = self.spans.get((row, filled[0]), (1, 1))[1]
        return in_grid and not after_gap and len(text) <= _AFTERTHOUGHT and (covers == 1 or covers < self.width)

    def _is_labelled(self, row: int) -> bool:
        """`部门：…    金额单位：万元`; `年度资金总额： 500 480` is a row of figures."""
        filled = self.columns.get(row, [])
        if not filled or len(filled) > 4 or sum(bool(_FIGURE.fullmatch(self.sheet.texts[row, column])) for column in filled) > 1:
            return False
        first, last = self.sheet.texts[row, filled[0]], self.sheet.texts[row, filled[-1]]
        return bool(_LABEL.match(first) or _UNIT.search(last)) and not _NOTE.match(first)

    def _line(self, row: int) -> str:
        return " ".join(self.sheet.texts[row, column] for column in self.columns[row])

    def _grid(self, run: list[int], budget: int) -> Flow:
        """The table of a run of rows, blank rows between them left out; lines where it has one column only."""
        while run and run[-1] not in self.columns:
            run = run[:-1]
        columns = [column for row in run for column in (*self.columns.get(row, []), *self.ruled.get(row, []))]
        if not columns:
            return []
        left, right = min(columns), max(columns)
        if (right - left + 1) * len(run) > budget:
            raise too_many_cells()
        if left == right:
            return [self._line(row) for row in run if row in self.columns]
        number = {row: at for at, row in enumerate(run)}
        table = FlowTable(sheet=True)
        hidden: set[tuple[int, int]] = set()
        for row in run:
            for column in range(left, right + 1):
                if (row, column) in hidden:
                    continue
                down, across = self.spans.get((row, column), (1, 1))
                across = min(across, right + 1 - column)
                bottom = bisect_left(run, row + down)
                if down > 1 or across > 1:
                    hidden.update((run[at], beside) for at in range(number[row], bottom) for beside in range(column, column + across))
                text = self.sheet.texts.get((row, column), "")
                place = f"{self.sheet.name}!{address(row, column)}"
                table.cells.append(FlowCell(number[row], column - left, bottom - number[row], across, [text] if text else [], place))
        return [table]


def _spans(merged: Sequence[tuple[int, int, int, int]], last_row: int, last_column: int) -> dict[tuple[int, int], tuple[int, int]]:
    """(top, left) → (rows, columns) of merged areas inside the sheet; of areas that overlap, as only broken files have, the first."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    work = 0
    for top, left, bottom, right in sorted(merged):
        bottom, right = min(bottom, last_row), min(right, last_column)
        if top > bottom or left > right:
            continue
        work += (bottom - top + 1) * (right - left + 1)
        if work > STORED:
            raise too_many_cells()
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if taken.isdisjoint(places):
            taken.update(places)
            found[top, left] = (bottom - top + 1, right - left + 1)
    return found
