"""What a release changes against the one in force, row by row: `quality.fct_release_change`.

A row is known by the key of its table. Where no key is stated the whole row is its key, and a change shows as one removed and one added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.contents import CATALOG, HOME, TableName, current, identifier, quoted, tables
from orchestration.release.touched import Touched

if TYPE_CHECKING:
    import duckdb

CHANGES = TableName("quality", "fct_release_change")
FORMER = "former"
_FOUND = "temp.changes_found"
SHOWN = 60
"""Characters of a value shown on each side of a change."""

_COLUMNS = {
    "table_name": "数据表 Table in which a row was added, removed or changed, with its schema.",
    "key": "主键 Key of the row, its parts joined by /.",
    "change": "变动 added, removed or changed against the release in force before.",
    "what": "内容 For a changed row, each column that differs with its value before and after; null otherwise.",
}
_DESCRIPTION = "变动 What this release changed against the one before it; empty for the first. One row per row that differs."


@dataclass(frozen=True, slots=True)
class Side:
    """One of two states compared: an attached database, `released` when it is the file of a release; of a table kept by document the rows
    that a query of `touched` gives, where there is one."""

    catalog: str
    released: bool
    touched: Callable[[TableName, str], str] | None = None

    def tables(self, con: duckdb.DuckDBPyConnection) -> set[TableName]:
        return set(tables(con, self.catalog, released=self.released)) - {CHANGES}

    def rows(self, table: TableName, *, all_of_it: bool) -> str:
        """What stands for the table in a query."""
        name = table.within(self.catalog) if self.released else f"{identifier(self.catalog)}.{table}"
        return name if all_of_it or not self.touched else f"({self.touched(table, name)})"

    def columns(self, con: duckdb.DuckDBPyConnection, table: TableName) -> list[str]:
        schema = HOME[table.schema] if self.released else table.schema
        found = con.execute(
            "select column_name from duckdb_columns() where database_name = ? and schema_name = ? and table_name = ? order by column_index",
            [self.catalog, schema, table.name],
        ).fetchall()
        return [name for (name,) in found]


def find_changes(
    con: duckdb.DuckDBPyConnection, former: Path | None, keys: Mapping[str, Sequence[str]], touched: Touched | None = None
) -> set[TableName]:
    """Put into a table of this connection how the open build differs from a former release, and name the tables that do.

    `keys` names the key columns of tables by their name without schema. With `touched` only these rows are looked at.
    """
    con.execute(f"create or replace temp table {_FOUND} (table_name varchar, key varchar, change varchar, what varchar)")
    if former is None:
        return set()
    build = current(con)
    before, after = Side(FORMER, True), Side(build, False)
    if touched:
        before, after = Side(FORMER, True, touched.rows), Side(build, False, touched.rows_aside)
    con.execute(f"attach {quoted(str(former))} as {FORMER} (read_only)")
    try:
        for query in row_changes(con, before, after, keys, touched.whole if touched else frozenset()):
            con.execute(f"insert into {_FOUND} {query}")
    finally:
        con.execute(f"detach {FORMER}")
    return {TableName(*name.split(".")) for (name,) in con.execute(f"select distinct table_name from {_FOUND}").fetchall()}  # noqa: S608


def write_changes(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table of changes in the attached release, of what was found."""
    table = CHANGES.within(CATALOG)
    con.execute(f"create or replace table {table} as from {_FOUND} order by all")
    con.execute(f"comment on table {table} is {quoted(_DESCRIPTION)}")
    for column, description in _COLUMNS.items():
        con.execute(f"comment on column {table}.{column} is {quoted(description)}")


def row_changes(
    con: duckdb.DuckDBPyConnection, former: Side, latter: Side, keys: Mapping[str, Sequence[str]], whole: frozenset[TableName] = frozenset()
) -> list[str]:
    """Queries that together give every row that differs between two sides, as the table of changes keeps them."""
    before, after = former.tables(con), latter.tables(con)
    queries = [_whole(table, "removed", former) for table in sorted(before - after)]
    queries += [_whole(table, "added", latter) for table in sorted(after - before)]
    for table in sorted(before & after):
        queries += _differences(con, table, former, latter, keys.get(table.name, ()), all_of_it=table in whole)
    return queries


def _whole(table: TableName, change: str, side: Side) -> str:
    rows = side.rows(table, all_of_it=True)
    return f"select {quoted(str(table))}, '', '{change}', 'table of ' || count(*) || ' rows' from {rows}"  # noqa: S608


def _differences(
    con: duckdb.DuckDBPyConnection, table: TableName, former: Side, latter: Side, stated: Sequence[str], *, all_of_it: bool
) -> list[str]:
    before, after = former.columns(con, table), latter.columns(con, table)
    all_of_it = all_of_it or "document_id" not in before or "document_id" not in after
    shared = [column for column in after if column in before]
    key = [column for column in stated if column in shared] or shared
    rest = [column for column in shared if column not in key]
    same = " and ".join(f"old.{identifier(column)} is not distinct from new.{identifier(column)}" for column in key)
    name = quoted(str(table))
    sides = former.rows(table, all_of_it=all_of_it), latter.rows(table, all_of_it=all_of_it)
    in_part = bool(former.touched and latter.touched) and not all_of_it
    old, new = ("before as old", "after as new") if in_part else (f"{sides[0]} as old", f"{sides[1]} as new")
    queries = [
        f"select {name}, {_key('new', key)}, 'added', null from {new} anti join {old} on {same}",  # noqa: S608
        f"select {name}, {_key('old', key)}, 'removed', null from {old} anti join {new} on {same}",  # noqa: S608
    ]
    if rest:
        differs = " or ".join(f"old.{identifier(column)} is distinct from new.{identifier(column)}" for column in rest)
        what = ", ".join(_side_by_side(column) for column in rest)
        changed = f"select {name}, {_key('new', key)}, 'changed', concat_ws('; ', {what})"
        queries.append(f"{changed} from {new} join {old} on {same} where {differs}")
    if in_part:  # a few rows of many: they are looked for once
        held = f"before as materialized {sides[0]}, after as materialized {sides[1]}"
        queries = [f"from (with {held} {' union all '.join(queries)})"]
    for change, columns in (("added", set(after) - set(before)), ("removed", set(before) - set(after))):
        queries += [f"select {name}, '', '{change}', {quoted('column ' + column)}" for column in sorted(columns)]
    return queries


def _key(side: str, columns: list[str]) -> str:
    return "concat_ws('/', " + ", ".join(f"coalesce({side}.{identifier(column)}::varchar, '')" for column in columns) + ")"


def _side_by_side(column: str) -> str:
    old, new = f"old.{identifier(column)}", f"new.{identifier(column)}"
    before, after = (f"coalesce(left({side}::varchar, {SHOWN}), 'null')" for side in (old, new))
    return f"case when {old} is distinct from {new} then {quoted(column + ': ')} || {before} || ' → ' || {after} end"
