"""The tables of a disclosure as a workbook, a sheet each, as XLSX or XLS; the narrative, where asked for, on a first sheet."""

from __future__ import annotations

from io import BytesIO

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .model import Disclosure, Heading, Paragraph, Table, plain
from .render_html import caption
from .steady import steady

LINE = Side(style="thin")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def _name(table: Table) -> str:
    return (f"{table.code} {plain(table.title)}" if table.code else plain(table.title)).replace("“", "").replace("”", "")[:31]


def _format(table: Table, text: str) -> str:
    return "#,##0.00" if "," in text else "0.00"


def _narrative(disclosure: Disclosure) -> list[str]:
    return [plain(block.runs) for block in disclosure.blocks if isinstance(block, (Heading, Paragraph))]


def xlsx(disclosure: Disclosure, narrative: bool = False) -> bytes:
    """Amounts are numbers with a number format, as in published workbooks; codes are text."""
    book = Workbook()
    first = book.active
    if narrative:
        first.title = "决算说明"
        for row, line in enumerate(_narrative(disclosure), 1):
            first.cell(row, 1, line)
    else:
        book.remove(first)
    for table in disclosure.tables():
        _sheet(book.create_sheet(_name(table)), table)
    out = BytesIO()
    book.save(out)
    return steady(out.getvalue())


def _sheet(sheet: Worksheet, table: Table) -> None:
    top = 1
    for line in caption(table):
        sheet.cell(top, 1, line)
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=table.columns)
        top += 1
    for cell in table.cells:
        row, column = top + cell.row, 1 + cell.column
        made = sheet.cell(row, column, cell.value if cell.value is not None else cell.text or None)
        made.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=True)
        made.border = BORDER
        if cell.value is not None:
            made.number_format = _format(table, cell.text)
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + cell.row_span - 1, end_column=column + cell.column_span - 1)
    for index, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for offset, note in enumerate(table.notes):
        sheet.cell(top + table.rows + offset, 1, plain(note.runs))


def xls(disclosure: Disclosure) -> bytes:
    """The same as a workbook of the old format."""
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[str, str], xlwt.XFStyle] = {}
    for table in disclosure.tables():
        sheet = book.add_sheet(_name(table))
        top = len(caption(table))
        for row, line in enumerate(caption(table)):
            sheet.write_merge(row, row, 0, table.columns - 1, line, _style(styles, "center", "General"))
        for cell in table.cells:
            shown = _format(table, cell.text) if cell.value is not None else "General"
            place = (top + cell.row, top + cell.row + cell.row_span - 1, cell.column, cell.column + cell.column_span - 1)
            sheet.write_merge(*place, cell.value if cell.value is not None else cell.text, _style(styles, cell.align, shown))
        for index, width in enumerate(table.widths):
            sheet.col(index).width = width * 256
        for offset, note in enumerate(table.notes):
            sheet.write(top + table.rows + offset, 0, plain(note.runs))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _style(styles: dict[tuple[str, str], xlwt.XFStyle], align: str, number: str) -> xlwt.XFStyle:
    """One style object for each look; a workbook may hold only so many."""
    if (align, number) not in styles:
        styles[align, number] = xlwt.easyxf(
            f"align: horiz {align}, vert center, wrap on; borders: left thin, right thin, top thin, bottom thin", number
        )
    return styles[align, number]
