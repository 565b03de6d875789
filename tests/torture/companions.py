"""A judge that is a fork of this process, which has loaded its libraries, in the place of one that has yet to load them for seconds."""

from __future__ import annotations

import os
import subprocess
import traceback
from pathlib import Path
from typing import Any

from orchestration.companion import channel
from orchestration.imports import defer, do_without


def load() -> None:
    """What a run and its judge import. The judge alone needs what the others do without."""
    defer("scipy.stats", "altair")
    import orchestration.judge.court

    do_without("pandas")
    import orchestration.definitions  # noqa: F401


def started(command: list[str], **options: Any) -> Any:
    """A companion as its owner asks for it. dbt's stays a process of its own: it reads by a thread, which no fork should be near."""
    return Forked(command) if command[2] == "orchestration.judge" else subprocess.Popen(command, **options)


class Forked:
    """As much of `subprocess.Popen` as a companion's owner asks for."""

    def __init__(self, command: list[str]) -> None:
        from orchestration.judge.__main__ import serve

        asked, asks = os.pipe()
        hears, answers = os.pipe()
        self.returncode: int | None = None
        self._pid = os.fork()
        if not self._pid:
            try:
                os.dup2(asked, 0)
                os.dup2(answers, 1)
                for end in (asked, asks, hears, answers):
                    os.close(end)
                with channel() as (requests, answer):
                    serve(requests, answer, Path(command[-1]))
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(asked)
        os.close(answers)
        self.stdin = os.fdopen(asks, "w", encoding="utf-8")
        self.stdout = os.fdopen(hears, encoding="utf-8")

    def wait(self, timeout: float | None = None) -> int:
        """Until it has ended; it has nothing that could keep it from that."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.returncode

    def kill(self) -> None:
        """Never needed: the whole group is killed at once."""
