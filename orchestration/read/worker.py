"""The process that reads documents: `python -m orchestration.read.worker WAREHOUSE LIMITS`, started by `readers`.

It loads the readers once and reads nothing itself: every document is read in a fork of it, which costs some milliseconds and starts from
the same state whatever was read before. So a document that breaks its process, or its limits, breaks nothing else.

Takes one digest a line. Answers each, in the order in which they end, with `{"sha256": …, "kind": …, "refused": null | [code, zh, en]}`;
a Document made is then in the store. `{"broken": …}` says that the store, not the document, is at fault.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestration import read
from orchestration.imports import keep_for_good
from orchestration.read import forked, store
from orchestration.read import limits as limit
from orchestration.read.errors import Unreadable
from orchestration.read.limits import Limits
from orchestration.warehouse.folder import Warehouse

_KILLED_FROM_OUTSIDE = signal.SIGKILL
"""No document makes its own process kill itself like this: a person did, or a machine out of memory. It is read once more."""
_TOO_LONG = (signal.SIGXCPU, signal.SIGALRM)


@dataclass(slots=True)
class _Reading:
    """A document being read: the process, when it began and must end, and what it has said so far."""

    sha256: str
    process: int
    began: float
    deadline: float
    again: bool
    told: bytes = b""
    stopped: bool = False

    def said(self) -> dict[str, Any]:
        """Everything said, later words over earlier ones; a line broken off is not counted."""
        lines = self.told.split(b"\n")[:-1]
        return {key: value for line in lines for key, value in json.loads(line).items()}


@dataclass(slots=True)
class Server:
    """Reads what it is asked to, a few documents at a time. `requests` and `answers` are file descriptors."""

    warehouse: Warehouse
    limits: Limits
    requests: int
    answers: int
    _waiting: deque[tuple[str, bool]] = field(default_factory=deque)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _asked: bytes = b""

    def serve(self) -> None:
        """Until there are no more requests; what is under way then is ended unfinished."""
        self._selector.register(self.requests, selectors.EVENT_READ)
        try:
            while self._turn():
                pass
        finally:
            self._end_all()

    def _turn(self) -> bool:
        """Start what can be started, wait for something to happen, see to it. False when nobody asks any more."""
        while self._waiting and len(self._under_way()) < self.limits.at_once():
            self._start(*self._waiting.popleft())
        now = time.monotonic()
        next_end = min((reading.deadline for reading in self._under_way().values()), default=now + 3600)
        for key, _ in self._selector.select(max(next_end - now, 0)):
            if key.fd == self.requests:
                if not self._listen():
                    return False
            else:
                self._hear(key.fd, key.data)
        for reading in self._under_way().values():
            if time.monotonic() >= reading.deadline:
                self._stop(reading)
        return True

    def _under_way(self) -> dict[int, _Reading]:
        return {key.fd: key.data for key in self._selector.get_map().values() if key.data is not None}

    def _listen(self) -> bool:
        chunk = os.read(self.requests, 65536)
        *lines, self._asked = (self._asked + chunk).split(b"\n")
        self._waiting.extend((line.decode(), False) for line in lines)
        return bool(chunk)

    def _start(self, sha256: str, again: bool) -> None:
        hears, tells = os.pipe()
        process = os.fork()
        if not process:
            os.close(self.answers)
            os.dup2(2, self.requests)
            forked.read_and_exit(self.warehouse, self.limits, sha256, tells)
        os.close(tells)
        now = time.monotonic()
        self._selector.register(hears, selectors.EVENT_READ, _Reading(sha256, process, now, now + self.limits.seconds, again))

    def _hear(self, fd: int, reading: _Reading) -> None:
        chunk = os.read(fd, 65536)
        if chunk:
            reading.told += chunk
            if not reading.stopped and (more := reading.said().get("more")):
                reading.deadline = reading.began + self.limits.seconds + more
            return
        self._selector.unregister(fd)
        os.close(fd)
        _, status, usage = os.wait4(reading.process, 0)
        self._judge(reading, os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024)

    def _judge(self, reading: _Reading, code: int, peak: int) -> None:
        """Answer for a process that has ended, by its own words, else by how it ended."""
        said = reading.said()
        self._forget_part(reading)
        if "refused" not in said and "broken" not in said:
            if code == -_KILLED_FROM_OUTSIDE and not (reading.again or reading.stopped):
                self._waiting.appendleft((reading.sha256, True))
                return
            said["refused"] = _cause(reading, code, peak, self.limits).words
        said.pop("more", None)
        forked.say(self.answers, {"kind": "unknown", **said, "sha256": reading.sha256})

    def _stop(self, reading: _Reading) -> None:
        """First asked to end, so that a program it started ends with it; then killed."""
        os.kill(reading.process, signal.SIGKILL if reading.stopped else signal.SIGTERM)
        reading.deadline = time.monotonic() + (3600 if reading.stopped else self.limits.grace)
        reading.stopped = True

    def _end_all(self) -> None:
        readings = list(self._under_way().values())
        for reading in readings:
            os.kill(reading.process, signal.SIGTERM)
        deadline = time.monotonic() + self.limits.grace
        for reading in readings:
            while not os.waitpid(reading.process, os.WNOHANG)[0]:
                if time.monotonic() >= deadline:
                    os.kill(reading.process, signal.SIGKILL)
                time.sleep(0.01)
            self._forget_part(reading)

    def _forget_part(self, reading: _Reading) -> None:
        """What a process was writing when it ended; nothing where it came to its end."""
        store.part(self.warehouse.document_path(read.VERSION, reading.sha256), reading.process).unlink(missing_ok=True)


def _cause(reading: _Reading, code: int, peak: int, limits: Limits) -> Unreadable:
    """Why a process ended without a word. One that died having taken half of its memory died of asking for more: memory grows by doubling,
    and pdfium ends its process where none is left."""
    if reading.stopped or -code in _TOO_LONG:
        return limit.too_slow(limits)
    if peak >= limits.memory // 2:
        return limit.too_much_memory(limits)
    return limit.reader_died(signal.Signals(-code).name if code < 0 else f"exit {code}")


def main(arguments: list[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person's Ctrl-C is for the run, which then ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    read.load_readers()
    keep_for_good()  # looking through them would give every fork a copy of its own
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):  # what libraries say about a hostile file may be as hostile
        os.dup2(nothing, stream)
    Server(Warehouse(Path(arguments[0])), Limits(**json.loads(arguments[1])), 0, answers).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
