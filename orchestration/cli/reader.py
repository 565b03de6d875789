"""The release in force, opened the way every reader opens it: read-only, and by its own path, so that a switch meanwhile mixes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from orchestration.cli import output
from orchestration.release import Release, in_force
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import open_database

if TYPE_CHECKING:
    import duckdb

SEARCH_PATH = "main,quality"
"""So that a table of the release is found by its bare name; the marts lie in the file's `main`, where `marts.…` finds them too."""


def release(warehouse: Warehouse) -> Release:
    """The release in force. Raises WarehouseError before the first."""
    found = in_force(warehouse)
    if found is None:
        raise WarehouseError(output.no_release(warehouse))
    return found


@contextmanager
def opened(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of the release in force. Raises WarehouseError where there is none or it cannot be opened."""
    con = open_database(release(warehouse).marts, read_only=True)
    try:
        con.execute(f"set search_path = '{SEARCH_PATH}'")
        yield con
    finally:
        con.close()


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query as mappings in the order of its columns."""
    result = con.execute(query, parameters)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
