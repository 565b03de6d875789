"""Two releases side by side: their documents, tables and columns, how many rows differ, and every figure that says something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from orchestration.release.changes import CHANGES, FORMER, Side, row_changes
from orchestration.release.contents import CATALOG, HOME, SCHEMAS, TableName, quoted, tables
from orchestration.release.shelf import Release
from orchestration.warehouse.connection import open_memory

if TYPE_CHECKING:
    import duckdb

_MEANING = (
    "organisation, fiscal_year, document_kind, consolidation, concept, measure, basis, versus, fund, function_code, economic_code, "
    "member, origin, table_id, row_key, column_key"
)
_FIGURE = f"""
    select *, row_number() over (partition by {_MEANING} order by observation_id) as mention
    from (
        select
            coalesce(organisation_name, source_name) as organisation, coalesce(fiscal_year, 0) as fiscal_year,
            document_kind, consolidation, source_name, figure.*
        from {{catalog}}.main.fct_observation as figure inner join {{catalog}}.main.dim_document using (document_id)
        where figure.status = 'mapped'
    )
"""  # noqa: S608
_SOURCE = ("printed", "unit", "source_name", "document_id", "page", "char_start", "quote")
_FIGURES = TableName("marts", "fct_observation")
_STATUSES = f"""
    select
        document_id, coalesce(after.organisation_name, before.organisation_name) as organisation,
        coalesce(after.fiscal_year, before.fiscal_year) as fiscal_year, coalesce(after.source_name, before.source_name) as source_name,
        before.status as status_before, after.status as status_after
    from {FORMER}.main.dim_document as before full join {CATALOG}.main.dim_document as after using (document_id)
    where before.status is distinct from after.status
    order by organisation, fiscal_year, source_name, document_id
"""  # noqa: S608


def compare(before: Release, after: Release, limit: int) -> dict[str, Any]:
    """What `after` says otherwise than `before`.

    `schema`: tables and columns that came, went or changed their type. `rows`: how many rows of each table were added, removed or
    changed. `documents`: the first `limit` that came, went or changed their status; `documents_changed`: how many there are. `figures`: the
    first `limit` with one meaning and two values, each with its source on both sides; `figures_changed`: how many there are. Two releases,
    not one twice. A figure is the same when body, year, concept, measure, base, fund, codes, member and place in its table are.
    """
    with _attached(before, after) as con:
        queries = row_changes(con, Side(FORMER, True), Side(CATALOG, True), after.description.get("keys", {}))
        all_of_them = f"({' union all '.join(queries)}) as t (table_name, key, change, what, document_id)"
        rows = f"select table_name, change, count(*) as rows from {all_of_them}"  # noqa: S608
        changed = _rows(con, f"{rows} where key <> '' group by all order by all") if queries else []
        figures = _figures(con) if {_FIGURES} <= set(tables(con, FORMER, released=True)) & set(tables(con, CATALOG, released=True)) else []
        documents = _rows(con, _STATUSES)
        return {
            "schema": _schema(con),
            "rows": changed,
            "documents_changed": len(documents),
            "documents": documents[:limit],
            "figures_changed": len(figures),
            "figures": figures[:limit],
        }


def _figures(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    sides = ", ".join(f"before.{column} as {column}_before, after.{column} as {column}_after" for column in _SOURCE)
    return _rows(
        con,
        f"""
        with before as ({_FIGURE.format(catalog=FORMER)}), after as ({_FIGURE.format(catalog=CATALOG)})
        select {_MEANING}, before.value as value_before, after.value as value_after, {sides}
        from before inner join after using ({_MEANING}, mention)
        where coalesce(before.value_cny, before.value) is distinct from coalesce(after.value_cny, after.value)
            or before.direction is distinct from after.direction
        order by all
        """,  # noqa: S608
    )


def _schema(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Columns on one side only, or of two types; a table on one side only is told by the columns it has."""
    sides = " full join ".join(
        f"""(
            select schema_name, table_name, column_name, data_type from duckdb_columns()
            where database_name = {quoted(catalog)} and schema_name in ({", ".join(quoted(HOME[schema]) for schema in SCHEMAS)})
                and table_name <> {quoted(CHANGES.name)}
        ) as {side}"""  # noqa: S608
        for side, catalog in (("before", FORMER), ("after", CATALOG))
    )
    return _rows(
        con,
        f"""
        select replace(schema_name, 'main', 'marts') || '.' || table_name as table_name, column_name,
            case when before.data_type is null then 'added' when after.data_type is null then 'removed' else 'changed' end as change,
            before.data_type as type_before, after.data_type as type_after
        from {sides} using (schema_name, table_name, column_name)
        where before.data_type is distinct from after.data_type
        order by all
        """,  # noqa: S608
    )


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = con.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


@contextmanager
def _attached(before: Release, after: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_memory() as con:
        con.execute(f"attach {quoted(str(before.marts))} as {FORMER} (read_only)")
        con.execute(f"attach {quoted(str(after.marts))} as {CATALOG} (read_only)")
        yield con
