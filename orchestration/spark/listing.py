"""Files that lie elsewhere, by their address: what a folder of an object store holds, and one of them opened. Arrow knows the stores."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from orchestration.register.intake import BadPath, safe_name

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


def files(uri: str) -> list[str]:
    """The addresses of all files below an address, in order; hidden ones are left out without a word. Raises BadPath."""
    from pyarrow import fs

    system, root = _found(uri)
    try:
        told = system.get_file_info(root)
        inside = system.get_file_info(fs.FileSelector(root, recursive=True)) if told.type == fs.FileType.Directory else [told]
    except OSError as error:
        raise BadPath(f"What lies at {uri} cannot be listed: {error}.") from error
    hidden = (".", "~$")
    kept = sorted(one.path for one in inside if one.type == fs.FileType.File and not one.base_name.startswith(hidden))
    if not kept:
        raise BadPath(f"There is no file at {uri}.")
    return [f"{uri.partition('://')[0]}://{path}" for path in kept]


@contextmanager
def opened(uri: str) -> Iterator[BinaryIO]:
    """A file to be read. Raises OSError."""
    system, path = _found(uri)
    with system.open_input_file(path) as file:
        yield file


def name_of(uri: str) -> str:
    """The name of a file without its folder."""
    return safe_name(posixpath.basename(uri))


def _found(uri: str) -> tuple[FileSystem, str]:
    """The store of an address, and the path in it. Only its beginning is read as an address: any character may stand in a name."""
    from pyarrow import fs

    scheme, _, path = uri.partition("://")
    root, _, rest = path.partition("/")
    try:
        system, start = fs.FileSystem.from_uri(f"{scheme}://{root}/")
    except (OSError, ValueError) as error:
        raise BadPath(f"{uri} is no address that can be read: {error}.") from error
    return system, posixpath.join(start, rest)
