"""The tables of a release as CSV: for spreadsheets, or with a descriptor as a data package for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.export.sheet import csv_cell
from orchestration.release import package
from orchestration.release.contents import TableName, quoted, tables
from orchestration.release.digest import digest

if TYPE_CHECKING:
    import duckdb

_BATCH = 10_000
_SPREADSHEET = "\ufeff"
"""The mark by which a spreadsheet knows UTF-8."""


def export_csv(con: duckdb.DuckDBPyConnection, documents: Sequence[str], folder: Path) -> list[Path]:
    """Every table of the open release for spreadsheets, where `documents` are given only their rows; the paths. Raises OSError."""
    return [_write(con, name, documents, folder / name.schema / f"{name.name}.csv", csv_cell, _SPREADSHEET) for name in _names(con)]


def export_package(con: duckdb.DuckDBPyConnection, folder: Path, keys: Mapping[str, Sequence[str]]) -> list[Path]:
    """Every table of the open release exactly as it is, and the descriptor beside them; the paths. Raises OSError."""
    names = _names(con)
    written = [_write(con, name, [], folder / "csv" / name.schema / f"{name.name}.csv", _exact, "") for name in names]
    told = package.described(con, _catalog(con), names, keys)
    files = {path.relative_to(folder).as_posix(): digest(path) for path in written}
    return [*written, package.write(folder, package.descriptor(told, folder, "csv", files))]


def _names(con: duckdb.DuckDBPyConnection) -> list[TableName]:
    return tables(con, _catalog(con), released=True)


def _catalog(con: duckdb.DuckDBPyConnection) -> str:
    row = con.execute("select current_database()").fetchone()
    assert row is not None
    return str(row[0])


def _write(
    con: duckdb.DuckDBPyConnection, name: TableName, documents: Sequence[str], path: Path, cell: Callable[[Any], str], mark: str
) -> Path:
    import csv

    table = name.within(_catalog(con))
    columns = [row[0] for row in con.execute(f"describe {table}").fetchall()]
    where = f"where document_id in ({', '.join(map(quoted, documents))})" if documents and "document_id" in columns else ""
    result = con.execute(f"select * from {table} {where} order by all")  # noqa: S608
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(mark)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        while rows := result.fetchmany(_BATCH):
            writer.writerows([cell(_flat(value)) for value in row] for row in rows)
    return path


def _flat(value: Any) -> Any:
    """Lists and records as JSON text, in which decimals keep their digits as text."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value


def _exact(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
