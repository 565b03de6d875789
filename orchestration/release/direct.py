"""Files of gigabytes, read and written past the memory in which the system keeps files: filling that can take longer than the disk does,
and takes it from whoever computes meanwhile. Where a file system cannot do so they are read and written as others are.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import F_GETFL, F_SETFL, fcntl
from functools import partial
from mmap import mmap
from pathlib import Path

_BLOCK = 4096
_DIRECT = getattr(os, "O_DIRECT", 0)
"""Not every system has it."""
_REFUSED = (errno.EINVAL, errno.EOPNOTSUPP)
"""How a file system says that it does not do this past its memory."""
_PORTION = 8 * 1024**2
"""Bytes, in memory that begins with a page, as the system asks."""


def sha256(path: Path) -> str:
    """Digest of a file. Raises OSError."""
    total = hashlib.sha256()
    for portion in _portions(path):
        total.update(portion)
    return total.hexdigest()


def copy(source: Path, target: Path, unwanted: Callable[[], bool]) -> str | None:
    """Copy a file to a new one. The digest of what was copied; None where it was `unwanted` before the end. Raises OSError."""
    total = hashlib.sha256()
    size = 0
    with _opened(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
        for portion in _portions(source):
            if unwanted():
                return None
            total.update(portion)
            size += len(portion)
            _write(file, memoryview(portion.obj)[: -(-len(portion) // _BLOCK) * _BLOCK])
        os.truncate(file, size)  # the last block was written whole
    return total.hexdigest()


def _portions(path: Path) -> Iterator[memoryview]:
    """The bytes of a file in order. While one portion is worked on the next is read; it lies where the one before lay."""
    free, read = (memoryview(mmap(-1, _PORTION)) for _ in range(2))
    with _opened(path, os.O_RDONLY) as file, ThreadPoolExecutor(1) as beside:
        coming = beside.submit(_read, file, free)
        while size := coming.result():
            free, read = read, free
            coming = beside.submit(_read, file, free)
            yield read[:size]


def _read(file: int, portion: memoryview) -> int:
    """Fill a portion, so that only the last one of a file can be shorter; how many bytes it has."""
    size = _asked(file, lambda: os.readv(file, [portion]))
    while 0 < size < len(portion):
        more = _asked(file, partial(os.readv, file, [portion[size:]]))
        if not more:
            break
        size += more
    return size


def _write(file: int, portion: memoryview) -> None:
    rest = portion[_asked(file, lambda: os.write(file, portion)) :]
    if rest:  # it ended within a block: what is left is taken, or that says what is wrong with the disk
        _plainly(file)
    while rest:
        rest = rest[os.write(file, rest) :]


def _asked(file: int, work: Callable[[], int]) -> int:
    """What a file system does not do past its memory it may do as with other files."""
    try:
        return work()
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        _plainly(file)
        return work()


def _plainly(file: int) -> None:
    fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~_DIRECT)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    try:
        file = os.open(path, flags | _DIRECT, 0o644)
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        file = os.open(path, flags & ~os.O_EXCL, 0o644)  # a file that cannot be written so was made all the same
    try:
        yield file
    finally:
        os.close(file)
