"""Files into the store: which files the paths mean, their digest, a safe name, a copy under that digest."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, WarehouseError

SIZE_LIMIT = 200 * 1024 * 1024
"""Bytes. The largest of the disclosures known has 60 MB; beyond this a file is a mistake or an attack."""
_CHUNK = 1024 * 1024
_NAME_LIMIT = 200


class BadPath(Exception):
    """A path given does not lead to any file; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was passed over, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file's content in the store; `stored` is False for one beyond the size limit."""

    name: str
    sha256: str
    byte_size: int
    stored: bool

    @property
    def document_id(self) -> str:
        return self.sha256[:16]


def asked_for(paths: Iterable[Path], warehouse: Warehouse) -> list[Path]:
    """The paths given; where there are none, the bundled sample for an empty warehouse, and nothing new for one that holds documents.

    Raises BadPath where the sample is gone.
    """
    given = list(paths)
    if given or (warehouse.objects.is_dir() and any(warehouse.objects.iterdir())):
        return given
    sample = sorted(SAMPLE_FOLDER.glob("*.txt"))
    if not sample:
        raise BadPath(f"There is no sample disclosure in {SAMPLE_FOLDER}.")
    return sample


def address(path: Path | str) -> str | None:
    """The address of files elsewhere, such as `s3://bucket/2024`, also as a Path has it, with one slash; None for a path here."""
    told = re.fullmatch(r"([a-z][a-z0-9+.-]+):/+(.+)", str(path))
    return f"{told[1]}://{'/' if told[1] == 'file' else ''}{told[2]}" if told else None


def local(paths: Iterable[Path | str]) -> list[Path]:
    """Those of the paths that are no addresses."""
    return [Path(path) for path in paths if not address(path)]


def files(paths: Iterable[Path | str]) -> tuple[list[Path], list[Skipped]]:
    """The regular files that `paths` mean, folders walked in the order of names, and what was passed over.

    Hidden files and office lock files are left out without a word. A link is followed only where it stays in its folder.
    Raises BadPath where a path is missing, or a folder holds no file.
    """
    found: list[Path] = []
    skipped: list[Skipped] = []
    for path in map(Path, paths):
        if not path.exists() and address(path):
            raise BadPath(f"{address(path)} is an address: only the engine spark takes in what lies there.")
        if not path.exists():
            raise BadPath(f"There is no file or folder {path}.")
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(_walk(path))
        if not inside:
            raise BadPath(f"There is no file in the folder {path}.")
        for file in inside:
            if file.resolve().is_relative_to(path.resolve()):
                found.append(file)
            else:
                skipped.append(Skipped(file, "a link that leads out of its folder"))
    regular = [file for file in dict.fromkeys(found) if _is_regular(file)]
    skipped += [Skipped(file, "not a regular file") for file in dict.fromkeys(found) if not _is_regular(file)]
    return regular, skipped


def take(file: Path, warehouse: Warehouse) -> Arrival:
    """Copy a file into the store. Raises OSError where the file cannot be read, WarehouseError where the store cannot be written."""
    with file.open("rb") as source:
        return copy_in(source, safe_name(file.name), warehouse)


def copy_in(source: BinaryIO, name: str, warehouse: Warehouse) -> Arrival:
    """Copy bytes into the store under their digest, once, by rename."""
    part = warehouse.objects / f".{os.uname().nodename}-{os.getpid()}.part"  # several machines may share a store
    try:
        digest, size = _copy(source, part)
        if size <= SIZE_LIMIT:
            part.replace(warehouse.object_path(digest))
    finally:
        part.unlink(missing_ok=True)
    return Arrival(name, digest, size, stored=size <= SIZE_LIMIT)


def _copy(source: BinaryIO, part: Path) -> tuple[str, int]:
    """Digest and size of all of `source`; what is beyond the limit is read but not copied."""
    digest, size = hashlib.sha256(), 0
    try:
        copy = part.open("wb")
    except OSError as error:
        raise WarehouseError(f"Cannot write to the store {part.parent}: {error.strerror}.") from error
    with copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size <= SIZE_LIMIT:
                copy.write(chunk)
    return digest.hexdigest(), size


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith((".", "~$")))


def _is_regular(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return False


def safe_name(name: str) -> str:
    """A file name that is one line of readable characters, whatever the file system let through."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    plain = "".join("�" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character for character in readable)
    return re.sub(r"[/\\]", "�", plain)[:_NAME_LIMIT]
