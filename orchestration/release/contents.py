"""What a release holds: the tables of the build's schemas marts and quality, as a DuckDB file and as Parquet.

A Parquet file holds its rows in the order of their key, so that the same facts give the same bytes however the build came to them. A long
table is a folder of files by document, so that a few documents change a few files. How many follows from its rows alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.warehouse import disk
from orchestration.warehouse.folder import MARTS

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
LONG = 100_000
"""Rows from which a table becomes a folder of files by document."""
_PART = 25_000
_MOST_PARTS = 256


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


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a release takes over from the former one: all rows but those of `tables` that are of a document of the build's delta, or all
    rows of a table in `whole`, which is not kept by document."""

    former: Path
    tables: frozenset[TableName]
    whole: frozenset[TableName]
    document_ids: tuple[str, ...]


def tables(con: duckdb.DuckDBPyConnection, catalog: str, *, released: bool) -> list[TableName]:
    """The tables of an attached database that belong into a release, in order; `released` when it is the file of one."""
    schemas = {HOME[schema] if released else schema: schema for schema in SCHEMAS}
    found = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? and list_contains(?, schema_name)",
        [catalog, list(schemas)],
    ).fetchall()
    return sorted(TableName(schemas[schema], name) for schema, name in found)


def copy_tables(con: duckdb.DuckDBPyConnection, target: Path, orders: Mapping[str, Sequence[str]]) -> list[TableName]:
    """Copy the tables of the open build into a new database file, attached as `release`, with their comments. Names what was copied.

    Rows of a document lie together, so that who asks for one does not read them all. DuckDB sorts on disk what its memory does not hold.
    """
    build = current(con)
    con.execute(f"attach {quoted(str(target))} as {CATALOG}")
    for schema in HOME.values():
        con.execute(f"create schema if not exists {CATALOG}.{schema}")
    copied = tables(con, build, released=False)
    for table in copied:
        source = f"{identifier(build)}.{table}"
        con.execute(f"create table {table.within(CATALOG)} as from {source} limit 0")
        together = "document_id, " if table.name in orders and "document_id" in _columns(con, source) else ""
        con.execute(f"insert into {table.within(CATALOG)} from {source} order by {together}{_order(table, orders)}")
    _copy_comments(con, build)
    return copied


def renew_tables(con: duckdb.DuckDBPyConnection, target: Path, renewal: Renewal) -> list[TableName]:
    """The same by a copy of the former file in which the rows that may differ are replaced. Other rows stay as and where they are."""
    build = current(con)
    shutil.copyfile(renewal.former / MARTS, target)
    con.execute(f"attach {quoted(str(target))} as {CATALOG}")
    con.begin()
    for table in sorted(renewal.tables):
        by_document = table not in renewal.whole and "document_id" in _columns(con, f"{identifier(build)}.{table}")
        only = of_delta(build) if by_document else ""
        con.execute(f"delete from {table.within(CATALOG)} {only}")  # noqa: S608
        con.execute(f"insert into {table.within(CATALOG)} by name from {identifier(build)}.{table} {only}")
    con.commit()
    return tables(con, CATALOG, released=True)


def write_parquet(
    con: duckdb.DuckDBPyConnection,
    names: list[TableName],
    folder: Path,
    orders: Mapping[str, Sequence[str]],
    renewal: Renewal | None = None,
) -> dict[TableName, int]:
    """Write tables of the attached release as Parquet, and say how many rows each has. What a renewal does not touch is linked."""
    rows = {}
    for table in names:
        source = table.within(CATALOG)
        parts = _parts(con, source)
        target = folder / table.parquet
        (target if parts > 1 else target.parent).mkdir(parents=True, exist_ok=True)
        for number, only in enumerate(_portions(parts)):
            path = target / f"{number:03d}.parquet" if parts > 1 else target
            former = renewal.former / path.relative_to(folder) if renewal and not _touches(renewal, table, parts, number) else None
            if former is not None and former.is_file() and _same_parts(former, parts):
                disk.link(former, path)
            else:
                query = f"from {source} {only} order by {_order(table, orders)}"
                con.execute(f"copy ({query}) to {quoted(str(path))} (format parquet, compression zstd)")
        rows[table] = int(_one(con, f"select count(*) from {source}"))  # noqa: S608
    return rows


def files_of(folder: Path, path: Path) -> list[Path]:
    """The files of a table whose file or folder is `path` in `folder`, relative to it, in order."""
    inside = sorted((folder / path).iterdir()) if (folder / path).is_dir() else []
    return [each.relative_to(folder) for each in inside] or [path]


def _same_parts(former: Path, parts: int) -> bool:
    return parts == 1 or len(list(former.parent.iterdir())) == parts


def _touches(renewal: Renewal, table: TableName, parts: int, number: int) -> bool:
    if table not in renewal.tables:
        return False
    return parts == 1 or table in renewal.whole or any(int(each[:2], 16) * parts // 256 == number for each in renewal.document_ids)


def _parts(con: duckdb.DuckDBPyConnection, source: str) -> int:
    """Into how many files a table goes: a power of two up to 256."""
    rows = int(_one(con, f"select count(*) from {source}"))  # noqa: S608
    if rows < LONG or "document_id" not in _columns(con, source):
        return 1
    return min(1 << (rows // _PART - 1).bit_length(), _MOST_PARTS)


def _portions(parts: int) -> list[str]:
    """Conditions by which document ids, which begin with two hex digits like any other two, fall into that many portions."""
    width = 256 // parts
    bounds = [f"{number * width:02x}" for number in range(parts)]
    return [""] if parts == 1 else [_between(low, high) for low, high in zip(bounds, [*bounds[1:], ""], strict=True)]


def _between(low: str, high: str) -> str:
    conditions = [f"document_id >= '{low}'" if low != "00" else "", f"document_id < '{high}'" if high else ""]
    return "where " + " and ".join(filter(None, conditions))


def _order(table: TableName, orders: Mapping[str, Sequence[str]]) -> str:
    """By the key; where none is stated, by everything."""
    return ", ".join(map(identifier, orders.get(table.name, ()))) or "all"


def _columns(con: duckdb.DuckDBPyConnection, source: str) -> Collection[str]:
    return {str(row[0]) for row in con.execute(f"describe {source}").fetchall()}


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


def of_delta(build: str) -> str:
    """The condition on rows of a document that the build's delta names."""
    return f"where document_id in (select document_id from {identifier(build)}.meta.delta)"  # noqa: S608


def current(con: duckdb.DuckDBPyConnection) -> str:
    """The name of the build's database."""
    return _one(con, "select current_database()")


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _one(con: duckdb.DuckDBPyConnection, query: str) -> str:
    row = con.execute(query).fetchone()
    assert row is not None
    return str(row[0])
