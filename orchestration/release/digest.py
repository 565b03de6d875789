"""Digests and sizes of the files of a release; of those that the former release has too nothing is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestration.release import direct
from orchestration.warehouse import disk

Files = Mapping[str, Mapping[str, Any]]
"""Digest and size of files, by their path in a release."""


def links(partial: Path, inside: str = "") -> dict[str, int]:
    """How many names each file under `partial`, or in a folder `inside` it, has: one that the former release has too has more than one."""
    return {f"{inside}{name}": each.st_nlink for name, each in disk.tree(partial / inside)}


def digests(partial: Path, names: Mapping[str, int], former: Files, made: Files | None = None) -> Files:
    """Digest and size of files under `partial`, given by their `links`: of one that the former release has too what that says of it, of
    others that were asked for before (`made`) what was said then."""
    known = dict(made or {}) | {name: former[name] for name, count in names.items() if count > 1 and name in former}
    return {name: known.get(name) or digest(partial / name) for name in sorted(names)}


def digest(path: Path) -> Mapping[str, Any]:
    """Digest and size of a file."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def digest_of_large(path: Path) -> Mapping[str, Any]:
    """The same of a file that is longer than the memory for files should be filled with. What was written of it, the disk must hold."""
    return {"sha256": direct.sha256(path), "bytes": path.stat().st_size}
