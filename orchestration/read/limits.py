"""What reading one document may cost, and what is said of one that costs more. The one place that states these limits.

Limits on what a document may hold (pages, cells, members of an archive) stand with the reader that counts them: they give the better
reason, and these here are for what no reader foresees.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from orchestration.read.errors import Unreadable
from orchestration.settings import CORES


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the processes that read.

    `seconds`: of the clock and of the processor, for one document. The longest disclosure known takes 5 s; LibreOffice is given 25.
    `memory`: bytes of private memory of the process that reads one document. The largest disclosure known takes 200 MB.
    `grace`: seconds in which a process may take down what it started after it was told to end.
    `processes`: how many documents are read at the same time; reading is nothing but processor work.
    `plain`: bytes up to which plain text is read without a process of its own: decoding it is all there is, and cannot hurt.
    """

    seconds: int = 30
    memory: int = 1024**3
    grace: float = 1.0
    processes: int = 0
    plain: int = 4 * 1024**2

    def at_once(self) -> int:
        """How many documents are read at the same time: as many as there are processors for us, where not told otherwise."""
        return self.processes or CORES


_grants: list[Callable[[int, int], None]] = []


def grant_with(grant: Callable[[int, int], None]) -> None:
    """Say who may grant this process more than its limits; called once, by the process that reads under them."""
    _grants.append(grant)


def held() -> int:
    """Bytes of private memory of this process. A fork of it begins with as many, and a limit below that leaves it nothing."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmData:")[1].split()[0]) * 1024


def ask_for(seconds: int, memory: int) -> None:
    """Ask for so many seconds more, and for so much memory, for what is slow by nature. Where no limits are in force it says nothing."""
    for grant in _grants:
        grant(seconds, memory)


def too_slow(limits: Limits) -> Unreadable:
    return Unreadable(
        "too_slow",
        f"读取该文件超过 {limits.seconds} 秒的上限，已停止。",
        f"Reading the file was stopped at the limit of {limits.seconds} s.",
    )


def too_much_memory(limits: Limits) -> Unreadable:
    size = limits.memory // 1024**2
    return Unreadable(
        "too_much_memory",
        f"读取该文件所需内存超过 {size} MB 的上限，已停止。",
        f"Reading the file was stopped at the limit of {size} MB of memory.",
    )


def reader_died(how: str) -> Unreadable:
    """`how` names the signal or the exit code."""
    return Unreadable(
        "reader_died",
        f"读取程序在处理该文件时意外终止（{how}），文件可能已损坏或是恶意构造的。",
        f"The program that read the file died of it ({how}); the file may be damaged or made to do harm.",
    )


def reader_failed(error: Exception) -> Unreadable:
    """For what no reader should raise. Names the place, so that the defect can be found."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119
    what = f"{type(error).__name__}, {where}"
    return Unreadable(
        "reader_failed",
        f"读取程序无法处理该文件（{what}）；这是读取程序的缺陷，请报告。",
        f"The reader could not cope with the file ({what}); this is a defect of the reader, please report it.",
    )
