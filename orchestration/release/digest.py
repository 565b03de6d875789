"""Digests and sizes of the files of a release; of those that the former release has too nothing is read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from orchestration.release import direct
from orchestration.warehouse import disk

Files = Mapping[str, Mapping[str, Any]]
"""Digest and size of files, by their path in a release."""


def found(partial: Path, carried: Collection[str] = (), inside: str = "") -> dict[str, bool]:
    """Every file under `partial`, or in a folder `inside` it, and whether the former release has the same one: what was `carried` over from
    it does, and others then have more names than this."""
    return {
        name: name in carried or entry.stat(follow_symlinks=False).st_nlink > 1
        for path, entry in disk.tree(partial / inside)
        for name in [f"{inside}{path}"]
    }


def digests(partial: Path, there: Mapping[str, bool], former: Files, made: Files | None = None) -> Files:
    """Digest and size of files that were `found` under `partial`: of one that the former release has too what that says of it, of others
    that were asked for before (`made`) what was said then."""
    known = dict(made or {}) | {name: former[name] for name, is_same in there.items() if is_same and name in former}
    return {name: known.get(name) or digest(partial / name) for name in sorted(there)}


def digest(path: Path) -> Mapping[str, Any]:
    """Digest and size of a file."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def digest_of_large(path: Path) -> Mapping[str, Any]:
    """The same of a file that is longer than the memory for files should be filled with. What was written of it, the disk must hold."""
    return {"sha256": direct.sha256(path), "bytes": path.stat().st_size}
