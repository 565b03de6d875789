"""Makes the tables of `tables.py`, and puts rows into the raw ones exactly as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from orchestration.warehouse import build, delta
from orchestration.warehouse.tables import BIGINT, BOOLEAN, DECIMAL, INTEGER, MOMENT, RAW_DOCUMENT, TABLES, TEXT, Table
from orchestration.warehouse.upgrade import upgrade

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

Row = Mapping[str, Any] | Any
"""A mapping with a key, or an object with an attribute, for every column of its table; more of them do no harm."""


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make every schema and table that is missing, with comments, and bring those up to date that an earlier version made."""
    upgrade(con)
    there = {f"{schema}.{name}" for schema, name in con.execute("select schema_name, table_name from duckdb_tables()").fetchall()}
    statements = [statement for table in TABLES if table.qualified not in there for statement in definition(table)]
    if statements:  # at once: each alone would be written to disk before the next
        con.execute(";\n".join(["begin", *statements, "commit"]))


def definition(table: Table) -> list[str]:
    """The statements that make one table and say what it holds."""
    columns = ",\n    ".join(f"{column.name} {column.type}{'' if column.nullable else ' not null'}" for column in table.columns)
    comments = [f"comment on table {table.qualified} is {_quoted(table.description)}"]
    for column in table.columns:
        description = f"{column.description} Unit: {column.unit}." if column.unit else column.description
        comments.append(f"comment on column {table.qualified}.{column.name} is {_quoted(description)}")
    return [f"create schema if not exists {table.schema}", f"create table {table.qualified} (\n    {columns}\n)", *comments]


@contextmanager
def changing(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction for a change of raw tables, all of it or nothing.

    Whatever was judged before stops counting: the build is a new one.
    """
    con.begin()
    try:
        yield
        build.begin(con)
        con.commit()
    except BaseException:
        con.rollback()
        raise


def put(con: duckdb.DuckDBPyConnection, table: Table, document_ids: Sequence[str], rows: Iterable[Row] | pa.Table | ds.Dataset) -> int:
    """Put `rows`, as they are or in Arrow's tables or files, in the place of all rows of these documents, and return how many there are
    now.
    To be called inside `changing`.
    What is made of these documents is then to be made anew.

    Decimals go in as they are. Raises what DuckDB or Arrow raises where a row does not fit its table.
    """
    landed = rows if hasattr(rows, "schema") else _arrow(table, rows)
    delta.touch(con, document_ids)
    con.execute(f"delete from {table.qualified} where document_id in (select unnest(?::varchar[]))", [list(document_ids)])  # noqa: S608
    con.register("landed", landed)
    try:
        (count,) = con.execute(f"insert into {table.qualified} by name select * from landed").fetchone() or (0,)  # noqa: S608
    finally:
        con.unregister("landed")
    return int(count)


def mark_observed(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str], version: str) -> None:
    """Say which version of grammar and vocabulary made the observations of these documents. To be called inside `changing`."""
    con.execute(
        f"update {RAW_DOCUMENT.qualified} set observer_version = ? where document_id in (select unnest(?::varchar[]))",  # noqa: S608
        [version, list(document_ids)],
    )


def arrow(table: Table) -> pa.Schema:
    """The columns of a table in Arrow's types."""
    import pyarrow as pa

    types = {
        TEXT: pa.string(),
        INTEGER: pa.int32(),
        BIGINT: pa.int64(),
        BOOLEAN: pa.bool_(),
        MOMENT: pa.timestamp("us"),
        DECIMAL: pa.decimal128(24, 6),
    }
    return pa.schema([pa.field(column.name, types[column.type], nullable=column.nullable) for column in table.columns])


def stream(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows of a table as a stream of Arrow's, for another process."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, arrow(table)) as writer:
        writer.write_table(_arrow(table, rows))
    return bytes(sink.getvalue())


def _arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    import pyarrow as pa

    taken, schema = [_values(row, table) for row in rows], arrow(table)
    columns = list(zip(*taken, strict=True)) or [()] * len(table.columns)
    return pa.table([pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema)


def _values(row: Row, table: Table) -> tuple[Any, ...]:
    names = [column.name for column in table.columns]
    get: Callable[[Any], Any] = itemgetter(*names) if isinstance(row, Mapping) else attrgetter(*names)
    values: tuple[Any, ...] = get(row)
    return values


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
