"""The database of a release: copied whole from the build, or taken over from the former release with what differs replaced.

The numbers of published documents are a view of those of all documents: held twice they would be a quarter of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.contents import (
    CATALOG,
    HOME,
    SCHEMAS,
    STORAGE,
    TableName,
    columns,
    current,
    identifier,
    order,
    quoted,
    tables,
)
from orchestration.release.touched import Renewal

if TYPE_CHECKING:
    import duckdb

_PUBLISHED = TableName("marts", "fct_observation")
_OF_ALL = TableName("quality", "fct_observation")
_STATUS = TableName("quality", "fct_document_quality")
"""Not `main.dim_document`: a temporary table of a reader's session, whose schema is called `main` too, would be taken for that."""


def copy_tables(con: duckdb.DuckDBPyConnection, target: Path, keys: Mapping[str, Sequence[str]]) -> list[TableName]:
    """Copy the tables of the open build into a new database file, attached as `release`, with their comments. Names what was copied.

    Rows of a document lie together, so that who asks for one does not read them all. DuckDB sorts on disk what its memory does not hold.
    """
    build = current(con)
    con.execute(f"attach {quoted(str(target))} as {CATALOG} (storage_version {quoted(STORAGE)})")
    for schema in HOME.values():
        con.execute(f"create schema if not exists {CATALOG}.{schema}")
    copied = tables(con, build, released=False)
    viewed = {_PUBLISHED} if {_PUBLISHED, _OF_ALL, _STATUS} <= set(copied) else set()
    for table in sorted(set(copied) - viewed):
        source = f"{identifier(build)}.{table}"
        con.execute(f"create table {table.within(CATALOG)} as from {source} limit 0")
        together = "document_id, " if table.name in keys and "document_id" in columns(con, source) else ""
        con.execute(f"insert into {table.within(CATALOG)} from {source} order by {together}{order(table, keys)}")
    for table in viewed:
        names = ", ".join(map(identifier, columns(con, f"{identifier(build)}.{table}")))
        published = f"select document_id from {_STATUS} where status in ('published', 'published_with_findings')"  # noqa: S608
        con.execute(f"create view {table.within(CATALOG)} as select {names} from {_OF_ALL} where document_id in ({published})")  # noqa: S608
    _copy_comments(con, build)
    return copied


def renew_tables(con: duckdb.DuckDBPyConnection, target: Path, renewal: Renewal) -> list[TableName]:
    """The same where `target` is a copy of the former file: the rows of documents that differ are replaced. Others stay as and where they
    are."""
    build = current(con)
    con.execute(f"attach {quoted(str(target))} as {CATALOG}")
    con.begin()
    for table in sorted(renewal.differing.keys() - _views(con)):
        rows, theirs, differing = f"{identifier(build)}.{table}", "", {}
        document_ids = renewal.document_ids(table)
        if document_ids is not None:
            rows = f"({renewal.touched.rows_aside(table, rows)})"
            theirs, differing = "where document_id in (select unnest($differing::varchar[]))", {"differing": sorted(document_ids)}
        con.execute(f"delete from {table.within(CATALOG)} {theirs}", differing)  # noqa: S608
        con.execute(f"insert into {table.within(CATALOG)} by name from {rows} {theirs}", differing)
    con.commit()
    return tables(con, CATALOG, released=True)


def _copy_comments(con: duckdb.DuckDBPyConnection, build: str) -> None:
    described = con.execute(
        """
        select schema_name, table_name, null, comment from duckdb_tables()
        where database_name = $build and list_contains($schemas, schema_name) and comment is not null
        union all
        select columns.schema_name, columns.table_name, columns.column_name, columns.comment
        from duckdb_columns() as columns
        inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
        where columns.database_name = $build and list_contains($schemas, columns.schema_name) and columns.comment is not null
        """,
        {"build": build, "schemas": list(SCHEMAS)},
    ).fetchall()
    con.begin()  # one write to disk instead of hundreds
    views = _views(con)
    for schema, table, column, comment in described:
        kind = "column" if column else "view" if TableName(schema, table) in views else "table"
        subject = ".".join(identifier(part) for part in (CATALOG, HOME[schema], table, column) if part)
        con.execute(f"comment on {kind} {subject} is {quoted(comment)}")
    con.commit()


def _views(con: duckdb.DuckDBPyConnection) -> set[TableName]:
    """The tables of the attached file that hold no rows of their own."""
    found = con.execute("select view_name from duckdb_views() where database_name = ?", [CATALOG]).fetchall()
    return {_PUBLISHED for (name,) in found if name == _PUBLISHED.name}
