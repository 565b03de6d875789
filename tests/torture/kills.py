"""The killing and the looking. All libraries are loaded once; every run is a fork, so that its time is the run's own."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestration.imports import do_without
from orchestration.release import in_force, proof
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import open_database

SAMPLE = next(SAMPLE_FOLDER.glob("*.txt"))
EVERY = 5
"""Kills after which a run is let go to its end."""


@dataclass
class Tally:
    """What was done and what was found. `wrong` is empty, or names what must not be."""

    kills: int = 0
    ended_first: int = 0
    runs: int = 0
    documents: int = 0
    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        states = ", ".join(f"{number} {state}" for state, number in sorted(self.states.items()))
        return (
            f"{self.kills} kills ({self.ended_first} runs had ended before), {self.runs} runs let go, {self.documents} documents; "
            f"builds found: {states or 'none'}; wrong: {len(self.wrong)}"
        )


def torture(folder: Path, kills: int, seed: int, told: Callable[[Tally], None] = lambda tally: None) -> Tally:
    """Kill so many runs in the warehouse `folder`; `told` is called after each."""
    _load()
    rng, tally = random.Random(seed), Tally()  # noqa: S311
    warehouse = Warehouse(folder / "warehouse").create()
    inbox = folder / "inbox"
    inbox.mkdir()
    longest = _to_the_end(warehouse, inbox, tally)
    registered: set[str] = set()
    while tally.kills < kills and not tally.wrong:
        tally.documents += 1
        text = SAMPLE.read_text(encoding="utf-8").replace("云湖", f"云湖{tally.documents}")
        (inbox / f"{tally.documents:05d}.txt").write_text(text, encoding="utf-8")
        _killed(warehouse, inbox, rng.random() * longest, tally)
        registered = _look(warehouse, registered, tally)
        if tally.kills % EVERY == 0 or tally.kills == kills:
            longest = max(longest, _to_the_end(warehouse, inbox, tally)) if not tally.wrong else longest
            registered = _look(warehouse, registered, tally)
        told(tally)
    return tally


def _load() -> None:
    do_without("pandas")
    import dbt.cli.main  # noqa: F401

    import orchestration.definitions  # noqa: F401


def _start(warehouse: Warehouse, inbox: Path) -> int:
    process = os.fork()
    if not process:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = 1
        try:
            from orchestration.dagster.run import run_main_job

            code = 0 if run_main_job([SAMPLE, *sorted(inbox.iterdir())], warehouse).release_id else 3
        finally:
            os._exit(code)
    return process


def _to_the_end(warehouse: Warehouse, inbox: Path, tally: Tally) -> float:
    """A run as anyone would start it; seconds it took."""
    began = time.monotonic()
    _, status = os.waitpid(_start(warehouse, inbox), 0)
    tally.runs += 1
    if status:
        tally.wrong.append(f"the run after kill {tally.kills} ended with {os.waitstatus_to_exitcode(status)}")
    elif len(in_force(warehouse).description["inputs"]) != 1 + len(list(inbox.iterdir())):  # type: ignore[union-attr]
        tally.wrong.append(f"the release after kill {tally.kills} does not hold every document")
    return time.monotonic() - began


def _killed(warehouse: Warehouse, inbox: Path, after: float, tally: Tally) -> None:
    process = _start(warehouse, inbox)
    time.sleep(after)
    os.killpg(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    tally.kills += 1
    tally.ended_first += not os.WIFSIGNALED(status)


def _look(warehouse: Warehouse, before: set[str], tally: Tally) -> set[str]:
    """What there is now, seen by a process of its own, since a fork must not inherit an open database."""
    release = in_force(warehouse)
    faults = proof.faults(release) if release else ["there is no release in force"]
    tally.wrong += [f"after kill {tally.kills}: {fault}" for fault in faults]
    seen = _apart(lambda: _registered(warehouse))
    tally.states[seen["state"]] += 1
    now = set(seen["documents"])
    tally.wrong += [f"document {each} was lost by kill {tally.kills}" for each in sorted(before - now)]
    missing = [each for each in seen["objects"] if not warehouse.object_path(each).is_file()]
    tally.wrong += [f"the bytes of {each} were lost by kill {tally.kills}" for each in missing]
    return now


def _registered(warehouse: Warehouse) -> dict[str, Any]:
    con = open_database(warehouse.database)
    found = con.execute("select document_id, sha256 from raw.raw_document order by all").fetchall()
    state = con.execute("select state from meta.build").fetchone()
    con.close()
    return {"documents": [row[0] for row in found], "objects": [row[1] for row in found], "state": state[0] if state else "none"}


def _apart(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    hears, tells = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.write(tells, json.dumps(work()).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(tells)
    with os.fdopen(hears) as answer:
        text = answer.read()
    os.waitpid(process, 0)
    told: dict[str, Any] = json.loads(text)
    return told
