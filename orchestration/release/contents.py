"""What a release holds: the tables of the build's schemas marts and quality, as a DuckDB file and as Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
STORAGE = "v1.4.0"
"""What the file asks of the DuckDB of its readers, at least: a quarter smaller than what 1.0 reads. Of a file of storage 1.3 that 1.5 wrote
1.3.2 reads some texts as null; 1.4.0 and 1.4.1 fail to open some files that were renewed."""
LAYOUT = f"{STORAGE}, published numbers as a view"
"""How the file of a release is laid out: one of another layout is not taken over into the next."""


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
    """The tables of an attached database that belong into a release, in order; `released` when it is the file of one, of which a view is
    a table like any other."""
    schemas = {HOME[schema] if released else schema: schema for schema in SCHEMAS}
    found = con.execute(
        """
        select table_schema, table_name from information_schema.tables
        where table_catalog = ? and list_contains(?, table_schema) and (table_type = 'BASE TABLE' or ?)
        """,
        [catalog, list(schemas), released],
    ).fetchall()
    return sorted(TableName(schemas[schema], name) for schema, name in found)


def files_of(folder: Path, path: Path) -> list[Path]:
    """The files of a table whose file or folder is `path` in `folder`, relative to it, in order."""
    inside = sorted((folder / path).iterdir()) if (folder / path).is_dir() else []
    return [each.relative_to(folder) for each in inside] or [path]


def order(table: TableName, keys: Mapping[str, Sequence[str]]) -> str:
    """By the key, of which `keys` names the columns; where none is stated, by everything."""
    return ", ".join(map(identifier, keys.get(table.name, ()))) or "all"


def columns(con: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    """The names of the columns of what a query can stand on, in their order."""
    return [str(row[0]) for row in con.execute(f"describe {source}").fetchall()]


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
