"""Many trials at once, in forks under the limits of reading: what ends a fork is a finding, and the next one goes on behind it."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from orchestration.imports import keep_for_good
from orchestration.observe.observe import REFERENCE
from orchestration.observe.vocabulary import load
from orchestration.read import Limits, load_readers
from orchestration.read.limits import held
from tests.fuzz.cases import case, warm
from tests.fuzz.trial import attempt

BATCH = 400
"""Cases that one fork tries: it starts from the same state each time, so what one leaves behind is gone soon."""


@dataclass(slots=True)
class Result:
    """What became of the cases: how often each end, what was wrong with which, the slowest one and the highest peak in bytes."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)
    peak: int = 0

    @property
    def cases(self) -> int:
        return sum(self.ends.values())


def run(numbers: range, processes: int, tell: Callable[[Result], None] = lambda _: None, most: float = float("inf")) -> Result:
    """Try the cases with these numbers, for `most` seconds at the most."""
    load_readers()
    warm()
    load(REFERENCE)
    keep_for_good()
    result = Result()
    waiting = [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)][::-1]
    under_way: dict[int, tuple[int, range]] = {}
    until = time.monotonic() + most
    while under_way or (waiting and time.monotonic() < until):
        while waiting and len(under_way) < processes and time.monotonic() < until:
            batch = waiting.pop()
            hears, tells = os.pipe()
            process = os.fork()
            if not process:
                os.close(hears)
                _try_and_exit(batch, tells)
            os.close(tells)
            under_way[process] = (hears, batch)
        process, (hears, batch) = next(iter(under_way.items()))
        done = _heard(hears, result)
        del under_way[process]
        _, status, usage = os.wait4(process, 0)
        result.peak = max(result.peak, usage.ru_maxrss * 1024)
        if done < len(batch):
            code = os.waitstatus_to_exitcode(status)
            how = signal.Signals(-code).name if code < 0 else f"exit {code}"
            result.ends[f"died {how}"] += 1
            result.wrong.append((batch[done], f"the process died: {how}"))
            if done + 1 < len(batch):
                waiting.append(batch[done + 1 :])
        tell(result)
    return result


def _heard(hears: int, result: Result) -> int:
    """How many cases of the batch came to their end."""
    done = 0
    with os.fdopen(hears) as answers:
        for line in answers:
            with contextlib.suppress(ValueError):  # a line broken off is not counted
                number, end, seconds = json.loads(line)
                done += 1
                result.ends[end.partition("\n")[0]] += 1
                result.slowest = max(result.slowest, (seconds, number))
                if end.startswith("WRONG"):
                    result.wrong.append((number, end))
    return done


def _try_and_exit(batch: range, tells: int) -> None:
    limits = Limits()
    memory = held() + limits.memory
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    faulthandler.disable()
    try:
        with os.fdopen(tells, "w", buffering=1) as answers:
            for answer in _tried(batch, limits.seconds):
                answers.write(json.dumps(answer) + "\n")
    finally:
        os._exit(0)


def _tried(batch: range, seconds: int) -> Iterator[tuple[int, str, float]]:
    for number in batch:
        began = time.monotonic()
        signal.alarm(seconds)  # nothing catches it: the process dies, as it does in earnest
        kind = "?"
        try:
            kind, data = case(number)
            end = f"{kind}: {attempt(data)}"
        except Exception:
            end = f"WRONG {kind}\n{traceback.format_exc(limit=-4)}"
        signal.alarm(0)
        yield number, end, time.monotonic() - began
