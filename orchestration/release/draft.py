"""The data of a release, written beside the one in force: its database, its tables as Parquet, and the digests of both. No release yet: a
draft is put in force by `publish` alone, which asks first whether every suite has passed the build that it is made of.

Where the release in force is the one that the build's delta counts from, only what differs from it is written.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.release import package, shelf
from orchestration.release.changes import CHANGES, find_changes, write_changes
from orchestration.release.contents import CATALOG, PARQUET, TableName, quoted
from orchestration.release.database import copy_tables, renew_tables
from orchestration.release.digest import Files, digest_of_large, digests, links
from orchestration.release.parquet import write_parquet
from orchestration.release.touched import Renewal, Touched, take
from orchestration.warehouse.folder import MARTS

Keys = Mapping[str, Sequence[str]]
"""The key columns of tables by name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The former release with its database as it was published (`sound`), or a copy of that; which rows of the build may differ, None
    where all may; and the tables that do, with their documents. The rows themselves lie with the connection that found them."""

    former: shelf.Release | None
    sound: Path | None
    touched: Touched | None
    changed: Mapping[TableName, frozenset[str | None]]

    @property
    def is_alike(self) -> bool:
        """Whether there is nothing that the former release has not."""
        return bool(self.former and self.touched and not self.changed)

    def renewal(self) -> Renewal | None:
        """What is taken over from the former release; None where all is written anew."""
        return Renewal(self.former.path, self.changed, self.touched) if self.former and self.sound and self.touched else None


@dataclass(frozen=True, slots=True)
class Tables:
    """The Parquet of a release: how many rows each table has, its files, and the digest of what all of them hold."""

    rows: Mapping[TableName, int]
    files: Files
    content: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A database that is written to its end, with what is told of it and of its tables once that is known. Only rows of `document_ids`
    differ from the former release; None where all is written anew."""

    document_ids: Sequence[str] | None
    marts: Future[Mapping[str, Any]]
    tables: Future[Tables]


def compare(
    con: duckdb.DuckDBPyConnection,
    former: shelf.Release | None,
    sound: Path | None,
    keys: Keys,
    whole: frozenset[TableName],
    *,
    follows: bool,
) -> Comparison:
    """Find what differs between the open build and a former release, in full or, where the build `follows` it, by its delta."""
    rows = take(con, whole) if follows and sound else None
    return Comparison(former, sound, rows, find_changes(con, sound, keys, rows))


def write(con: duckdb.DuckDBPyConnection, partial: Path, keys: Keys, comparison: Comparison, known: Files, beside: Executor) -> Draft:
    """Write the database into the folder `partial`, and have its digest and the tables made `beside`, which needs `con` until they are.
    `known` are the files of the former release."""
    renewal = comparison.renewal()
    if renewal and comparison.sound and comparison.sound != partial / MARTS:
        shutil.copyfile(comparison.sound, partial / MARTS)
    names = _write_database(con, partial, keys, renewal)
    marts = beside.submit(_settled, partial / MARTS)
    tables = beside.submit(_write_tables, con, names, partial, keys, renewal, known)
    return Draft(renewal.touched.document_ids if renewal else None, marts, tables)


def _write_database(con: duckdb.DuckDBPyConnection, partial: Path, keys: Keys, renewal: Renewal | None) -> list[TableName]:
    """Write the database, to its end, and name its tables."""
    try:
        target = partial / MARTS
        copied = renew_tables(con, target, renewal) if renewal else copy_tables(con, target, keys)
        write_changes(con)
        con.execute(f"checkpoint {CATALOG}")
    except duckdb.Error:
        with suppress(duckdb.Error):  # there is none to roll back but where one was begun
            con.rollback()
        raise
    finally:
        con.execute(f"detach database if exists {CATALOG}")
    return sorted({*copied, CHANGES})


def _write_tables(
    con: duckdb.DuckDBPyConnection,
    names: list[TableName],
    partial: Path,
    keys: Keys,
    renewal: Renewal | None,
    known: Files,
) -> Tables:
    """Write the tables of the database as Parquet, and what describes them."""
    con.execute(f"attach {quoted(str(partial / MARTS))} as {CATALOG} (read_only)")
    try:
        rows = write_parquet(con, names, partial, {CHANGES.name: ()} | dict(keys), renewal)
        described = package.described(con, CATALOG, names, keys)
    finally:
        con.execute(f"detach {CATALOG}")
    files = digests(partial, links(partial, f"{PARQUET}/"), known)
    package.write(partial, package.descriptor(described, partial, PARQUET, files))
    return Tables(rows, files, _content_digest(files, rows))


def _content_digest(files: Files, rows: Mapping[TableName, int]) -> str:
    """Digest of all tables but the account of changes, which depends on what was in force before."""
    total = hashlib.sha256()
    for table in sorted(rows):
        if table != CHANGES:
            path = str(table.parquet)
            for name in sorted(files):
                if name == path or name.startswith(f"{path}/"):
                    total.update(f"{table} {files[name]['sha256']}\n".encode())
    return total.hexdigest()


def _settled(path: Path) -> Mapping[str, Any]:
    """Digest and size of a file that the disk holds."""
    shelf.sync_file(path)
    return digest_of_large(path)
