"""The rows of the build that may differ from the release in force: those of the documents of its delta, out of the tables that are kept by
document. They are a few among millions, looked for once: who compares and who replaces them takes them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.contents import TableName, columns, current, identifier, quoted, tables
from orchestration.warehouse import delta
from orchestration.warehouse.connection import open_memory

if TYPE_CHECKING:
    import duckdb

_MEMORY = "800MB"
"""What DuckDB may hold of rows apart, beside what it holds of the build."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The documents of a build's delta, the tables `whole` of which more rows may differ, and where their rows of others are set aside."""

    build: str
    document_ids: tuple[str, ...]
    whole: frozenset[TableName]
    aside: Mapping[TableName, str] = field(default_factory=dict)

    def rows(self, _table: TableName, source: str) -> str:
        """A query for the rows of these documents in `source`."""
        return delta.rows(source, identifier(self.build), self.document_ids)

    def rows_aside(self, table: TableName, source: str) -> str:
        """The same of a table of the build."""
        return f"from {self.aside[table]}" if table in self.aside else self.rows(table, source)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a release takes over from the former one, in the folder `former`: all but the rows of the documents that are `differing` in a
    table, or all of it where None is among them."""

    former: Path
    differing: Mapping[TableName, frozenset[str | None]]
    touched: Touched

    def document_ids(self, table: TableName) -> frozenset[str] | None:
        """The documents whose rows a table has renewed; None where it has all."""
        found = self.differing.get(table, frozenset())
        return None if None in found else frozenset(filter(None, found))


def take(con: duckdb.DuckDBPyConnection, whole: frozenset[TableName]) -> Touched:
    """What the delta of the open build touches. Rows that are set aside live as long as the connection."""
    build = current(con)
    document_ids = delta.document_ids(con)
    aside = {}
    for table in tables(con, build, released=False) if len(document_ids) <= delta.FEW else ():
        source = f"{identifier(build)}.{table}"
        if _is_by_document(con, table, source, whole):
            aside[table] = f"temp.touched_{table.schema}_{table.name}"
            con.execute(
                f"create or replace temp table touched_{table.schema}_{table.name} as {delta.rows(source, identifier(build), document_ids)}"
            )
    return Touched(build, document_ids, whole, aside)


def apart(con: duckdb.DuckDBPyConnection, whole: frozenset[TableName], spilled: str) -> duckdb.DuckDBPyConnection:
    """The rows of the open build that may differ, under their names in a database in memory, which is compared and written in its place.

    Whatever one connection attaches is there for all others to the same file, and none of it goes while one of them is at a query. What
    memory does not hold goes to the folder `spilled`.
    """
    build, document_ids = identifier(current(con)), delta.document_ids(con)
    own = open_memory()
    own.execute(f"set memory_limit = '{_MEMORY}'")
    own.execute(f"set temp_directory = {quoted(spilled)}")
    own.execute("create schema meta")
    own.execute("create table meta.delta as select unnest(?::varchar[]) as document_id", [list(document_ids)])
    for table in sorted(tables(con, current(con), released=False)):
        source = f"{build}.{table}"
        some = _is_by_document(con, table, source, whole)
        rows = con.execute(delta.rows(source, build, document_ids) if some else f"from {source}").to_arrow_table()
        own.execute(f"create schema if not exists {table.schema}")
        own.register("rows", rows)
        own.execute(f"create table {table} as from rows")
        own.unregister("rows")
    return own


def _is_by_document(con: duckdb.DuckDBPyConnection, table: TableName, source: str, whole: frozenset[TableName]) -> bool:
    """Whether no other rows of a table may differ than those of the delta's documents."""
    return table not in whole and "document_id" in columns(con, source)
