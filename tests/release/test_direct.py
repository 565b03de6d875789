"""Large files are copied and digested past the system's file cache, and the same wherever that cannot be done."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.release import direct

PORTION, BLOCK = 32 * 1024, 4096
SIZES = [0, 1, BLOCK - 1, BLOCK, PORTION - 1, PORTION, PORTION + 1, 3 * PORTION + 17]


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "_PORTION", PORTION)


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, is_refused: Callable[..., bool], number: int = errno.EINVAL) -> None:
    """A file system that says no to what it cannot do past its cache."""
    asked: Callable[..., Any] = getattr(os, name)

    def answer(*told: Any) -> Any:
        if is_refused(*told):
            raise OSError(number, os.strerror(number))
        return asked(*told)

    monkeypatch.setattr(direct.os, name, answer)


def is_direct(file: int, *_: object) -> bool:
    return bool(direct.fcntl(file, direct.F_GETFL) & os.O_DIRECT)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("refused", ["", "open", "readv", "write"])
@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP])
def test_a_copy_is_the_file_whatever_the_disk_can_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, refused: str, number: int
) -> None:
    content = os.urandom(size)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content)
    if refused:
        refuse(monkeypatch, refused, (lambda _, flags, mode: bool(flags & os.O_DIRECT)) if refused == "open" else is_direct, number)
    digest = hashlib.sha256(content).hexdigest()
    assert direct.copy(source, target, lambda: False) == digest
    assert target.read_bytes() == content
    assert direct.sha256(target) == digest


def test_what_the_disk_gives_in_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As disks across a network may: what is not whole blocks must not be filled up to them in the middle of a file."""
    content = os.urandom(2 * PORTION + 5)
    (tmp_path / "source").write_bytes(content)
    readv = os.readv
    monkeypatch.setattr(direct.os, "readv", lambda file, into: readv(file, [into[0][:5000]]))
    refuse(monkeypatch, "open", lambda _, flags, mode: bool(flags & os.O_DIRECT))
    assert direct.copy(tmp_path / "source", tmp_path / "target", lambda: False) == hashlib.sha256(content).hexdigest()
    assert (tmp_path / "target").read_bytes() == content


def test_what_the_disk_takes_in_pieces_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = os.urandom(2 * PORTION + 5)
    (tmp_path / "source").write_bytes(content)
    write = os.write
    monkeypatch.setattr(direct.os, "write", lambda file, portion: write(file, portion[: max(len(portion) // 2, 1)]))
    refuse(monkeypatch, "open", lambda _, flags, mode: bool(flags & os.O_DIRECT))
    direct.copy(tmp_path / "source", tmp_path / "target", lambda: False)
    assert (tmp_path / "target").read_bytes() == content


def test_a_copy_that_nobody_wants_any_more_ends(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(bytes(4 * PORTION))
    assert direct.copy(tmp_path / "source", tmp_path / "target", lambda: True) is None
    assert (tmp_path / "target").stat().st_size < 4 * PORTION


def test_other_trouble_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "source").write_bytes(b"told")
    (tmp_path / "target").write_bytes(b"there")
    with pytest.raises(FileExistsError):
        direct.copy(tmp_path / "source", tmp_path / "target", lambda: False)
    with pytest.raises(FileNotFoundError):
        direct.sha256(tmp_path / "nowhere")
