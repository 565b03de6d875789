"""What happens in the fork in which one document is read: limits, the reader, the store. See `worker`."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from orchestration import read
from orchestration.read import limits as limit
from orchestration.read import sniff, store
from orchestration.read.errors import Unreadable
from orchestration.read.limits import Limits
from orchestration.warehouse.folder import Warehouse


def read_and_exit(warehouse: Warehouse, limits: Limits, sha256: str, tells: int) -> NoReturn:
    """Read a document, tell how it went, and leave without a return, past everything that the parent has open."""
    code = 1
    try:
        _confine(limits)
        limit.grant_with(_Granting(limits, tells))
        say(tells, _attempt(warehouse, limits, sha256, tells))
        code = 0
    finally:
        os._exit(code)


class _Granting:
    """Raises the limits of this process, and tells the one that watches over it."""

    def __init__(self, limits: Limits, tells: int) -> None:
        self._seconds, self._limits, self._tells = 0, limits, tells

    def __call__(self, seconds: int, memory: int) -> None:
        self._seconds += seconds
        more = replace(self._limits, seconds=self._limits.seconds + self._seconds, memory=max(memory, self._limits.memory))
        _confine(more)
        say(self._tells, {"more": self._seconds})


def say(fd: int, words: dict[str, Any]) -> None:
    """One line of JSON."""
    data = json.dumps(words).encode() + b"\n"
    while data:
        data = data[os.write(fd, data) :]


def _confine(limits: Limits) -> None:
    """RLIMIT_DATA counts private memory only: address space that is merely kept free, as LibreOffice does by the gigabyte, is no harm.

    The alarm is for a process whose parent was killed, which nobody else would end. A machine out of memory gives up this process first.
    """
    for kind, value in ((resource.RLIMIT_DATA, limits.memory), (resource.RLIMIT_CPU, limits.seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    signal.alarm(limits.seconds + round(limits.grace) + 1)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _attempt(warehouse: Warehouse, limits: Limits, sha256: str, tells: int) -> dict[str, Any]:
    """`refused`: null or code, zh, en; or `broken`: what is wrong with the store."""
    try:
        data = warehouse.object_path(sha256).read_bytes()
    except OSError as error:
        return _broken(warehouse.objects, error)
    try:
        say(tells, {"kind": sniff.kind_of(data)})
        document = read.read(data)
    except Unreadable as error:
        return {"refused": error.words}
    except MemoryError:
        return {"refused": limit.too_much_memory(limits).words}
    except Exception as error:
        return {"refused": limit.reader_failed(error).words}
    try:
        store.save(warehouse.document_path(read.VERSION, sha256), document)
    except MemoryError:
        return {"refused": limit.too_much_memory(limits).words}
    except OSError as error:
        return _broken(warehouse.documents, error)
    return {"refused": None}


def _broken(folder: Path, error: OSError) -> dict[str, Any]:
    return {"broken": f"Cannot use the store {folder}: {error.strerror or error}."}
