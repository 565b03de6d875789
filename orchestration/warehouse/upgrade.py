"""A build database made by an earlier version: its tables get the columns that they lack.

What arrived and what was judged is kept. What can be found again from the documents is dropped where it lacks a column that must be
filled, and found again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.warehouse.folder import WarehouseError
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_OBSERVATION, RAW_SECTION, RAW_STATEMENT, TABLES, Table

if TYPE_CHECKING:
    import duckdb

_FOUND_AGAIN = (RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)


def upgrade(con: duckdb.DuckDBPyConnection) -> None:
    """Add the columns that tables lack, or drop the tables that cannot have them added. Raises WarehouseError where neither will do."""
    there = _columns(con)
    for table in TABLES:
        lacking = [column for column in table.columns if column.name not in there.get(table.qualified, set())]
        if table.qualified not in there or not lacking:
            continue
        if all(column.nullable for column in lacking):
            for column in lacking:
                con.execute(f"alter table {table.qualified} add column {column.name} {column.type}")
        elif table in _FOUND_AGAIN:
            _drop(con, table)
        else:
            raise WarehouseError(
                f"This warehouse was made by an earlier version: {table.qualified} lacks {', '.join(column.name for column in lacking)}. "
                "Make a new one with --warehouse, from the same files."
            )


def _drop(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute("begin")
    con.execute(f"drop table {table.qualified} cascade")
    con.execute(f"update {RAW_DOCUMENT.qualified} set observer_version = null")  # noqa: S608
    con.execute("commit")


def _columns(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    rows = con.execute("select schema_name || '.' || table_name, list(column_name) from duckdb_columns() where not internal group by all")
    return {table: set(columns) for table, columns in rows.fetchall()}
