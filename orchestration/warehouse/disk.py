"""The disk that the warehouse lies on: whether it has room for a run, and what its errors mean in words."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from orchestration.warehouse.folder import Warehouse, WarehouseError

RESERVE = 64 * 1024**2
"""Bytes that a run needs whatever it takes in: pages of the reports, Dagster's events, logs of the databases."""
GROWTH = 3
"""A document takes its own size in the store, about as much as what was read from it, and as much again in the build."""

_CAUSES = (
    (errno.ENOSPC, "no space left on device", "the disk is full"),
    (errno.EDQUOT, "disk quota exceeded", "the disk quota is used up"),
    (errno.EROFS, "read-only file system", "the disk is read-only"),
    (errno.EIO, "input/output error", "the disk reports an input/output error"),
)
_UNSETTLED = ("fsync failed", "disk i/o error")
"""How DuckDB and SQLite say that the disk did not take what was written."""
_FULL = ("database or disk is full", "could not allocate block")
"""How SQLite and DuckDB say that the disk is full without naming the system's error."""
_MEMORY = "out of memory"
"""What DuckDB begins with where it is memory in which it could not allocate a block."""


def require_space(warehouse: Warehouse, arrivals: Iterable[Path], release: int = 0) -> None:
    """Raises WarehouseError where the disk has no room for a run over these files: their copies and rows, and another release. `release` is
    the size of the one in force, in bytes."""
    coming = GROWTH * sum(_size(path) for path in arrivals)
    build = _size(warehouse.database)
    needed = RESERVE + coming + build // 4 + release + release // 4
    free = shutil.disk_usage(warehouse.root).free
    if free < needed:
        raise WarehouseError(
            f"The disk of {warehouse.root} has not enough room: the run may need {_megabytes(needed)}, {_megabytes(free)} are free. "
            "Nothing was begun. Old releases are removed with: juesuan clean"
        )


def trouble(error: BaseException) -> str | None:
    """What an error says of the disk, in words; None where it says nothing of it. Causes are looked through too."""
    seen: BaseException | None = error
    while seen is not None:
        words = trouble_in_words(str(seen), getattr(seen, "errno", None))
        if words:
            return words
        seen = seen.__cause__ or seen.__context__
    return None


def trouble_in_words(message: str, number: int | None = None) -> str | None:
    """The same for the message of an error that itself is gone, such as one told by another process."""
    told = message.lower()
    for code, words, meaning in _CAUSES:
        if number == code or words in told:
            return meaning
    if any(words in told for words in _UNSETTLED):
        return _CAUSES[3][2]
    return _CAUSES[0][2] if any(words in told for words in _FULL) and _MEMORY not in told else None


def link(former: Path | str, path: Path | str) -> None:
    """The same file under another name; a copy where the disk has no such links, or no more of them. Raises OSError."""
    try:
        os.link(former, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.EXDEV):
            raise
        shutil.copyfile(former, path)


def tree(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file under a folder, by its path in it and what the system says of it, folder by folder. Links are not followed.

    A release of ten thousand documents has thirty thousand of them: a Path for each would take seconds.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            name = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
            else:
                yield name, entry.stat(follow_symlinks=False)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _megabytes(size: int) -> str:
    return f"{-(-size // 1024**2):,} MB"
