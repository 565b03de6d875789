"""`juesuan sql`: one query on the release in force, or DuckDB's own shell on it.

In both `from help` lists the tables with what they hold, and `from help_columns where table_name = …` the columns, as dbt describes them.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import duckdb

from orchestration.cli import output, reader
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import OFFLINE

HELP = """
    create temp view help as
    select told.table_name, first(told.table_comment order by told.table_schema) as what_it_holds,
        any_value(held.estimated_size order by told.table_schema) as row_count
    from information_schema.tables as told left join duckdb_tables() as held
        on told.table_catalog = held.database_name and told.table_schema = held.schema_name and told.table_name = held.table_name
    where told.table_catalog = current_database() and told.table_schema in ('main', 'quality')
    group by all order by told.table_name;
    create temp view help_columns as
    select distinct table_name, column_index, column_name, data_type, comment as what_it_is
    from duckdb_columns() where database_name = current_database() and schema_name in ('main', 'quality')
    order by table_name, column_index;
"""


class BadQuery(Exception):
    """There is no such query; the message is a sentence for the user."""


def sql(query: str | None, folder: Path | None, as_json: bool) -> int:
    """Run `query`, which may be the path of a file that holds it, or open the shell.

    1 where there is no release, 2 where DuckDB does not take the query.
    """
    warehouse = Warehouse.locate(folder)
    try:
        if query is None:
            return _shell(reader.release(warehouse).marts)
        with reader.opened(warehouse) as con:
            con.execute(HELP)
            asked = _text(query)
            if not con.extract_statements(asked):
                raise BadQuery("There is no query in what was given.")
            result = con.execute(asked)
            columns = [column[0] for column in result.description or ()]
            values = result.fetchall()
    except WarehouseError as error:
        return output.fail(str(error))
    except (BadQuery, duckdb.Error) as error:
        return output.fail(str(error), 2)
    if as_json:
        output.print_json([dict(zip(columns, row, strict=True)) for row in values])
    else:
        # Two columns of one name are two columns for a person, whatever a mapping makes of them.
        numbered = [f"{name}" if columns.count(name) == 1 else f"{name}:{at}" for at, name in enumerate(columns, 1)]
        output.console().print(output.table([dict(zip(numbered, row, strict=True)) for row in values], numbered))
        if not values:
            output.console().print("0 rows.")
    return 0


def _text(query: str) -> str:
    """The query itself, or what the file of that name holds. Raises BadQuery where the file cannot be read."""
    if not query.endswith(".sql"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadQuery(f"Cannot read the query {query}: {why}.") from error


def _shell(database: Path) -> int:
    """Become the shell. Raises WarehouseError where its binary is missing."""
    spec = find_spec("duckdb_cli")
    binary = Path(next(iter(spec.submodule_search_locations or ())), "duckdb") if spec else None
    if binary is None or not binary.is_file():
        raise WarehouseError("The DuckDB shell is not installed. Set up again with: make setup")
    settings = "".join(f"set {name} = {value}; " for name, value in OFFLINE.items()) + f"set search_path = '{reader.SEARCH_PATH}';"
    settings += " ".join(HELP.split())
    console = output.console(stderr=True)
    console.print("from help;                                          what there is to ask", markup=False)
    console.print("from help_columns where table_name = 'dim_document';  its columns", markup=False)
    os.execv(binary, [str(binary), "-readonly", "-cmd", settings, str(database)])  # noqa: S606
