"""The tables of a release as Parquet.

A file holds its rows in the order of their key, so that the same facts give the same bytes however the build came to them. A long table
is a folder of files by document, so that a few documents change a few files. How many follows from its rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.release.changes import CHANGES
from orchestration.release.contents import CATALOG, TableName, columns, one, order, quoted
from orchestration.release.touched import Renewal
from orchestration.settings import CORES
from orchestration.warehouse import disk, portions

if TYPE_CHECKING:
    import duckdb

LONG = 20_000
"""Rows from which a table becomes a folder of files by document."""
_PART = 10_000
_MOST_PARTS = 256


def write_parquet(
    con: duckdb.DuckDBPyConnection,
    names: list[TableName],
    folder: Path,
    keys: Mapping[str, Sequence[str]],
    renewal: Renewal | None = None,
) -> dict[TableName, int]:
    """Write tables of the attached release as Parquet, and say how many rows each has. What a renewal does not touch is linked.

    As many files at a time as there are cores: most hold so few rows that DuckDB divides none of the work on them.
    """
    rows, queries = {}, []
    for table in names:
        source = table.within(CATALOG)
        rows[table] = int(one(con, f"select count(*) from {source}"))  # noqa: S608
        parts = _parts(rows[table]) if "document_id" in columns(con, source) else 1
        target = folder / table.parquet
        (target if parts > 1 else target.parent).mkdir(parents=True, exist_ok=True)
        linked = _untouched(renewal, table, parts) if renewal and table != CHANGES else set()  # those are of this release alone
        for number, only in enumerate(portions.conditions(parts)):
            path = target / _file(number) if parts > 1 else target
            if renewal and number in linked:
                disk.link(renewal.former / path.relative_to(folder), path)
            else:
                query = f"from {source} {only} order by {order(table, keys)}"
                queries.append(f"copy ({query}) to {quoted(str(path))} (format parquet, compression zstd)")
    _execute(con, queries)
    return rows


def _execute(con: duckdb.DuckDBPyConnection, queries: list[str]) -> None:
    def execute(query: str) -> None:
        with con.cursor() as one_of_them:
            one_of_them.execute(query)

    pool = ThreadPoolExecutor(CORES)
    try:
        list(pool.map(execute, queries))
    finally:
        pool.shutdown(cancel_futures=True)  # on a disk that is full none of the others has room


def _untouched(renewal: Renewal, table: TableName, parts: int) -> set[int]:
    """The portions of a table that are as the former release has them; none where that has it in other portions."""
    former = renewal.former / table.parquet
    there = {each.name for each in former.iterdir()} if former.is_dir() else {former.name} if former.is_file() else set()
    if there != ({_file(number) for number in range(parts)} if parts > 1 else {former.name}):
        return set()
    document_ids = renewal.document_ids(table)
    if document_ids is None or (parts == 1 and document_ids):
        return set()
    return set(range(parts)) - {int(each[:2], 16) * parts // 256 for each in document_ids}


def _file(number: int) -> str:
    return f"{number:03d}.parquet"


def _parts(rows: int) -> int:
    """Into how many files so many rows of documents go: a power of two up to 256."""
    return 1 if rows < LONG else min(1 << (rows // _PART - 1).bit_length(), _MOST_PARTS)
