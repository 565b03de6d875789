"""The process that holds Great Expectations, as its owner sees it.

Importing Great Expectations takes four seconds and 180 MB. A run starts this process first and does its own work meanwhile, so that the
judge is ready by the time it is asked; the two speak JSON, one object a line.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from orchestration.settings import PROJECT_ROOT

PATIENCE = 30.0
"""Seconds that the judge may still take to finish its pages after it was asked to stop."""


class JudgeFailed(RuntimeError):
    """The judge could not judge; the message says why. This is never a verdict."""


class JudgeProcess:
    """A running judge. Start it early, close it always; a context manager does both."""

    def __init__(self, data_docs: Path) -> None:
        """Start the process. `data_docs` is the folder in which it keeps its pages and their history."""
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "orchestration.judge", str(data_docs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT_ROOT,
            text=True,
            encoding="utf-8",
        )

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request (see `orchestration.judge.__main__`). Raises JudgeFailed."""
        try:
            self._input.write(json.dumps(request, ensure_ascii=False) + "\n")
            self._input.flush()
            line = self._output.readline()
        except OSError as error:
            raise JudgeFailed(f"The judge stopped before it was asked: {error}") from error
        if not line:
            raise JudgeFailed(f"The judge stopped without an answer (exit code {self._process.wait()}).")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise JudgeFailed(f"The judge could not evaluate suite {request['suite']['name']}: {answer['error']}")
        return answer

    def close(self) -> None:
        """Let the process finish its pages and wait for its end."""
        if self._process.returncode is not None:
            return
        self._input.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()

    def __enter__(self) -> JudgeProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _input(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout
