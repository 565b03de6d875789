"""A command as the machine feels it: seconds on the wall and on the processors, and the memory of it and all its children."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
CORES = len(os.sched_getaffinity(0))
JUESUAN = (sys.executable, "-m", "orchestration.cli")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and bytes at the peak over the whole tree of processes; `stderr` is what the command said."""

    wall: float
    processor: float
    peak: int
    stderr: str


def run(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> Cost:
    """Run to the end. Raises CalledProcessError where the command fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **(variables or {})}
    )
    peak = _Peak(process.pid)
    peak.start()
    stderr = process.communicate()[1]
    wall = time.monotonic() - began
    peak.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, stderr=stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, processor, peak.bytes, stderr)


class _Peak(threading.Thread):
    """Looks at a tree of processes ten times a second as long as its root lives."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self.bytes = 0

    def run(self) -> None:
        while (now := sum(map(_resident, _tree(self._root)))) > 0:
            self.bytes = max(self.bytes, now)
            time.sleep(0.1)


def _tree(root: int) -> list[int]:
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return []
    return [root, *(below for child in children for below in _tree(int(child)))]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
