"""What a release changes against the one in force, row by row: `quality.fct_release_change`.

A row is known by the key of its table. Where no key is stated the whole row is its key, and a change shows as one removed and one added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.contents import CATALOG, HOME, TableName, identifier, quoted, tables

if TYPE_CHECKING:
    import duckdb

CHANGES = TableName("quality", "fct_release_change")
FORMER = "former"
SHOWN = 60
"""Characters of a value shown on each side of a change."""

_COLUMNS = {
    "table_name": "数据表 Table in which a row was added, removed or changed, with its schema.",
    "key": "主键 Key of the row, its parts joined by /.",
    "change": "变动 added, removed or changed against the release in force before.",
    "what": "内容 For a changed row, each column that differs with its value before and after; null otherwise.",
}
_DESCRIPTION = "变动 What this release changed against the one before it; empty for the first. One row per row that differs."


def write_changes(con: duckdb.DuckDBPyConnection, former: Path | None, keys: Mapping[str, Sequence[str]]) -> None:
    """Make the table of changes in the attached release, against the database of the release in force if there is one.

    `keys` names the key columns of tables by their name without schema.
    """
    con.execute(f"create table {CHANGES.within(CATALOG)} (table_name varchar, key varchar, change varchar, what varchar)")
    con.execute(f"comment on table {CHANGES.within(CATALOG)} is {quoted(_DESCRIPTION)}")
    for column, description in _COLUMNS.items():
        con.execute(f"comment on column {CHANGES.within(CATALOG)}.{column} is {quoted(description)}")
    if former is None:
        return
    con.execute(f"attach {quoted(str(former))} as {FORMER} (read_only)")
    try:
        queries = row_changes(con, keys)
        if queries:
            con.execute(f"insert into {CHANGES.within(CATALOG)} {' union all '.join(queries)} order by all")
    finally:
        con.execute(f"detach {FORMER}")


def row_changes(con: duckdb.DuckDBPyConnection, keys: Mapping[str, Sequence[str]]) -> list[str]:
    """Queries that together give every row that differs between the attached databases `former` and `release`, as the table keeps them."""
    before, after = set(tables(con, FORMER, released=True)) - {CHANGES}, set(tables(con, CATALOG, released=True)) - {CHANGES}
    queries = [_whole(table, "removed", FORMER) for table in sorted(before - after)]
    queries += [_whole(table, "added", CATALOG) for table in sorted(after - before)]
    for table in sorted(before & after):
        queries += _differences(con, table, keys.get(table.name, ()))
    return queries


def _whole(table: TableName, change: str, catalog: str) -> str:
    return f"select {quoted(str(table))}, '', '{change}', 'table of ' || count(*) || ' rows' from {table.within(catalog)}"  # noqa: S608


def _differences(con: duckdb.DuckDBPyConnection, table: TableName, stated: Sequence[str]) -> list[str]:
    before, after = _columns(con, FORMER, table), _columns(con, CATALOG, table)
    shared = [column for column in after if column in before]
    key = [column for column in stated if column in shared] or shared
    rest = [column for column in shared if column not in key]
    same = " and ".join(f"old.{identifier(column)} is not distinct from new.{identifier(column)}" for column in key)
    name, old, new = quoted(str(table)), f"{table.within(FORMER)} as old", f"{table.within(CATALOG)} as new"
    queries = [
        f"select {name}, {_key('new', key)}, 'added', null from {new} anti join {old} on {same}",  # noqa: S608
        f"select {name}, {_key('old', key)}, 'removed', null from {old} anti join {new} on {same}",  # noqa: S608
    ]
    if rest:
        differs = " or ".join(f"old.{identifier(column)} is distinct from new.{identifier(column)}" for column in rest)
        what = ", ".join(_side_by_side(column) for column in rest)
        changed = f"select {name}, {_key('new', key)}, 'changed', concat_ws('; ', {what})"
        queries.append(f"{changed} from {new} join {old} on {same} where {differs}")
    for change, columns in (("added", set(after) - set(before)), ("removed", set(before) - set(after))):
        queries += [f"select {name}, '', '{change}', {quoted('column ' + column)}" for column in columns]
    return queries


def _key(side: str, columns: list[str]) -> str:
    return "concat_ws('/', " + ", ".join(f"coalesce({side}.{identifier(column)}::varchar, '')" for column in columns) + ")"


def _side_by_side(column: str) -> str:
    old, new = f"old.{identifier(column)}", f"new.{identifier(column)}"
    before, after = (f"coalesce(left({side}::varchar, {SHOWN}), 'null')" for side in (old, new))
    return f"case when {old} is distinct from {new} then {quoted(column + ': ')} || {before} || ' → ' || {after} end"


def _columns(con: duckdb.DuckDBPyConnection, catalog: str, table: TableName) -> list[str]:
    found = con.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [catalog, HOME[table.schema], table.name],
    ).fetchall()
    return [name for (name,) in found]
