"""`juesuan sql`: one query on the release in force, or DuckDB's own shell on it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import duckdb

from orchestration.cli import output, reader
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import OFFLINE


def sql(query: str | None, folder: Path | None, as_json: bool) -> int:
    """Run `query` or open the shell; 1 where there is no release, 2 where DuckDB does not take the query."""
    warehouse = Warehouse.locate(folder)
    try:
        if query is None:
            return _shell(reader.release(warehouse).marts)
        with reader.opened(warehouse) as con:
            result = con.execute(query)
            columns = [column[0] for column in result.description or ()]
            values = result.fetchall()
    except WarehouseError as error:
        return output.fail(str(error))
    except duckdb.Error as error:
        return output.fail(str(error), 2)
    if as_json:
        output.print_json([dict(zip(columns, row, strict=True)) for row in values])
    else:
        # Two columns of one name are two columns for a person, whatever a mapping makes of them.
        numbered = [f"{name}" if columns.count(name) == 1 else f"{name}:{at}" for at, name in enumerate(columns, 1)]
        output.console().print(output.table([dict(zip(numbered, row, strict=True)) for row in values], numbered))
    return 0


def _shell(database: Path) -> int:
    """Become the shell. Raises WarehouseError where its binary is missing."""
    spec = find_spec("duckdb_cli")
    binary = Path(next(iter(spec.submodule_search_locations or ())), "duckdb") if spec else None
    if binary is None or not binary.is_file():
        raise WarehouseError("The DuckDB shell is not installed. Set up again with: make setup")
    settings = "".join(f"set {name} = {value}; " for name, value in OFFLINE.items()) + f"set search_path = '{reader.SEARCH_PATH}';"
    os.execv(binary, [str(binary), "-readonly", "-cmd", settings, str(database)])  # noqa: S606
