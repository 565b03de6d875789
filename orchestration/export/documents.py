"""The tables of a document as they were read: a workbook for each document, a sheet for each table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration import read
from orchestration.export.sheet import Column, Sheet, file_name, write_workbook
from orchestration.observe import vocabulary
from orchestration.observe.flow import normal
from orchestration.observe.tables.grid import grid_of
from orchestration.observe.tables.titles import identify
from orchestration.read import store
from orchestration.read.document import Document, Table
from orchestration.report.words import TABLE
from orchestration.settings import REFERENCE_FOLDER
from orchestration.warehouse import Warehouse

QUERY = """
    select document_id, sha256, source_name, organisation_name, fiscal_year, status
    from marts.dim_document
    where $asked = [] or list_bool_or(list_transform($asked, lambda word: starts_with(document_id, word)
        or contains(source_name, word) or contains(coalesce(organisation_name, ''), word)))
    order by document_id
"""
"""Documents whose id begins with, or whose file's or body's name holds, one of `asked`; all where it is empty."""

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_CODE = re.compile(r"0\d+")
"""What has zeros in front is a code, which a number would lose them of."""
_UNIT = re.compile(r"单位[：:]\s*((?:人民币)?[百千万亿]*元)")


def load(warehouse: Warehouse, sha256: str) -> Document | None:
    """The document as the present reader left it, else as another one did; None where none did."""
    present = warehouse.document_path(read.VERSION, sha256)
    others = sorted(warehouse.documents.glob(f"*/{sha256}.json.gz"), reverse=True)
    return next(filter(None, map(store.load, (present, *others))), None)


def export(warehouse: Warehouse, about: Mapping[str, Any], folder: Path) -> Path | None:
    """Write the tables of one document, given as a row of `QUERY`; the workbook's path, None where it has no tables. Raises OSError."""
    document = load(warehouse, about["sha256"])
    if document is None or not document.tables:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    name = file_name(about["organisation_name"] or Path(about["source_name"]).stem, about["fiscal_year"], about["document_id"])
    path = folder / f"{name}.xlsx"
    write_workbook(path, list(_sheets(document)))
    return path


def _sheets(document: Document) -> Iterator[Sheet]:
    """A sheet for each table, the next page of one under the name of its first."""
    known, before, part = vocabulary.load(REFERENCE_FOLDER), None, 1
    for number, table in enumerate(document.tables, 1):
        grid = grid_of(table)
        table_id, title = identify(grid.heads, known)
        goes_on = before is not None and (table.continues or (not title and table.columns == before[2]))
        part = part + 1 if goes_on else 1
        if not goes_on or before is None:
            before = (TABLE[table_id][0] if table_id in TABLE else title or "表", _caption(grid.heads, title), table.columns)
        name, caption, _ = before
        yield _sheet(table, f"{number} {name}" + (f" 续{part - 1}" if goes_on else ""), f"{caption} 续{part - 1}" if goes_on else caption)


def _caption(heads: list[str], title: str) -> str:
    """The title as printed and the unit, out of the lines above a table, which hold whatever stood there."""
    units = _UNIT.findall("\n".join(heads))
    printed = next((line.strip() for line in reversed(heads) if title and title in normal(line)), title)
    return printed + (f"（单位：{units[-1]}）" if units else "")


def _sheet(table: Table, name: str, caption: str) -> Sheet:
    columns = tuple(Column(str(at), caption if at == 0 else "", 18) for at in range(max(table.columns, 1)))
    rows: list[dict[str, Any]] = [dict.fromkeys(column.key for column in columns) for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][str(cell.column)] = _value(cell.text)
    return Sheet(name, columns, rows)


def _value(text: str) -> str | Decimal | None:
    plain = text.strip()
    if _NUMBER.fullmatch(plain) and not _CODE.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    return plain or None
