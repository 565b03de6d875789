"""What a release holds: the tables of the build's schemas marts and quality, in total order, as a DuckDB file and as Parquet.

Rows are ordered by all their columns, so that the same facts give the same bytes however the build came to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

SCHEMAS = ("marts", "quality")
HOME = {"marts": "main", "quality": "quality"}
"""The schema of the file that each lies in. In a file called marts.duckdb, `marts.dim_document` is ambiguous where a schema `marts` is too:
DuckDB takes it for neither. Without one it is the catalog, and the table is found in its `main`."""
CATALOG = "release"
"""The name under which the new file is attached while it is made."""


@dataclass(frozen=True, slots=True, order=True)
class TableName:
    """A table of a release."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"

    def within(self, catalog: str) -> str:
        """Its name in the attached file of a release."""
        return f"{catalog}.{HOME[self.schema]}.{self.name}"

    @property
    def parquet(self) -> Path:
        """Its file, relative to the release."""
        return Path("parquet", self.schema, f"{self.name}.parquet")


def tables(con: duckdb.DuckDBPyConnection, catalog: str, *, released: bool) -> list[TableName]:
    """The tables of an attached database that belong into a release, in order; `released` when it is the file of one."""
    schemas = {HOME[schema] if released else schema: schema for schema in SCHEMAS}
    found = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? and list_contains(?, schema_name)",
        [catalog, list(schemas)],
    ).fetchall()
    return sorted(TableName(schemas[schema], name) for schema, name in found)


def copy_tables(con: duckdb.DuckDBPyConnection, target: Path) -> list[TableName]:
    """Copy the tables of the open build into a new database file, attached as `release`, with their comments. Names what was copied."""
    build = _one(con, "select current_database()")
    con.execute(f"attach {quoted(str(target))} as {CATALOG}")
    for schema in HOME.values():
        con.execute(f"create schema if not exists {CATALOG}.{schema}")
    copied = tables(con, build, released=False)
    for table in copied:
        con.execute(f"create table {table.within(CATALOG)} as select * from {identifier(build)}.{table} order by all")  # noqa: S608
    _copy_comments(con, build)
    return copied


def write_parquet(con: duckdb.DuckDBPyConnection, names: list[TableName], folder: Path) -> dict[TableName, int]:
    """Write tables of the attached release as Parquet, and say how many rows each has."""
    rows = {}
    for table in names:
        target = folder / table.parquet
        target.parent.mkdir(parents=True, exist_ok=True)
        con.execute(f"copy {table.within(CATALOG)} to {quoted(str(target))} (format parquet, compression zstd)")
        rows[table] = int(_one(con, f"select count(*) from {table.within(CATALOG)}"))  # noqa: S608
    return rows


def _copy_comments(con: duckdb.DuckDBPyConnection, build: str) -> None:
    described = con.execute(
        """
        select 'table', schema_name, table_name, null, comment from duckdb_tables()
        where database_name = $build and list_contains($schemas, schema_name) and comment is not null
        union all
        select 'column', columns.schema_name, columns.table_name, columns.column_name, columns.comment
        from duckdb_columns() as columns
        inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
        where columns.database_name = $build and list_contains($schemas, columns.schema_name) and columns.comment is not null
        """,
        {"build": build, "schemas": list(SCHEMAS)},
    ).fetchall()
    con.begin()  # one write to disk instead of hundreds
    for kind, schema, table, column, comment in described:
        subject = ".".join(identifier(part) for part in (CATALOG, HOME[schema], table, column) if part)
        con.execute(f"comment on {kind} {subject} is {quoted(comment)}")
    con.commit()


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _one(con: duckdb.DuckDBPyConnection, query: str) -> str:
    row = con.execute(query).fetchone()
    assert row is not None
    return str(row[0])
