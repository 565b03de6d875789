"""Two build databases, row for row."""

from __future__ import annotations

from orchestration.release.contents import quoted
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import open_memory

SCHEMAS = ("raw", "marts", "quality")


def differences(one: Warehouse, other: Warehouse) -> tuple[dict[str, int], list[str]]:
    """How many rows each table has, and a sentence for every table that is not the same in both: its columns, their types, or its rows."""
    con = open_memory()
    con.execute(f"attach {quoted(str(one.database))} as one (read_only)")
    con.execute(f"attach {quoted(str(other.database))} as other (read_only)")
    tables = {name: _columns(con, name) for name in ("one", "other")}
    found = [f"{table} is in one of them only" for table in sorted(tables["one"].keys() ^ tables["other"].keys())]
    rows = {}
    for table in sorted(tables["one"].keys() & tables["other"].keys()):
        if tables["one"][table] != tables["other"][table]:
            found.append(f"{table} has other columns: {sorted(set(tables['one'][table]) ^ set(tables['other'][table]))}")
            continue
        lost, added, rows[table] = con.execute(
            f"""
            select
                (select count(*) from (from one.{table} except all from other.{table})),
                (select count(*) from (from other.{table} except all from one.{table})),
                (select count(*) from one.{table})
            """
        ).fetchone() or (0, 0, 0)
        if lost or added:
            found.append(f"{table}: {lost} rows are in the first only, {added} in the second, of {rows[table]}")
    con.close()
    return rows, found


def _columns(con, name):  # type: ignore[no-untyped-def]
    told = con.execute(
        """
        select schema_name || '.' || table_name, column_name || ' ' || data_type || ': ' || coalesce(comment, '') from duckdb_columns()
        where database_name = ? and list_contains(?, schema_name) order by 1, column_index
        """,
        [name, list(SCHEMAS)],
    ).fetchall()
    columns: dict[str, list[str]] = {}
    for table, column in told:
        columns.setdefault(table, []).append(column)
    return columns
