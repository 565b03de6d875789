"""Which releases stay: the last few, the one in force, and any that somebody reads.

Who reads is asked of the system, not of the readers: DuckDB holds a read lock on every file it has open, and Linux shows the files that
a process has open or mapped. That sees every reader on this machine whose process we may look at. A reader that it does not see and that
has a file open already goes on undisturbed, since a removed file lives as long as it is open.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from orchestration.release import shelf
from orchestration.warehouse import Warehouse, WarehouseError, lock

VARIABLE = "JUESUAN_KEEP"
DEFAULT = 12
LEAST = 2
"""The release before the one in force stays in any case: somebody may have looked up its path and not opened it yet."""

_FLOCK = "hhqqi4x"
"""struct flock of 64-bit Linux: type, whence, start, length, process."""


def wanted() -> int:
    """How many releases are to be kept, by the variable JUESUAN_KEEP. Raises WarehouseError where it is no number from 2."""
    said = os.environ.get(VARIABLE, str(DEFAULT))
    if not said.isdecimal() or int(said) < LEAST:
        raise WarehouseError(f"{VARIABLE} says how many releases are kept: a number from {LEAST}, not {said!r}.")
    return int(said)


def collect(warehouse: Warehouse, keep: int) -> tuple[list[str], list[str]]:
    """Remove every release but the last `keep`, the one in force and those being read. Names those removed and those left to readers.

    A release loses its name before it loses its first file, so that nobody finds half of one.
    """
    removed, read = [], []
    with lock.writing(warehouse):
        shelf.sweep(warehouse)
        for release in shelf.releases(warehouse)[: -max(keep, LEAST)]:
            if release.is_in_force:
                continue
            if being_read(release.path):
                read.append(release.release_id)
                continue
            gone = release.path.with_name(f".{release.release_id}{shelf.PARTIAL}")
            release.path.rename(gone)
            shelf.sync_folder(warehouse.releases)
            shutil.rmtree(gone)
            removed.append(release.release_id)
    return removed, read


def being_read(folder: Path) -> bool:
    """Whether a process on this machine has a file of this folder open, as far as the system lets us see."""
    inside = f"{folder}{os.sep}"
    return any(_is_locked(path) for path in folder.glob("*.duckdb")) or any(inside in path for path in _open_files())


def _is_locked(path: Path) -> bool:
    """Whether another process holds a lock on the file."""
    with path.open("rb") as file:
        asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        answer = fcntl.fcntl(file, fcntl.F_GETLK, asked)
    return bool(struct.unpack(_FLOCK, answer)[0] != fcntl.F_UNLCK)


def _open_files() -> Iterator[str]:
    """What every process has open, file by file, and what it has mapped, as one text; what we may not look at is left out."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is none of ours
            for each in (process / "fd").iterdir():
                with suppress(OSError):
                    yield str(each.readlink())
            yield (process / "maps").read_text(encoding="utf-8", errors="replace")
