"""Publication: a judged build becomes the release in force, whole or not at all.

Whoever starts it, it asks the build itself whether every suite has passed it, writes the release beside the one in force, and switches
by renaming. If what would be released is what is in force already, and its report looks as it would now, nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.judge import suites
from orchestration.release import keeping, package, proof, shelf
from orchestration.release.changes import CHANGES, find_changes, write_changes
from orchestration.release.contents import CATALOG, PARQUET, Renewal, TableName, copy_tables, renew_tables, write_parquet
from orchestration.release.description import EDITION, describe, digest, digests
from orchestration.report import pages
from orchestration.report.write import write_report
from orchestration.warehouse import Warehouse, build, delta, disk, lock
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


def publish(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    keys: Mapping[str, Sequence[str]] | None = None,
    whole: Collection[tuple[str, str]] = (),
    folder: Path = suites.FOLDER,
) -> Publication:
    """Publish the build that `con` has open. `keys` names the key columns of tables; `whole` those, by schema and name, of which more rows
    change than those of the documents that did.

    Where the release in force is the one that the build's delta counts from, only what differs from it is written.
    Raises PublicationRefused where the build has not been modelled or a suite of `folder` has no passing verdict on it.
    """
    reasons = build.reasons_not_to_publish(con, suites.names(folder), suites.digest(folder))
    if reasons:
        raise PublicationRefused(reasons)
    with lock.writing(warehouse):
        shelf.sweep(warehouse)
        partial = warehouse.releases / f"{build_id(con)}{shelf.PARTIAL}"
        partial.mkdir(parents=True)
        try:
            publication = _publish(con, warehouse, partial, keys or {}, frozenset(TableName(*each) for each in whole))
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        delta.mark_released(con, publication.release.release_id, suites.digest(folder))
        keeping.collect(warehouse, keeping.wanted())
        return publication


def build_id(con: duckdb.DuckDBPyConnection) -> str:
    current = build.current(con)
    assert current is not None
    return current.build_id


def _publish(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, partial: Path, keys: Mapping[str, Sequence[str]], whole: frozenset[TableName]
) -> Publication:
    former = shelf.in_force(warehouse)
    sound = former if former and not proof.altered(former, former.marts.name) else None
    renews = sound is not None and sound.release_id == delta.base(con).release_id
    changed = find_changes(con, sound.marts if sound else None, keys, whole if renews else None)
    same_report = former is not None and former.description.get(EDITION) == pages.edition()
    if former and renews and not changed and same_report:
        return Publication(former, is_new=False)
    renewal = Renewal(former.path, frozenset(changed), whole, _touched(con)) if former and renews else None
    rows = _write_tables(con, partial, keys, renewal)
    known = former.description["files"] if former else {}
    files = digests(partial, known, inside=f"{PARQUET}/")
    content = _content_digest(files, rows)
    if former and former.description["content_digest"] == content and same_report:
        return Publication(former, is_new=False)
    release_id = shelf.new_id(warehouse, content)
    with ThreadPoolExecutor(1) as beside:  # a file of gigabytes takes seconds, in which pages are written
        marts = beside.submit(_settled, partial / MARTS)
        write_report(warehouse, partial, release_id, former.path if former else None, renewal.document_ids if renewal else None)
        files = digests(partial, known, {**files, MARTS: marts.result()})
    description = describe(con, files, release_id, content, rows, keys, former.release_id if former else None)
    (partial / shelf.DESCRIPTION).write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _settle(partial)
    return Publication(shelf.put_in_force(warehouse, partial, release_id), is_new=True)


def _touched(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    return tuple(row[0] for row in con.execute("select document_id from meta.delta order by document_id").fetchall())


def _write_tables(
    con: duckdb.DuckDBPyConnection, partial: Path, keys: Mapping[str, Sequence[str]], renewal: Renewal | None
) -> dict[TableName, int]:
    try:
        target = partial / MARTS
        copied = renew_tables(con, target, renewal) if renewal else copy_tables(con, target, keys)
        write_changes(con)
        names = sorted({*copied, CHANGES})
        rows = write_parquet(con, names, partial, {CHANGES.name: ()} | dict(keys), renewal)
        told = package.described(con, CATALOG, list(rows), keys)
        package.write(partial, package.descriptor(told, partial, PARQUET))
        con.execute(f"checkpoint {CATALOG}")
    finally:
        con.execute(f"detach database if exists {CATALOG}")
    return rows


def _content_digest(files: Mapping[str, Mapping[str, Any]], rows: Mapping[TableName, int]) -> str:
    """Digest of all tables but the account of changes, which depends on what was in force before."""
    total = hashlib.sha256()
    for table in sorted(rows):
        if table != CHANGES:
            for name in sorted(files):
                if name == str(table.parquet) or name.startswith(f"{table.parquet}/"):
                    total.update(f"{table} {files[name]['sha256']}\n".encode())
    return total.hexdigest()


def _settled(path: Path) -> Mapping[str, Any]:
    """Digest and size of a file that the disk holds."""
    told = digest(path)
    shelf.sync_file(path)
    return told


def _settle(partial: Path) -> None:
    """Make every file read-only and have the disk hold all of it before its name tells that it is complete.

    Many files at once: the disk then settles them together, 200 in 0.15 s, and one after the other in 0.85 s. What the former release
    has too was settled with it.
    """
    folders, files = [partial], []
    for name, each in disk.tree(partial):
        if stat.S_ISDIR(each.st_mode):
            folders.append(partial / name)
        elif each.st_nlink == 1:
            (partial / name).chmod(0o444)
            files.append(partial / name)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(shelf.sync_file, files))
        list(pool.map(shelf.sync_folder, folders))
