"""The state of the build in the database, the verdicts about it, and whether it may be published.

Whoever publishes asks `reasons_not_to_publish` of the database itself: a verdict counts only for the very build it was made for.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import duckdb

State = Literal["landing", "modelled"]


@dataclass(frozen=True, slots=True)
class Build:
    """What is in the database now; `started_at` in UTC without zone."""

    build_id: str
    state: State
    started_at: datetime
    run_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one suite said of one build: how many expectations were evaluated and how many of them did not hold. `suites` is the digest of
    all suites as they were."""

    build_id: str
    suite: str
    passed: bool
    evaluated: int
    failed: int
    judged_at: datetime
    suites: str | None = None


def now() -> datetime:
    """This moment in UTC, without zone, as the meta tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def current(con: duckdb.DuckDBPyConnection) -> Build | None:
    """The build in the database, or None before anything was landed."""
    row = con.execute("select build_id, state, started_at, run_id from meta.build").fetchone()
    return Build(*row) if row else None


def begin(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> str:
    """Give the database a new build id in state `landing`, so that no verdict made before counts, and return it.

    Called by every change of a raw table. The run is the one before where none is given.
    """
    moment = now()
    build_id = f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    before = current(con)
    run = run_id if run_id is not None else before.run_id if before else ""
    con.execute("delete from meta.build")
    con.execute("insert into meta.build values (?, 'landing', ?, ?)", [build_id, moment, run])
    return build_id


def start_modelling(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> str:
    """Say that dbt is about to write, and return the build id it writes for.

    A build just landed keeps its id, and with it what the suites said of its raw tables; one that was modelled before becomes a new one.
    """
    before = current(con)
    return before.build_id if before and before.state == "landing" else begin(con, run_id)


def mark_modelled(con: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Say that facts, marts and check results of `build_id` are complete.

    Raises ValueError when another build has taken its place in the meantime.
    """
    before = current(con)
    if before is None or before.build_id != build_id:
        raise ValueError(f"build {build_id} was replaced by {before.build_id if before else 'nothing'} while it was being modelled")
    con.execute("update meta.build set state = 'modelled'")


def record(con: duckdb.DuckDBPyConnection, verdict: Verdict) -> None:
    """Keep a verdict, in the place of one of the same suite on the same build."""
    con.execute("delete from meta.verdict where build_id = ? and suite = ?", [verdict.build_id, verdict.suite])
    con.execute(
        "insert into meta.verdict (build_id, suite, passed, evaluated, failed, judged_at, suites) values (?, ?, ?, ?, ?, ?, ?)",
        [verdict.build_id, verdict.suite, verdict.passed, verdict.evaluated, verdict.failed, verdict.judged_at, verdict.suites],
    )


def verdicts(con: duckdb.DuckDBPyConnection, build_id: str) -> list[Verdict]:
    """The verdicts on one build, by suite."""
    columns = "build_id, suite, passed, evaluated, failed, judged_at, suites"
    rows = con.execute(f"select {columns} from meta.verdict where build_id = ? order by suite", [build_id]).fetchall()  # noqa: S608
    return [Verdict(*row) for row in rows]


def reasons_not_to_publish(con: duckdb.DuckDBPyConnection, suites: Iterable[str], digest: str | None = None) -> list[str]:
    """Why the build in the database may not be published, one sentence each; empty when it may.

    `suites` are all that must have passed, as the files in `expectations/` name them; naming none is itself a reason. With the `digest`
    of the suites as they are now, one that judged before they were changed has not judged.
    """
    required = sorted(set(suites))
    build = current(con)
    if build is None:
        return ["Nothing has been landed yet."]
    reasons = [] if required else ["There is no suite that could have judged the build."]
    if build.state != "modelled":
        reasons.append(f"Build {build.build_id} has not been modelled to its end.")
    made = {verdict.suite: verdict for verdict in verdicts(con, build.build_id)}
    for suite in required:
        verdict = made.get(suite)
        if verdict is None or (digest is not None and verdict.passed and verdict.suites != digest):
            reasons.append(f"Suite {suite} has not judged build {build.build_id}.")
        elif not verdict.passed or verdict.failed:
            reasons.append(f"Suite {suite} failed: {verdict.failed} of {verdict.evaluated} expectations did not hold.")
        elif not verdict.evaluated:
            reasons.append(f"Suite {suite} evaluated nothing.")
    return reasons
