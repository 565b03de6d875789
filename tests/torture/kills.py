"""The killing and the looking. All libraries are loaded once; every run is a fork, so that its time is the run's own."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from orchestration import companion
from orchestration.release import in_force, proof
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import open_database

from . import companions

if TYPE_CHECKING:
    import duckdb

SAMPLE = next(SAMPLE_FOLDER.glob("*.txt"))
EVERY = 10
"""Kills after which a run is let go to its end."""
DYING = 30.0
"""Seconds that killed processes may take to be gone."""
FRESH = 25
"""Kills after which the warehouse is a new one, so that runs do not grow with what those before them left."""


@dataclass
class Tally:
    """What was done and what was found: `torn` counts faults of releases, `lost` documents, `stuck` runs that were let go and failed.
    `wrong` says each in words, and is empty where all is well."""

    kills: int = 0
    ended_first: int = 0
    runs: int = 0
    documents: int = 0
    torn: int = 0
    lost: int = 0
    stuck: int = 0
    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, told: dict[str, Any]) -> Tally:
        """From its fields."""
        return cls(**told | {"states": Counter(told["states"])})

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __str__(self) -> str:
        states = ", ".join(f"{number} {state}" for state, number in sorted(self.states.items()))
        return (
            f"{self.kills} kills ({self.ended_first} runs had ended before), {self.runs} runs let go, {self.documents} documents; "
            f"builds found: {states or 'none'}; "
            f"torn releases: {self.torn}, lost documents: {self.lost}, runs that needed help: {self.stuck}"
        )


def torture(folder: Path, kills: int, seed: int, at_once: int = 1, minutes: float | None = None) -> Iterator[Tally]:
    """Kill so many runs in warehouses under `folder`, in some of them `at_once`, each by a process of its own; the tally of all so far
    after each warehouse. Begins with no other once something was wrong or so many `minutes` are over."""
    until = None if minutes is None else time.monotonic() + 60 * minutes
    tally = Tally()

    def one(begun: int) -> Tally:
        if tally.wrong or (until is not None and time.monotonic() > until):
            return Tally()
        command = [sys.executable, "-m", f"{__package__}.warehouse", str(folder / f"{begun:05d}")]
        seed_here = f"{seed}/{begun}"
        done = subprocess.run([*command, str(min(FRESH, kills - begun)), seed_here], stdout=subprocess.PIPE, text=True, check=True)
        found = Tally.of(json.loads(done.stdout))
        return replace(found, wrong=[f"{seed_here}: {each}" for each in found.wrong])

    with ThreadPoolExecutor(at_once) as pool:
        for found in pool.map(one, range(0, kills, FRESH)):
            tally += found
            if found.kills or found.wrong:
                yield tally


def in_one_warehouse(place: Path, kills: int, seed: str) -> Tally:
    """Kill so many runs in a new warehouse under `place`."""
    companions.load()
    rng, tally = random.Random(seed), Tally()  # noqa: S311
    warehouse, inbox = Warehouse(place / "warehouse").create(), place / "inbox"
    inbox.mkdir()
    lasts = _to_the_end(warehouse, inbox, tally)
    registered = _look(warehouse, set(), tally)
    while tally.kills < kills and not tally.wrong:
        tally.documents += 1
        text = SAMPLE.read_text(encoding="utf-8").replace("云湖", f"云湖{tally.documents}")
        (inbox / f"{tally.documents:05d}.txt").write_text(text, encoding="utf-8")
        _killed(warehouse, inbox, rng.random() * lasts, tally)
        registered = _look(warehouse, registered, tally)
        if (tally.kills % EVERY == 0 or tally.kills == kills) and not tally.wrong:
            lasts = _to_the_end(warehouse, inbox, tally)
            registered = _look(warehouse, registered, tally)
    shutil.rmtree(place)
    return tally


def _start(warehouse: Warehouse, inbox: Path) -> int:
    process = os.fork()
    if not process:
        os.setsid()
        for stream, place in ((0, os.devnull), (1, _said(inbox)), (2, _said(inbox))):
            os.dup2(os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if stream == 1 else 0)), stream)
        code = 1
        try:
            from orchestration.dagster.run import run_main_job

            companion.subprocess = SimpleNamespace(  # type: ignore[assignment]
                Popen=companions.started, PIPE=subprocess.PIPE, TimeoutExpired=subprocess.TimeoutExpired
            )
            code = 0 if run_main_job([SAMPLE, *sorted(inbox.iterdir())], warehouse).release_id else 3
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return process


def _said(inbox: Path) -> Path:
    """Where the last run says what it has to say."""
    return inbox.with_name("said.txt")


def _to_the_end(warehouse: Warehouse, inbox: Path, tally: Tally) -> float:
    """A run as anyone would start it; seconds it took."""
    began = time.monotonic()
    _, status = os.waitpid(_start(warehouse, inbox), 0)
    tally.runs += 1
    if status:
        tally.stuck += 1
        tally.wrong.append(
            f"the run after kill {tally.kills} ended with {os.waitstatus_to_exitcode(status)}: {_said(inbox).read_text()[-2000:]}"
        )
    elif len(in_force(warehouse).description["inputs"]) != 1 + len(list(inbox.iterdir())):  # type: ignore[union-attr]
        tally.lost += 1
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
    tally.torn += len(faults)
    tally.wrong += [f"after kill {tally.kills}: {fault}" for fault in faults]
    seen = _apart(lambda: _registered(warehouse))
    tally.states[seen["state"]] += 1
    now = set(seen["documents"])
    tally.wrong += [f"document {each} was lost by kill {tally.kills}" for each in sorted(before - now)]
    tally.lost += len(before - now)
    missing = [each for each in seen["objects"] if not warehouse.object_path(each).is_file()]
    tally.lost += len(missing)
    tally.wrong += [f"the bytes of {each} were lost by kill {tally.kills}" for each in missing]
    return now


def _registered(warehouse: Warehouse) -> dict[str, Any]:
    con = _opened(warehouse)
    found = con.execute("select document_id, sha256 from raw.raw_document order by all").fetchall()
    state = con.execute("select state from meta.build").fetchone()
    con.close()
    return {"documents": [row[0] for row in found], "objects": [row[1] for row in found], "state": state[0] if state else "none"}


def _opened(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    """The build, once the system has taken down the last of the processes killed, which may take its time under load."""
    deadline = time.monotonic() + DYING
    while True:
        try:
            return open_database(warehouse.database)
        except WarehouseError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _apart(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    hears, tells = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.write(tells, json.dumps(work()).encode() + b"\n")
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(tells)
    with os.fdopen(hears) as answer:
        text = answer.read()
    os.waitpid(process, 0)
    told: dict[str, Any] = json.loads(text)
    return told
