"""Tables for spreadsheets: as CSV that opens right, as sheets of a workbook.

Text from documents is hostile: a cell that a spreadsheet would compute is marked as text. The same rows give the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

LONGEST = 32_767
"""Characters that a cell holds; what is longer ends in …"""
_SHEET_NAME = 31
_EXACT = 15
"""Digits that a spreadsheet keeps of a number."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The moment that every workbook says it was made, so that equal ones are equal byte for byte."""

_FORMULA = re.compile(r"[\s\x00'\"]*[=+\-@＝＋－＠|%\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")
_MANGLED = re.compile(r"0\d+(\.\d+)?|\d+[eE][+-]?\d+|\d{16,}")
"""Identities made of digits, which a spreadsheet would take for numbers and shorten."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the rows, its head, its width in characters."""

    key: str
    head: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table. Values are text, numbers, dates, truth values or None."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[dict[str, Any]]


def write_csv(path: Path, sheet: Sheet) -> None:
    """UTF-8 with a mark by which spreadsheets know it, lines ended as they expect, nothing that they would compute."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.head for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([csv_cell(row[column.key]) for column in sheet.columns])
    path.write_bytes(text.getvalue().encode("utf-8-sig", "replace"))


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """One sheet for each table, heads frozen and filtered. Text is never a formula or a link."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2F2F2"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, taken))
            for at, column in enumerate(sheet.columns):
                page.set_column(at, at, column.width)
                page.write_string(0, at, column.head, head)
            for line, row in enumerate(sheet.rows, 1):
                for at, column in enumerate(sheet.columns):
                    _write(page, line, at, row[column.key], body)
            page.freeze_panes(1, 0)
            if sheet.rows:
                page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def csv_cell(value: Any) -> str:
    """A value as text of a CSV; text that a spreadsheet would compute or shorten stands behind an apostrophe."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return _plain(value)
    if _NUMBER.fullmatch(value) and not _MANGLED.fullmatch(value):
        return value
    return f"'{value}" if _FORMULA.match(value) or _MANGLED.fullmatch(value) else value


def file_name(*parts: object) -> str:
    """A name for a file made of words that may hold anything: letters and digits of any script, and at most 80 of them a part."""
    words = [re.sub(r"[^\w-]+", "_", str(part or ""), flags=re.UNICODE).strip("_")[:80] for part in parts]
    return "-".join(word for word in words if word) or "document"


def _write(page: Any, line: int, at: int, value: Any, body: Any) -> None:
    if value is None:
        page.write_blank(line, at, None, body)
    elif isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not _is_exact(value):
        page.write_string(line, at, _shortened(value if isinstance(value, str) else _plain(value)), body)
    else:
        page.write_number(line, at, value, body)


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether a spreadsheet, which computes in doubles, keeps every digit."""
    return len(Decimal(value).normalize().as_tuple().digits) <= _EXACT


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _shortened(text: str) -> str:
    text = "".join(char if char.isprintable() or char in "\n\t　" else "\n" if char == "\r" else "�" for char in text.replace("\r\n", "\n"))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook allows and does not have yet."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f']+", "_", name)[:_SHEET_NAME] or "sheet"
    unique, number = plain, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{plain[: _SHEET_NAME - len(str(number)) - 1]}_{number}"
    taken.add(unique.casefold())
    return unique
