"""Publication: a judged build becomes the release in force, whole or not at all.

Whoever starts it, it asks the build itself whether every suite has passed it, writes the release beside the one in force, and switches
by renaming. If what would be released is what is in force already, and its report looks as it would now, nothing is written.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from orchestration.judge import suites
from orchestration.release import keeping, package, proof, shelf, touched
from orchestration.release.ahead import Ahead
from orchestration.release.changes import CHANGES, find_changes, write_changes
from orchestration.release.contents import CATALOG, PARQUET, TableName, quoted
from orchestration.release.database import copy_tables, renew_tables
from orchestration.release.description import EDITION, describe, is_laid_out_as_now
from orchestration.release.digest import Files, digest_of_large, digests, found
from orchestration.release.parquet import write_parquet
from orchestration.release.shelf import DESCRIPTION
from orchestration.report import pages
from orchestration.report.write import write_report
from orchestration.warehouse import Warehouse, build, delta, lock
from orchestration.warehouse.folder import MARTS

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
    """The release in force after publication; `is_new` is False when it held the same facts already, told in the same way."""

    release: shelf.Release
    is_new: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """The Parquet of a release: how many rows each table has, its files, and the digest of what all of them hold."""

    rows: Mapping[TableName, int]
    files: Files
    content: str


def publish(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    keys: Mapping[str, Sequence[str]] | None = None,
    whole: Collection[tuple[str, str]] = (),
    folder: Path = suites.FOLDER,
    ahead: Ahead | None = None,
) -> Publication:
    """Publish the build that `con` has open. `keys` names the key columns of tables; `whole` those, by schema and name, of which more rows
    change than those of the documents that did; `ahead` is what was prepared of the release, if anything.

    Where the release in force is the one that the build's delta counts from, only what differs from it is written.
    Raises PublicationRefused where the build has not been modelled or a suite of `folder` has no passing verdict on it.
    """
    reasons = build.reasons_not_to_publish(con, suites.names(folder), suites.digest(folder))
    if reasons:
        raise PublicationRefused(reasons)
    with lock.writing(warehouse):
        shelf.sweep(warehouse, but=ahead.path if ahead else None)
        partial = warehouse.releases / f"{build_id(con)}{shelf.PARTIAL}"
        partial.mkdir(parents=True)
        try:
            publication = _publish(con, warehouse, partial, keys or {}, frozenset(TableName(*each) for each in whole), ahead)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        released = publication.release
        delta.mark_released(con, released.release_id, suites.digest(folder), proof.told_by_disk(released.marts))
        keeping.collect(warehouse, keeping.wanted())
        return publication


def build_id(con: duckdb.DuckDBPyConnection) -> str:
    current = build.current(con)
    assert current is not None
    return current.build_id


def _publish(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    partial: Path,
    keys: Mapping[str, Sequence[str]],
    whole: frozenset[TableName],
    ahead: Ahead | None,
) -> Publication:
    former = shelf.in_force(warehouse)
    follows = former is not None and former.release_id == delta.base(con).release_id and is_laid_out_as_now(former)
    if ahead and not (follows and former and ahead.former.release_id == former.release_id):
        ahead.discard()  # before it is swept away under its own hands, and so that its room is there for all that is written anew
        ahead = None
    sound = _sound_marts(former, ahead)
    rows_touched = touched.take(con, whole) if follows and sound else None
    changed = find_changes(con, sound, keys, rows_touched)
    same_report = former is not None and former.description.get(EDITION) == pages.edition()
    if former and rows_touched and not changed and same_report:
        return Publication(former, is_new=False)
    renewal = _taken_over(former, sound, partial, changed, rows_touched) if former and sound and rows_touched else None
    known = former.description.get("files", {}) if former else {}
    names = _write_database(con, partial, keys, renewal)
    with ThreadPoolExecutor(2) as beside:  # beside the pages; all of them end before this does
        marts = beside.submit(_settled, partial / MARTS)
        tables = beside.submit(_write_tables, con, names, partial, keys, renewal, known)
        if renewal is None:  # for what is written anew the memory is needed that drawing takes
            content = tables.result().content
            if former and former.description.get("content_digest") == content and same_report:
                return Publication(former, is_new=False)
        release_id = cache(lambda: shelf.new_id(warehouse, tables.result().content))
        document_ids = rows_touched.document_ids if rows_touched else None
        carried = write_report(warehouse, partial, release_id, former.path if former else None, document_ids, known)
        told = tables.result()
        there = found(partial, carried)
        files = digests(partial, there, known, {**told.files, MARTS: marts.result()})
    description = describe(con, files, release_id(), told.content, told.rows, keys, former.release_id if former else None)
    (partial / DESCRIPTION).write_bytes(orjson.dumps(description, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    _settle(partial, [DESCRIPTION, *(name for name, is_same in there.items() if not is_same)])
    return Publication(shelf.put_in_force(warehouse, partial, release_id()), is_new=True)


def _taken_over(
    former: shelf.Release, sound: Path, partial: Path, changed: Mapping[TableName, frozenset[str | None]], rows_touched: touched.Touched
) -> touched.Renewal:
    """Have the former database in the new release, copied before (`sound`) or now."""
    if sound == former.marts:
        shutil.copyfile(sound, partial / MARTS)
    else:
        sound.parent.rename(partial)
    return touched.Renewal(former.path, changed, rows_touched)


def _sound_marts(former: shelf.Release | None, ahead: Ahead | None) -> Path | None:
    """The former database, or a copy of it, as it was published; None where it is not so any more."""
    if ahead:
        return ahead.marts if ahead.is_sound() else None
    return former.marts if former and not proof.altered(former, former.marts.name) else None


def _write_database(
    con: duckdb.DuckDBPyConnection, partial: Path, keys: Mapping[str, Sequence[str]], renewal: touched.Renewal | None
) -> list[TableName]:
    """Write the database, to its end, and name its tables."""
    try:
        target = partial / MARTS
        copied = renew_tables(con, target, renewal) if renewal else copy_tables(con, target, keys)
        write_changes(con)
        con.execute(f"checkpoint {CATALOG}")
    finally:
        con.execute(f"detach database if exists {CATALOG}")
    return sorted({*copied, CHANGES})


def _write_tables(
    con: duckdb.DuckDBPyConnection,
    names: list[TableName],
    partial: Path,
    keys: Mapping[str, Sequence[str]],
    renewal: touched.Renewal | None,
    known: Files,
) -> Tables:
    """Write the tables of the database as Parquet, and what describes them."""
    con.execute(f"attach {quoted(str(partial / MARTS))} as {CATALOG} (read_only)")
    try:
        rows = write_parquet(con, names, partial, {CHANGES.name: ()} | dict(keys), renewal)
        described = package.described(con, CATALOG, names, keys)
    finally:
        con.execute(f"detach {CATALOG}")
    files = digests(partial, found(partial, inside=f"{PARQUET}/"), known)
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


def _settle(partial: Path, made: Sequence[str]) -> None:
    """Make every file that was `made` read-only and have the disk hold all of it before its name tells that it is complete.

    Many files at once: the disk then settles them together, 200 in 0.15 s, and one after the other in 0.85 s. What the former release
    has too was settled with it; the folders, one for each document, are settled by a single call, with whatever else waits for that disk.
    """
    files = [partial / name for name in made]
    for path in files:
        path.chmod(0o444)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(shelf.sync_file, files))
    shelf.sync_all(partial)
