"""The releases of a warehouse: which there are, which is in force, how another takes its place, what a crash may have left.

A release becomes visible by two renames: its folder loses the ending `.partial`, then the link `current` is replaced. A crash before
the second leaves the former release in force.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.folder import MARTS

PARTIAL = ".partial"
DESCRIPTION = "release.json"
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Release:
    """A complete release; `published_at` is in UTC, ISO 8601."""

    release_id: str
    path: Path
    is_in_force: bool

    @cached_property
    def description(self) -> dict[str, Any]:
        """What its release.json says: megabytes where it holds many documents, read when they are asked for. Nothing where it is damaged:
        such a release is not taken over from, and `proof.faults` says so."""
        try:
            told = orjson.loads((self.path / DESCRIPTION).read_bytes())
        except (FileNotFoundError, orjson.JSONDecodeError):
            return {}
        return told if isinstance(told, dict) else {}

    @property
    def sequence(self) -> int:
        return int(self.release_id.partition("-")[0])

    @property
    def published_at(self) -> str:
        return str(self.description.get("published_at", ""))

    @property
    def size(self) -> int:
        """Of all its files, in bytes, as it tells."""
        return sum(each["bytes"] for each in self.description.get("files", {}).values())

    @property
    def marts(self) -> Path:
        """The database for readers."""
        return self.path / MARTS

    @property
    def report(self) -> Path:
        """The first page of the review report."""
        return self.path / "report" / "index.html"


def in_force(warehouse: Warehouse) -> Release | None:
    """The release that readers get, or None before the first."""
    try:
        target = warehouse.current.readlink()
    except OSError:
        return None
    folder = warehouse.releases / target.name
    return _release(folder, target.name) if (folder / DESCRIPTION).is_file() else None


def releases(warehouse: Warehouse) -> list[Release]:
    """All complete releases, oldest first."""
    current = in_force(warehouse)
    name = current.release_id if current else ""
    complete = (path.parent for path in warehouse.releases.glob(f"*/{DESCRIPTION}") if _is_complete(path.parent))
    return sorted((_release(folder, name) for folder in complete), key=lambda release: release.sequence)


def new_id(warehouse: Warehouse, content_digest: str) -> str:
    """The id of the next release: its running number and the beginning of its content's digest."""
    last = max((release.sequence for release in releases(warehouse)), default=0)
    return f"{last + 1:06d}-{content_digest[:12]}"


def find(warehouse: Warehouse, name: str) -> Release:
    """The release with this id, or the only one whose running number or beginning of the id it is; `current` is the one in force.

    Raises WarehouseError where there is none, or more than one.
    """
    every = releases(warehouse)
    exact = [release for release in every if release.release_id == name or (name == "current" and release.is_in_force)]
    numbered = [release for release in every if name.isdecimal() and release.sequence == int(name)]
    alike = exact or numbered or [release for release in every if name and release.release_id.startswith(name)]
    if len(alike) != 1:
        which = f"{len(alike)} releases are" if alike else "no release is"
        raise WarehouseError(f"In {warehouse.root} {which} called {name}. See which there are with: juesuan releases")
    return alike[0]


def put_in_force(warehouse: Warehouse, partial: Path, release_id: str) -> Release:
    """Make a finished partial folder the release in force. Everything in it must be on disk already."""
    folder = warehouse.releases / release_id
    partial.rename(folder)
    sync_folder(warehouse.releases)
    return switch(warehouse, release_id)


def switch(warehouse: Warehouse, release_id: str) -> Release:
    """Put a complete release in force, in one step."""
    link = warehouse.releases / f".{release_id}{PARTIAL}"
    link.unlink(missing_ok=True)
    link.symlink_to(release_id)
    link.replace(warehouse.current)
    sync_folder(warehouse.releases)
    return _release(warehouse.releases / release_id, release_id)


def sweep(warehouse: Warehouse, but: Path | None = None) -> list[str]:
    """Remove what a crash left unfinished, `but` for what is still at work, and name it. Only for the one who holds the lock."""
    leftovers = sorted(path for path in warehouse.releases.iterdir() if path.name.endswith(PARTIAL) and path != but)
    for path in leftovers:
        if path.is_symlink() or path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path)
    return [path.name for path in leftovers]


def sync_file(path: Path) -> None:
    """Have the disk hold what the file holds."""
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Have the disk hold the names in the folder."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def sync_all(folder: Path) -> None:
    """Have the disk hold everything on the file system of a folder, by one call where fsync takes one for each file. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _libc.syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_complete(folder: Path) -> bool:
    return not folder.is_symlink() and not folder.name.endswith(PARTIAL) and folder.name.partition("-")[0].isdigit()


def _release(folder: Path, name_in_force: str) -> Release:
    return Release(folder.name, folder, folder.name == name_in_force)
