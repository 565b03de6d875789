"""The cells of an HTML table on a grid, spans resolved as browsers do."""

from __future__ import annotations

from orchestration.read.compose import CELLS, Flow, FlowCell
from orchestration.read.errors import Unreadable

_WIDEST = 1000
_LONGEST = 65534
_WORK = 3_000_000
"""Grid places that the spans of one table may cover; more is no table but an attack."""


class TableBuilder:
    """Takes rows and cells in document order."""

    def __init__(self) -> None:
        self._cells: list[FlowCell] = []
        self._rows = 0
        self._column = 0
        self._open: dict[int, int] = {}
        """Column → last row that a cell from above still covers."""
        self._work = 0

    def row(self) -> None:
        """Begin a row."""
        self._rows += 1
        self._column = 0

    def cell(self, row_span: str | None, column_span: str | None, place: str) -> Flow:
        """Put a cell at the next free place; gives the flow to write its contents to."""
        if not self._rows:
            self.row()
        row = self._rows - 1
        while self._open.get(self._column, -1) >= row:
            self._column += 1
            self._worked(1)
        rows = _span(row_span, _LONGEST)
        cell = FlowCell(row, self._column, rows or _LONGEST, min(_span(column_span, _WIDEST) or 1, _WIDEST), [], place)
        if cell.row_span > 1:
            for column in range(cell.column, cell.column + cell.column_span):
                self._open[column] = row + cell.row_span - 1
            self._worked(cell.column_span)
        self._column += cell.column_span
        self._cells.append(cell)
        if len(self._cells) > CELLS:
            raise Unreadable("too_many_cells", f"表格单元格超过 {CELLS} 个。", f"The tables have more than {CELLS} cells.")
        return cell.flow

    def cells(self) -> list[FlowCell]:
        """All cells; none reaches below the last row or beyond the last column that begins a cell."""
        width = max((cell.column + (1 if cell.column_span == _WIDEST else cell.column_span) for cell in self._cells), default=0)
        for cell in self._cells:
            cell.row_span = min(cell.row_span, self._rows - cell.row)
            cell.column_span = max(min(cell.column_span, width - cell.column), 1)
        return self._cells

    def _worked(self, places: int) -> None:
        self._work += places
        if self._work > _WORK:
            raise Unreadable("too_complex", "网页的表格合并范围过大。", "The merged cells of the page's tables are too large.")


def _span(text: str | None, most: int) -> int:
    text = (text or "1").strip()
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1
