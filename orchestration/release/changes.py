"""What a release changes against the one in force, row by row: `quality.fct_release_change`.

A row is known by the key of its table. Where no key is stated the whole row is its key, and a change shows as one removed and one added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.contents import CATALOG, HOME, SCHEMAS, TableName, current, identifier, quoted, tables
from orchestration.release.touched import Touched

if TYPE_CHECKING:
    import duckdb

CHANGES = TableName("quality", "fct_release_change")
FORMER = "former"
_FOUND = "temp.changes_found"
"""The table of changes, and the document that each is of."""
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

    def columns(self, con: duckdb.DuckDBPyConnection) -> dict[TableName, list[str]]:
        """The columns of every table, in their order."""
        schemas = {HOME[schema] if self.released else schema: schema for schema in SCHEMAS}
        query = """
            select schema_name, table_name, list(column_name order by column_index) from duckdb_columns()
            where database_name = ? and list_contains(?, schema_name) group by all
        """
        found = con.execute(query, [self.catalog, list(schemas)]).fetchall()
        return {TableName(schemas[schema], name): columns for schema, name, columns in found}


def find_changes(
    con: duckdb.DuckDBPyConnection, former: Path | None, keys: Mapping[str, Sequence[str]], touched: Touched | None = None
) -> dict[TableName, frozenset[str | None]]:
    """Put into a table of this connection how the open build differs from a former release. Names the tables that do, each with the
    documents whose rows differ; with None where rows were not told apart by document.

    `keys` names the key columns of tables by their name without schema. With `touched` only these rows are looked at.
    """
    con.execute(
        f"create or replace temp table {_FOUND} (table_name varchar, key varchar, change varchar, what varchar, document_id varchar)"
    )
    if former is None:
        return {}
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
    found = con.execute(f"select table_name, list(distinct document_id order by document_id) from {_FOUND} group by all").fetchall()  # noqa: S608
    return {TableName(*name.split(".")): frozenset(document_ids) for name, document_ids in found}


def write_changes(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table of changes in the attached release, of what was found."""
    table = CHANGES.within(CATALOG)
    con.execute(f"create or replace table {table} as select * exclude (document_id) from {_FOUND} order by all")  # noqa: S608
    con.execute(f"comment on table {table} is {quoted(_DESCRIPTION)}")
    for column, description in _COLUMNS.items():
        con.execute(f"comment on column {table}.{column} is {quoted(description)}")


def row_changes(
    con: duckdb.DuckDBPyConnection, former: Side, latter: Side, keys: Mapping[str, Sequence[str]], whole: frozenset[TableName] = frozenset()
) -> list[str]:
    """Queries that together give every row that differs between two sides, as the table of changes keeps them, each with its document
    where rows of some documents are looked at only."""
    before, after = former.tables(con), latter.tables(con)
    queries = [_whole(table, "removed", former) for table in sorted(before - after)]
    queries += [_whole(table, "added", latter) for table in sorted(after - before)]
    had, have = former.columns(con), latter.columns(con)
    for table in sorted(before & after):
        sides = (former, had[table]), (latter, have[table])
        queries += _differences(table, *sides, keys.get(table.name, ()), all_of_it=table in whole)
    return queries


def _whole(table: TableName, change: str, side: Side) -> str:
    rows = side.rows(table, all_of_it=True)
    return f"select {quoted(str(table))}, '', '{change}', 'table of ' || count(*) || ' rows', null from {rows}"  # noqa: S608


def _differences(
    table: TableName, one: tuple[Side, Sequence[str]], other: tuple[Side, Sequence[str]], stated: Sequence[str], *, all_of_it: bool
) -> list[str]:
    (former, before), (latter, after) = one, other
    all_of_it = all_of_it or "document_id" not in before or "document_id" not in after
    shared = [column for column in after if column in before]
    key = [column for column in stated if column in shared] or shared
    rest = [column for column in shared if column not in key]
    same = " and ".join(f"old.{identifier(column)} is not distinct from new.{identifier(column)}" for column in key)
    name = quoted(str(table))
    sides = former.rows(table, all_of_it=all_of_it), latter.rows(table, all_of_it=all_of_it)
    in_part = bool(former.touched and latter.touched) and not all_of_it
    old, new = ("before as old", "after as new") if in_part else (f"{sides[0]} as old", f"{sides[1]} as new")
    # Without a key nobody knows which rows came twice.
    was_of, is_of = ("old.document_id", "new.document_id") if in_part and key == list(stated) else ("null", "null")
    queries = [
        f"select {name}, {_key('new', key)}, 'added', null, {is_of} from {new} anti join {old} on {same}",  # noqa: S608
        f"select {name}, {_key('old', key)}, 'removed', null, {was_of} from {old} anti join {new} on {same}",  # noqa: S608
    ]
    if rest:
        differs = " or ".join(f"old.{identifier(column)} is distinct from new.{identifier(column)}" for column in rest)
        what = ", ".join(_side_by_side(column) for column in rest)
        of = f"case when {was_of} = {is_of} then {is_of} end"  # a row may go from one document to another
        changed = f"select {name}, {_key('new', key)}, 'changed', concat_ws('; ', {what}), {of}"
        queries.append(f"{changed} from {new} join {old} on {same} where {differs}")
    if in_part:  # a few rows of many: they are looked for once
        held = f"before as materialized {sides[0]}, after as materialized {sides[1]}"
        queries = [f"from (with {held} {' union all '.join(queries)})"]
    for change, columns in (("added", set(after) - set(before)), ("removed", set(before) - set(after))):
        queries += [f"select {name}, '', '{change}', {quoted('column ' + column)}, null" for column in sorted(columns)]
    return queries


def _key(side: str, columns: list[str]) -> str:
    return "concat_ws('/', " + ", ".join(f"coalesce({side}.{identifier(column)}::varchar, '')" for column in columns) + ")"


def _side_by_side(column: str) -> str:
    old, new = f"old.{identifier(column)}", f"new.{identifier(column)}"
    before, after = (f"coalesce(left({side}::varchar, {SHOWN}), 'null')" for side in (old, new))
    return f"case when {old} is distinct from {new} then {quoted(column + ': ')} || {before} || ' → ' || {after} end"
