"""A process beside a run, started early so that its imports are done by the time it is asked; the two speak JSON, one object a line.

Importing Great Expectations takes four seconds and dbt one and a half; together with Dagster's they would come one after the other.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Self

from orchestration.settings import PROJECT_ROOT

PATIENCE = 30.0
"""Seconds that a companion may still take to finish what it is at after it was asked to stop."""


class CompanionGone(RuntimeError):
    """The process ended without an answer; the message says how."""


class Companion:
    """A running `python -m MODULE`. Start it early, close it always; a context manager does both."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT_ROOT,
            text=True,
            encoding="utf-8",
        )

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The next answer to a request. Raises CompanionGone."""
        try:
            self._input.write(json.dumps(request, ensure_ascii=False) + "\n")
            self._input.flush()
        except OSError as error:
            raise CompanionGone(f"It stopped before it was asked: {error}") from error
        return self.listen()

    def listen(self) -> dict[str, Any]:
        """The next answer, where a request has several. Raises CompanionGone."""
        line = self._output.readline()
        if not line.endswith("\n"):
            raise CompanionGone(f"It stopped without an answer (exit code {self._process.wait()}).")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Let the process finish and wait for its end."""
        if self._process.returncode is not None:
            return
        with suppress(BrokenPipeError):  # of what a process never read that is gone
            self._input.close()
        self._output.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is KeyboardInterrupt:
            self._process.kill()
        self.close()

    @property
    def _input(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout


@contextmanager
def channel() -> Iterator[tuple[IO[bytes], Callable[[dict[str, Any]], None]]]:
    """In the companion: the requests, unbuffered, and what sends an answer.

    Whatever a library prints belongs with the errors: the real standard output carries answers only. An interruption is the owner's to
    deal with, whose end is the end of the requests.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, open(0, "rb", buffering=0) as requests:
        os.dup2(2, 1)

        def answer(message: dict[str, Any]) -> None:
            try:
                answers.write(json.dumps(message, ensure_ascii=False, default=str) + "\n")
                answers.flush()
            except BrokenPipeError:
                # Nobody is there any more to go on for.
                os._exit(1)

        yield requests, answer
