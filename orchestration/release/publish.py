"""Publication: a judged build becomes the release in force, whole or not at all.

Whoever starts it, it asks the build itself whether every suite has passed it, writes the release beside the one in force, and switches
by renaming. If what would be released is what is in force already, nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.judge import suites
from orchestration.release import keeping, package, shelf
from orchestration.release.changes import CHANGES, write_changes
from orchestration.release.contents import CATALOG, TableName, copy_tables, write_parquet
from orchestration.release.description import describe
from orchestration.report.write import write_report
from orchestration.warehouse import Warehouse, build, lock

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 32


class PublicationRefused(Exception):
    """The build may not be published; `reasons` says why, a sentence each. The release in force stays."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Publication:
    """The release in force after publication; `is_new` is False when it held the same facts already."""

    release: shelf.Release
    is_new: bool


def publish(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    keys: Mapping[str, Sequence[str]] | None = None,
    folder: Path = suites.FOLDER,
) -> Publication:
    """Publish the build that `con` has open. `keys` names the key columns of tables, for the account of what changed.

    Raises PublicationRefused where the build has not been modelled or a suite of `folder` has no passing verdict on it.
    """
    reasons = build.reasons_not_to_publish(con, suites.names(folder))
    if reasons:
        raise PublicationRefused(reasons)
    with lock.writing(warehouse):
        shelf.sweep(warehouse)
        partial = warehouse.releases / f"{build_id(con)}{shelf.PARTIAL}"
        partial.mkdir(parents=True)
        try:
            publication = _publish(con, warehouse, partial, keys or {})
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        keeping.collect(warehouse, keeping.wanted())
        return publication


def build_id(con: duckdb.DuckDBPyConnection) -> str:
    current = build.current(con)
    assert current is not None
    return current.build_id


def _publish(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, partial: Path, keys: Mapping[str, Sequence[str]]) -> Publication:
    former = shelf.in_force(warehouse)
    rows = _write_tables(con, partial, former, keys)
    digest = _content_digest(partial, rows)
    if former and former.description["content_digest"] == digest:
        return Publication(former, is_new=False)
    release_id = shelf.new_id(warehouse, digest)
    write_report(warehouse, partial, release_id, former.path if former else None)
    description = describe(con, partial, release_id, digest, rows, keys, former.release_id if former else None)
    (partial / shelf.DESCRIPTION).write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _settle(partial)
    return Publication(shelf.put_in_force(warehouse, partial, release_id), is_new=True)


def _write_tables(
    con: duckdb.DuckDBPyConnection, partial: Path, former: shelf.Release | None, keys: Mapping[str, Sequence[str]]
) -> dict[TableName, int]:
    try:
        copied = copy_tables(con, partial / "marts.duckdb")
        write_changes(con, former.marts if former else None, keys)
        rows = write_parquet(con, [*copied, CHANGES], partial)
        told = package.described(con, CATALOG, list(rows), keys)
        package.write(partial, package.descriptor(told, partial, "parquet"))
        con.execute(f"checkpoint {CATALOG}")
    finally:
        con.execute(f"detach database if exists {CATALOG}")
    return rows


def _content_digest(partial: Path, rows: Mapping[TableName, int]) -> str:
    """Digest of all tables but the account of changes, which depends on what was in force before."""
    total = hashlib.sha256()
    for table in sorted(rows):
        if table != CHANGES:
            total.update(f"{table} {hashlib.sha256((partial / table.parquet).read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _settle(partial: Path) -> None:
    """Make every file read-only and have the disk hold all of it before its name tells that it is complete.

    Many files at once: the disk then settles them together, 200 in 0.15 s, and one after the other in 0.85 s.
    """
    folders, files = [partial], []
    for path in sorted(partial.rglob("*")):
        if path.is_file():
            path.chmod(0o444)
            files.append(path)
        else:
            folders.append(path)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(shelf.sync_file, files))
        list(pool.map(shelf.sync_folder, folders))
