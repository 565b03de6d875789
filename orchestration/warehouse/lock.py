"""One writer at a time: an advisory lock on a file whose text names the holder.

The kernel frees the lock when its holder dies, however it dies, so a lock is never stale; the text is only for people.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from orchestration.warehouse.folder import Warehouse, WarehouseError

PATIENCE = 600.0
"""Seconds that a second writer waits for the first, whose run may take minutes; who waits is told at once for whom."""
_PAUSE = 0.2
_held: set[Path] = set()


class WarehouseBusy(WarehouseError):
    """Another process writes to the warehouse and did not finish in time; the message names it."""


@contextlib.contextmanager
def writing(warehouse: Warehouse, *, patience: float = PATIENCE, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Be the only writer of the warehouse for the time of the block; a block inside a block of the same process passes through.

    `waiting` is told once who is being waited for. Raises WarehouseBusy after `patience` seconds, WarehouseError where the
    lock file cannot be made.
    """
    if warehouse.lock in _held:
        yield
        return
    try:
        warehouse.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(warehouse.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise WarehouseError(f"Cannot write to the warehouse {warehouse.root}: {error.strerror or error}.") from error
    try:
        _acquire(handle, warehouse, patience, waiting)
        _held.add(warehouse.lock)
        _write(handle, _self())
        yield
        _write(handle, "")
    finally:
        _held.discard(warehouse.lock)
        os.close(handle)


def holder(warehouse: Warehouse) -> str | None:
    """Who writes to the warehouse now, in words; None when nobody does."""
    try:
        handle = os.open(warehouse.lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _read(handle)
    finally:
        os.close(handle)
    return None


def _acquire(handle: int, warehouse: Warehouse, patience: float, waiting: Callable[[str], None] | None) -> None:
    deadline = time.monotonic() + patience
    for attempt in itertools.count():
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= deadline:
                raise WarehouseBusy(f"The warehouse {warehouse.root} is being written to by {_read(handle)}.") from None
            # Not at the first: the holder may not have come to write its name.
            if waiting and attempt == 1:
                waiting(_read(handle))
            time.sleep(_PAUSE)
        else:
            return


def _self() -> str:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return f"process {os.getpid()} on {socket.gethostname()} since {datetime.now().astimezone():%Y-%m-%d %H:%M:%S} ({command})\n"


def _read(handle: int) -> str:
    return os.pread(handle, 4096, 0).decode("utf-8", "replace").strip() or "another process"


def _write(handle: int, text: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode("utf-8", "replace"), 0)
