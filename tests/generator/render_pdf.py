"""A disclosure as PDF: running text, ruled tables with merged headers, over several pages with the header repeated, upright and lying."""

from __future__ import annotations

import unicodedata
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .model import Disclosure, Heading, PageBreak, Paragraph, Table, TableCell, plain
from .render_text import NEVER_FIRST

FONT = "STSong-Light"
"""A CID font that PDF readers know by name: no font file is needed, none embedded."""
MARGIN, SIZE, LEADING = 64, 12, 22
CELL_SIZE, CELL_LEADING, PADDING = 8, 10, 2
WIDE = 4
"""Padding beside the text of cells that no rule parts."""

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def width_of(text: str, size: int) -> int:
    """Points; a wide character is as wide as it is high, any other half of it. The font's own widths differ by less than a pixel."""
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else (size + 1) // 2 for char in text)


def wrap(text: str, room: int, size: int) -> list[str]:
    """Lines no wider than `room`; no number is divided and no line opens with a closing mark."""
    lines, line, used, index = [], "", 0, 0
    while index < len(text):
        end = index + 1
        while text[index] in "0123456789,." and end < len(text) and text[end] in "0123456789,.%":
            end += 1
        atom = text[index:end]
        size_of = width_of(atom, size)
        if line and used + size_of > room and atom[0] not in NEVER_FIRST:
            lines.append(line)
            line, used = "", 0
        line, used, index = line + atom, used + size_of, end
    return [*lines, line]


class _Sheet:
    """The page being written, its cursor measured from the top."""

    def __init__(self, numbered: bool) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1, pageCompression=1)
        self.numbered = numbered
        self.page = 1
        self.used = False
        self.turn(False)

    def turn(self, landscape: bool) -> None:
        self.landscape = landscape
        short, long = (int(side) for side in A4)
        self.width, self.height = (long, short) if landscape else (short, long)
        self.canvas.setPageSize((self.width, self.height))
        self.top = MARGIN
        self.used = False

    def next(self, landscape: bool | None = None) -> None:
        """Ends the page unless nothing stands on it yet."""
        if self.used:
            if self.numbered:
                self.text(str(self.page), self.width // 2 - 3, self.height - MARGIN // 2, 9)
            self.canvas.showPage()
            self.page += 1
        self.turn(self.landscape if landscape is None else landscape)

    def text(self, text: str, left: float, base: int, size: int) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.height - base, text)
        self.used = True

    def lines(self, text: str, size: int = SIZE, indent: int = 2, align: str = "left") -> None:
        """A paragraph, over pages where it must."""
        room = self.width - 2 * MARGIN
        for number, line in enumerate(wrap("　" * indent + text, room, size)):
            if self.top + LEADING > self.height - MARGIN:
                self.next()
            left = MARGIN + ((room - width_of(line, size)) // 2 if align == "center" else 0)
            shown = line.lstrip("　") if number == 0 else line
            self.text(shown, left + (indent * size if number == 0 else 0), self.top + size, size)
            self.top += LEADING

    def close(self) -> bytes:
        self.next()
        self.canvas.save()
        return self.out.getvalue()


def pdf(disclosure: Disclosure, numbered: bool = True, ruled: bool = True, padding: int = PADDING) -> bytes:
    """The bytes of the file, the same for the same disclosure. Pages are numbered at the foot and tables ruled unless asked otherwise;
    `padding` is beside the text of cells."""
    sheet = _Sheet(numbered)
    for block in disclosure.blocks:
        if isinstance(block, PageBreak):
            sheet.next(block.landscape)
        elif isinstance(block, Heading):
            sheet.lines(
                plain(block.runs),
                16 if block.level == 1 else 14 if block.level == 2 else SIZE,
                0 if block.level == 1 else 2,
                "center" if block.level == 1 else "left",
            )
        elif isinstance(block, Paragraph):
            centred = block.kind == "title"
            sheet.lines(plain(block.runs), 18 if centred else SIZE, 0 if centred else 2, "center" if centred else "left")
        elif isinstance(block, Table):
            _Printed(sheet, block, ruled, padding).draw()
            for note in block.notes:
                sheet.lines(plain(note.runs), 9, 0)
    return sheet.close()


class _Printed:
    """One table, drawn cell by cell: a box each unless it has no rules, its text wrapped inside."""

    def __init__(self, sheet: _Sheet, table: Table, ruled: bool, padding: int) -> None:
        self.sheet, self.table, self.ruled = sheet, table, ruled
        self.padding = padding
        room = sheet.width - MARGIN
        total = sum(table.widths)
        self.edges = [MARGIN // 2 + room * sum(table.widths[:index]) // total for index in range(table.columns + 1)]
        self.wrapped = {id(cell): self._wrap(cell) for cell in table.cells}
        self.heights = [CELL_LEADING + 2 * PADDING] * table.rows
        for cell in table.cells:
            if cell.row_span == 1:
                self.heights[cell.row] = max(self.heights[cell.row], self._need(cell))
        for cell in table.cells:
            spare = self._need(cell) - sum(self.heights[cell.row : cell.row + cell.row_span])
            if spare > 0:
                self.heights[cell.row + cell.row_span - 1] += spare
        self.rows: list[list[TableCell]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            self.rows[cell.row].append(cell)

    def _wrap(self, cell: TableCell) -> list[str]:
        room = self.edges[cell.column + cell.column_span] - self.edges[cell.column] - 2 * self.padding
        return wrap(cell.text, room, CELL_SIZE) if cell.text else []

    def _need(self, cell: TableCell) -> int:
        return max(1, len(self.wrapped[id(cell)])) * CELL_LEADING + 2 * PADDING

    def draw(self) -> None:
        sheet, table = self.sheet, self.table
        self._caption()
        header = range(table.header_rows)
        for row in header:
            self._row(row)
        for row in range(table.header_rows, table.rows):
            if sheet.top + self.heights[row] > sheet.height - MARGIN:
                sheet.next()
                for again in header:
                    self._row(again)
            self._row(row)
        sheet.top += LEADING // 2

    def _caption(self) -> None:
        sheet, table = self.sheet, self.table
        sheet.lines(plain(table.title), 16, 0, "center")
        right = sheet.width - MARGIN // 2
        if table.code:
            sheet.text(table.code, right - width_of(table.code, 9), sheet.top + 6, 9)
            sheet.top += 14
        if table.organisation:
            sheet.text(plain(table.organisation), MARGIN // 2, sheet.top + 6, 9)
        unit = f"单位：{table.unit.name}"
        sheet.text(unit, right - width_of(unit, 9), sheet.top + 6, 9)
        sheet.top += 12

    def _row(self, row: int) -> None:
        for cell in self.rows[row]:
            self._cell(cell, self.sheet.top)
        self.sheet.top += self.heights[row]

    def _cell(self, cell: TableCell, top: int) -> None:
        sheet = self.sheet
        left, right = self.edges[cell.column], self.edges[cell.column + cell.column_span]
        height = sum(self.heights[cell.row : cell.row + cell.row_span])
        if self.ruled:
            sheet.canvas.setLineWidth(1)
            sheet.canvas.rect(left, sheet.height - top - height, right - left, height)
        lines = self.wrapped[id(cell)]
        base = top + (height - len(lines) * CELL_LEADING) // 2 + CELL_SIZE
        for line in lines:
            size = pdfmetrics.stringWidth(line, FONT, CELL_SIZE)
            at = {"right": right - self.padding - size, "center": (left + right - size) / 2}.get(cell.align, left + self.padding)
            sheet.text(line, at, base, CELL_SIZE)
            base += CELL_LEADING
