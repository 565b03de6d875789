"""The inbox: a folder into which people put files, and how to tell which of them are new and complete.

A file is new when it changed since the last look, or lies in a folder that was not there then. `ctime` says when it changed here: unlike
`mtime` it is not carried along by a copy, an archive or a download. A folder moved in as a whole keeps its files' times, so the
folders are remembered; files need not be, and a look costs the same however many there are in all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.register.intake import BadPath, files
from orchestration.warehouse import Warehouse

VARIABLE = "JUESUAN_INBOX"
QUIET = 30 * 10**9
"""Nanoseconds without a change after which a file counts as complete."""
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
"""Endings under which programs write what is not complete; they rename it at the end."""


@dataclass(frozen=True, slots=True)
class Look:
    """How far the inbox has been looked through: files that changed until `until` (nanoseconds), in the folders of these inodes."""

    until: int = -1
    folders: tuple[int, ...] = ()

    @classmethod
    def from_text(cls, text: str | None) -> Look:
        """What `to_text` made; the look of one who has never looked where there is none."""
        kept = json.loads(text) if text else {}
        return cls(kept.get("until", -1), tuple(kept.get("folders", ())))

    def to_text(self) -> str:
        return json.dumps(asdict(self))


def folder_of(warehouse: Warehouse) -> Path:
    """The folder that the variable JUESUAN_INBOX names, else `inbox` in the warehouse."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else warehouse.root / "inbox"


def look(folder: Path, before: Look, now: int) -> tuple[list[Path], Look]:
    """Files that came since `before` and have been left alone for a while, in order, and how far this look went.

    `now` in nanoseconds. Whatever changes later, or is changing still, is left to the next look.
    """
    until = now - QUIET
    known = set(before.folders)
    inodes = dict(_folders(folder))
    new = {place for place, inode in inodes.items() if inode not in known}
    came = [path for path in _files(folder) if _changed(path) <= until and (path.parent in new or _changed(path) > before.until)]
    return came, Look(max(until, before.until), tuple(sorted(inodes.values())))


def _files(folder: Path) -> list[Path]:
    try:
        found, _ = files([folder])
    except BadPath:  # there is none
        return []
    return [path for path in found if path.suffix.lower() not in UNFINISHED]


def _folders(folder: Path) -> Iterator[tuple[Path, int]]:
    for place, _, _ in os.walk(folder):
        try:
            yield Path(place), Path(place).stat().st_ino
        except OSError:
            continue


def _changed(path: Path) -> int:
    """When the file changed; never where it is gone."""
    try:
        return path.stat().st_ctime_ns
    except OSError:
        return -1
