"""What a release holds: the tables of the build's schemas marts and quality, as a DuckDB file and as Parquet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

SCHEMAS = ("marts", "quality")
HOME = {"marts": "main", "quality": "quality"}
"""The schema of the file that each lies in. In a file called marts.duckdb, `marts.dim_document` is ambiguous where a schema `marts` is too:
DuckDB takes it for neither. Without one it is the catalog, and the table is found in its `main`."""
PARQUET = "parquet"
"""The folder of a release with the same tables as Parquet."""
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
        """Its file or folder, relative to the release."""
        return Path(PARQUET, self.schema, f"{self.name}.parquet")


def tables(con: duckdb.DuckDBPyConnection, catalog: str, *, released: bool) -> list[TableName]:
    """The tables of an attached database that belong into a release, in order; `released` when it is the file of one."""
    schemas = {HOME[schema] if released else schema: schema for schema in SCHEMAS}
    found = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? and list_contains(?, schema_name)",
        [catalog, list(schemas)],
    ).fetchall()
    return sorted(TableName(schemas[schema], name) for schema, name in found)


def files_of(folder: Path, path: Path) -> list[Path]:
    """The files of a table whose file or folder is `path` in `folder`, relative to it, in order."""
    inside = sorted((folder / path).iterdir()) if (folder / path).is_dir() else []
    return [each.relative_to(folder) for each in inside] or [path]


def order(table: TableName, keys: Mapping[str, Sequence[str]]) -> str:
    """By the key, of which `keys` names the columns; where none is stated, by everything."""
    return ", ".join(map(identifier, keys.get(table.name, ()))) or "all"


def columns(con: duckdb.DuckDBPyConnection, source: str) -> Collection[str]:
    """The names of the columns of what a query can stand on."""
    return {str(row[0]) for row in con.execute(f"describe {source}").fetchall()}


def current(con: duckdb.DuckDBPyConnection) -> str:
    """The name of the build's database."""
    return one(con, "select current_database()")


def identifier(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def one(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The only value that a query gives, as text."""
    row = con.execute(query).fetchone()
    assert row is not None
    return str(row[0])
