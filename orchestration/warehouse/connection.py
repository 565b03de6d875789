"""Connections to the build database and to releases: local files only, nothing fetched, one writer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.warehouse import schema
from orchestration.warehouse.folder import Warehouse, WarehouseError

# Without these DuckDB tries to download an extension it misses, and stalls for up to 80 s where there is no network.
OFFLINE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}

STORAGE = {"storage_compatibility_version": "v1.5.0"}
"""The build is for one DuckDB, the one that is installed: a quarter smaller than what others can read, too. A file that is there already
stays as it is."""

MEMORY = "1500MB"
"""What DuckDB may hold of the build in the process of a run, beside dbt's process with its own limit: what does not fit goes to disk. What
suites ask of ten thousand documents takes no longer by it."""


def open_database(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to one database file.

    Raises WarehouseError with the reason when it cannot be opened, such as another process writing to it.
    """
    try:
        return duckdb.connect(str(path), read_only=read_only, config={**OFFLINE, **STORAGE})
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(f"Cannot open {path}: {str(error).splitlines()[0]}") from error


def open_memory() -> duckdb.DuckDBPyConnection:
    """A connection to nothing, for attaching what is to be compared."""
    return duckdb.connect(config=dict(OFFLINE))


@contextmanager
def build_database(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build database for writing, with every raw and meta table there; closed at the end whatever happens."""
    con = open_database(warehouse.database)
    try:
        con.execute(f"set memory_limit = '{MEMORY}'")
        schema.create(con)
        yield con
    finally:
        con.close()
