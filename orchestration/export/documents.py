"""The tables of a document as they were read: a workbook for each document, a sheet for each table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration import read
from orchestration.export.sheet import Column, Sheet, file_name, write_workbook
from orchestration.read import store
from orchestration.read.document import Document, Table
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
    write_workbook(path, [_sheet(table, number) for number, table in enumerate(document.tables, 1)])
    return path


def _sheet(table: Table, number: int) -> Sheet:
    lines = [line.strip() for line in table.title.splitlines() if line.strip()]
    named = next((line for line in reversed(lines) if line.endswith(("表", "总表"))), lines[0] if lines else "")
    columns = tuple(Column(str(at), " ".join(lines) if at == 0 else "", 18) for at in range(max(table.columns, 1)))
    rows: list[dict[str, Any]] = [dict.fromkeys(column.key for column in columns) for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][str(cell.column)] = _value(cell.text)
    return Sheet(f"{number} {named or '表'}", columns, rows)


def _value(text: str) -> str | Decimal | None:
    plain = text.strip()
    if _NUMBER.fullmatch(plain) and not _CODE.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    return plain or None
