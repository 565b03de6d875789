"""Whether a release is still what was published: every file against the digest that release.json keeps of it, and no file more or less."""

from __future__ import annotations

import hashlib
from pathlib import Path

from orchestration.release.shelf import DESCRIPTION, Release
from orchestration.warehouse import disk


def faults(release: Release) -> list[str]:
    """What is wrong with a release, a sentence each; empty when it is whole."""
    try:
        files = dict(release.description["files"])
        digest = str(release.description["content_digest"])
    except (KeyError, TypeError):
        return [f"{DESCRIPTION} is damaged: it does not say what the release holds."]
    found = [] if release.release_id.endswith(f"-{digest[:12]}") else [f"{DESCRIPTION} speaks of content that this release does not hold."]
    there = {name for name, _ in disk.tree(release.path)} - {DESCRIPTION}
    found += [f"{name} is missing." for name in sorted(set(files) - there)]
    found += [f"{name} does not belong to the release." for name in sorted(there - set(files))]
    found += [f"{name} is not as it was published." for name in sorted(there & set(files)) if altered(release, name)]
    return found


def altered(release: Release, name: str) -> bool:
    """Whether a file of a release, by its path in it, is not the one that was published."""
    told = dict(release.description.get("files", {})).get(name, {})
    try:
        with (release.path / name).open("rb") as file:
            return bool(hashlib.file_digest(file, "sha256").hexdigest() != told.get("sha256"))
    except FileNotFoundError:
        return True


def is_as_published(release: Release, told: str) -> bool:
    """Whether the marts are still those that were published, as far as anybody wrote to them: they are not read where the disk tells the
    same of the file as it was `told` then. Whatever is written to a file, or done to its times, changes the time of its last change."""
    return told == told_by_disk(release.marts) != "" or not altered(release, release.marts.name)


def told_by_disk(path: Path) -> str:
    """Inode, size and times of a file; empty where there is none."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return ""
    return f"{told.st_ino}/{told.st_size}/{told.st_mtime_ns}/{told.st_ctime_ns}"
