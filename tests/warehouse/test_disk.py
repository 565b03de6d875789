"""A disk without room, and what its errors are called."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse import Warehouse, WarehouseError, disk

Usage = namedtuple("Usage", "total used free")


def test_a_run_is_not_begun_without_room(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrival = tmp_path / "arrival.pdf"
    arrival.write_bytes(bytes(10_000_000))
    disk.require_space(warehouse, [arrival, tmp_path / "missing"])
    free = disk.RESERVE + disk.GROWTH * 10_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free, 0, free))
    disk.require_space(warehouse, [arrival])
    with pytest.raises(WarehouseError, match="not enough room"):
        disk.require_space(warehouse, [arrival], release=1)
    warehouse.database.write_bytes(bytes(40_000))
    with pytest.raises(WarehouseError, match=r"not enough room.*juesuan clean"):
        disk.require_space(warehouse, [arrival])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "the disk is full"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "the disk is read-only"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "the disk reports an input/output error"),
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block of size 256.0 KiB (1.8 GiB/1.8 GiB used)"), None),
        (sqlite3.OperationalError("disk I/O error"), "the disk reports an input/output error"),
        (duckdb.IOException('IO Error: Could not write file "x": No space left on device'), "the disk is full"),
        (ValueError("something else"), None),
    ],
)
def test_an_error_of_the_disk_is_told_in_words(error: Exception, words: str | None) -> None:
    assert disk.trouble(error) == words
    wrapped = RuntimeError("a step failed")
    wrapped.__cause__ = error
    assert disk.trouble(wrapped) == words
