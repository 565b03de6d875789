"""Excel 97-2003 (XLS) on xlrd, which knows merged areas, lines around cells and number formats."""

from __future__ import annotations

import io

import xlrd

from orchestration.read.compose import compose
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.number_format import shown
from orchestration.read.package import damaged
from orchestration.read.spreadsheet import SHEETS, STORED, Sheet, flow_of, too_many_cells

BYTES = 24 * 1024 * 1024
"""The largest workbook of a disclosure seen has 1 MB; what is beyond takes xlrd more than a few seconds."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read(data: bytes) -> Document:
    """The Document of a workbook. Raises Unreadable: damaged_file, encrypted, too_large_inside, too_many_cells, empty_file."""
    if len(data) > BYTES:
        raise Unreadable("too_large_inside", "工作簿过大。", "The workbook is too large.")
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted()
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO())
        if book.nsheets > SHEETS:
            raise damaged()
        sheets, cells = [], 0
        for number in range(book.nsheets):
            source = book.sheet_by_index(number)
            cells += sum(source.row_len(row) for row in range(source.nrows))
            if cells > STORED:
                raise too_many_cells()
            sheets.append(_sheet(book, source))
            book.unload_sheet(number)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # xlrd meets broken bytes with whatever error they lead to
        if "encrypted" in str(error):
            raise _encrypted() from error
        raise damaged() from error
    return compose("xls", flow_of(sheets))


def _sheet(book: xlrd.book.Book, source: xlrd.sheet.Sheet) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            style = book.xf_list[source.cell_xf_index(row, column)]
            if style.border.left_line_style or style.border.right_line_style:
                sheet.ruled.add((row, column))
            text = _text(book, source, row, column, style.format_key).strip()
            if text:
                sheet.texts[row, column] = text
    sheet.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    return sheet


def _text(book: xlrd.book.Book, source: xlrd.sheet.Sheet, row: int, column: int, format_key: int) -> str:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        if not value and not source.show_zero_values:
            return ""
        return shown(repr(value), book.format_map[format_key].format_str or "General", from_1904=bool(book.datemode))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(value, "#N/A")
    return value if isinstance(value, str) else ""


def _encrypted() -> Unreadable:
    return Unreadable("encrypted", "文件已加密，需要密码才能打开。", "The file is encrypted and needs a password.")
