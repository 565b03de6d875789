"""A glance at a table: how many rows it has, and the first of them. For people who look on, never for computing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

ROWS = 5
"""First rows of a table that are shown."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Names of the columns and some rows as they are in the database; `count` is of all rows, None where nobody counted."""

    columns: list[str]
    rows: list[list[Any]]
    count: int | None = None


def at_table(con: duckdb.DuckDBPyConnection, *name: str) -> Glance:
    """A glance at one table, by its schema and name, and its database before them where it is another."""
    table = ".".join(f'"{part}"' for part in name)
    seen = at_query(con, f"from {table}", ROWS)
    (count,) = con.execute(f"select count(*) from {table}").fetchone() or (0,)  # noqa: S608
    return Glance(seen.columns, seen.rows, count)


def at_tables(con: duckdb.DuckDBPyConnection, schema: str) -> dict[tuple[str, str], Glance]:
    """A glance at every table of a schema, by schema and name.

    Views have no rows of their own: to count what they show is to compute it, a third of a second for eight of them on the sample alone.
    """
    names = con.execute(
        "select table_name from duckdb_tables() where not internal and schema_name = ? order by table_name", [schema]
    ).fetchall()
    return {(schema, name): at_table(con, schema, name) for (name,) in names}


def at_query(con: duckdb.DuckDBPyConnection, query: str, limit: int) -> Glance:
    """The first rows that a query gives."""
    found = con.execute(f"select * from ({query}\n) limit {limit}")  # noqa: S608
    return Glance([column[0] for column in found.description or ()], [list(row) for row in found.fetchall()])
