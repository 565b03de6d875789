"""The reading of documents as its owner sees it: many at a time, each in a process of its own, limited in time and memory.

Plain text of ordinary size is read here. The process that reads the others is started when the first of them is met.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from orchestration.read import sniff, store, text
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.limits import Limits
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse.folder import Warehouse, WarehouseError

WORKER = "orchestration.read.worker"
_ASKED = 40
"""Documents asked for and not answered. Their requests fit into the smallest pipe, so that asking never waits."""
_AHEAD = 1_000
"""Documents looked at before their turn, so that one that takes its time does not hold up the others."""
_PATIENCE = 10.0
"""Seconds that the process may take to end what it is doing and itself."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be read: its kind as `sniff` tells it, and why."""

    kind: str
    error: Unreadable


class ReadersFailed(WarehouseError):
    """Documents cannot be read, whatever they are: the process does not start, or the store cannot be used. The message says why."""


class Readers:
    """Reads registered files. A context manager: at its end nothing goes on."""

    def __init__(self, warehouse: Warehouse, version: str, limits: Limits | None = None) -> None:
        """`version` is that of the readers, under which Documents are kept."""
        self._warehouse = warehouse
        self._version = version
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted: deque[str] = deque()
        self._asked: dict[str, None] = {}
        self._answers: dict[str, Refused | None] = {}
        self._fruitless = False

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, digests: Iterable[str]) -> Iterator[tuple[str, Document | Refused]]:
        """Each digest with its Document, from the store or read now and stored, in the order given. Others are read ahead meanwhile.

        Raises ReadersFailed.
        """
        coming = iter(digests)
        ahead: deque[str] = deque()
        while True:
            for sha256 in islice(coming, _AHEAD - len(ahead)):
                ahead.append(sha256)
                if not self._path(sha256).is_file() and not self._is_plain(sha256):
                    self._wanted.append(sha256)
            self._ask()
            if not ahead:
                return
            yield ahead[0], self._made(ahead.popleft())

    def close(self) -> None:
        """End what is under way, and the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _made(self, sha256: str) -> Document | Refused:
        if sha256 in self._wanted or sha256 in self._asked or sha256 in self._answers:
            refused = self._answer(sha256)
            if refused:
                return refused
        document = store.load(self._path(sha256))
        if document is not None:
            return document
        if self._is_plain(sha256):
            return self._read_here(sha256)
        self._wanted.append(sha256)  # what the store holds is damaged
        return self._answer(sha256) or self._stored(sha256)

    def _stored(self, sha256: str) -> Document:
        document = store.load(self._path(sha256))
        if document is None:
            raise ReadersFailed(f"The Document {self._path(sha256)} was written and cannot be read back.")
        return document

    def _read_here(self, sha256: str) -> Document | Refused:
        try:
            document = text.read(self._warehouse.object_path(sha256).read_bytes())
        except Unreadable as error:
            return Refused("text", error)
        store.save(self._path(sha256), document)
        return document

    def _is_plain(self, sha256: str) -> bool:
        path = self._warehouse.object_path(sha256)
        with path.open("rb") as file:
            return sniff.kind_of_head(file.read(sniff.HEAD)) == "text" and path.stat().st_size <= self._limits.plain

    def _path(self, sha256: str) -> Path:
        return self._warehouse.document_path(self._version, sha256)

    def _answer(self, sha256: str) -> Refused | None:
        while sha256 not in self._answers:
            self._ask()
            self._hear()
        return self._answers.pop(sha256)

    def _ask(self) -> None:
        """Ask for what is wanted, as far as the pipe surely takes it."""
        while self._wanted and len(self._asked) < _ASKED:
            sha256 = self._wanted.popleft()
            self._asked[sha256] = None
            with contextlib.suppress(BrokenPipeError):  # a process that has ended is noticed by its silence
                self._input.write(sha256.encode() + b"\n")

    def _hear(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            self._begin_again()
            return
        answer: dict[str, Any] = json.loads(line)
        if "broken" in answer:
            raise ReadersFailed(answer["broken"])
        del self._asked[answer["sha256"]]
        refused = answer["refused"]
        self._answers[answer["sha256"]] = Refused(answer["kind"], Unreadable(*refused)) if refused else None
        self._fruitless = False

    def _begin_again(self) -> None:
        """The process was ended by somebody: what it had not answered is asked of another. One that never answers is given up."""
        assert self._process is not None
        code = self._process.wait()
        self.close()
        if self._fruitless:
            raise ReadersFailed(f"The process that reads documents ends before it has read one (exit code {code}).")
        self._fruitless = True
        self._wanted.extendleft(reversed(self._asked))
        self._asked.clear()

    @property
    def _input(self) -> IO[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", WORKER, str(self._warehouse.root.absolute()), json.dumps(asdict(self._limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=PROJECT_ROOT,
                # a process with threads of its own cannot be forked safely
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            )
        assert self._process.stdin is not None
        return self._process.stdin
