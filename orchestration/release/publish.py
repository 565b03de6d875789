"""Publication: a judged build becomes the release in force, whole or not at all.

Whoever starts it, it asks the build itself whether every suite has passed it, writes the release beside the one in force, and switches
by renaming. If what would be released is what is in force already, and its report looks as it would now, nothing is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from orchestration.judge import suites
from orchestration.release import draft, keeping, proof, shelf
from orchestration.release.ahead import Ahead
from orchestration.release.contents import TableName
from orchestration.release.description import EDITION, describe, is_laid_out_as_now
from orchestration.release.digest import digests, links
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

    Raises PublicationRefused where the build has not been modelled or a suite of `folder` has no passing verdict on it.
    """
    reasons = build.reasons_not_to_publish(con, suites.names(folder), suites.digest(folder))
    if reasons:
        raise PublicationRefused(reasons)
    with lock.writing(warehouse):
        shelf.sweep(warehouse, but=ahead.path if ahead else None)
        partial = warehouse.releases / f"{build_id(con)}{shelf.PARTIAL}"
        try:
            publication = _publish(con, warehouse, partial, keys or {}, frozenset(TableName(*each) for each in whole), ahead)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            if ahead:
                ahead.discard()
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
    keys: draft.Keys,
    whole: frozenset[TableName],
    ahead: Ahead | None,
) -> Publication:
    former = shelf.in_force(warehouse)
    follows = former is not None and former.release_id == delta.base(con).release_id and is_laid_out_as_now(former)
    if ahead and not (follows and former and ahead.is_for(former, build_id(con))):
        ahead.discard()  # before it is swept away under its own hands, and so that its room is there for all that is written anew
        ahead = None
    sound: Path | None
    if ahead:
        partial, sound = ahead.path, ahead.marts
    else:
        partial.mkdir(parents=True)
        sound = former.marts if former and not proof.altered(former, former.marts.name) else None
    same_report = former is not None and former.description.get(EDITION) == pages.edition()
    known = former.description.get("files", {}) if former else {}
    with ThreadPoolExecutor(2) as beside:  # beside the pages; all of them end before this does
        made = ahead.drafted() if ahead else None
        if made is None:
            compared = draft.compare(con, former, sound, keys, whole, follows=follows)
            if former and compared.is_alike and same_report:
                return Publication(former, is_new=False)
            made = draft.write(con, partial, keys, compared, known, beside)
        if made.document_ids is None:  # for what is written anew the memory is needed that drawing takes
            content = made.tables.result().content
            if former and former.description.get("content_digest") == content and same_report:
                return Publication(former, is_new=False)
        release_id = cache(lambda: shelf.new_id(warehouse, made.tables.result().content))
        write_report(warehouse, partial, release_id, former.path if former else None, made.document_ids, known)
        told = made.tables.result()
        found = links(partial)
        files = digests(partial, found, known, {**told.files, MARTS: made.marts.result()})
    description = describe(con, files, release_id(), told.content, told.rows, keys, former.release_id if former else None)
    (partial / DESCRIPTION).write_bytes(orjson.dumps(description, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    _settle(partial, [DESCRIPTION, *(name for name, count in found.items() if count == 1)])
    return Publication(shelf.put_in_force(warehouse, partial, release_id()), is_new=True)


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
