"""How a run shows where it is: a live line for a person at a terminal, one line a step for a log."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.text import Text

from orchestration.cli import output


class Progress:
    """Told each step as it begins: `progress(step, detail)`. The step before is then done.

    Use as a context manager; on an exception the step under way is marked as failed.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = output.console(stderr=True)
        self._quiet = quiet
        self._step = ""
        self._since = 0.0
        self._status = self._console.status("", spinner="dots") if self._console.is_terminal and not quiet else None

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._status:
            self._status.stop()
        self._close("✓" if error is None else "✗")

    def __call__(self, step: str, detail: str = "") -> None:
        if step != self._step:
            self._close("✓")
            self._step, self._since = step, time.monotonic()
        if self._status:
            self._status.update(Text(f"{step}  {detail}"))

    def _close(self, mark: str) -> None:
        if self._step and not self._quiet:
            taken = time.monotonic() - self._since
            self._console.print(Text(f"{mark} {self._step:<20}{taken:6.1f} s"), soft_wrap=True)
        self._step = ""
