"""Building the models of a warehouse with dbt-core in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.judge import waivers
from orchestration.judge.evidence import SHOWN
from orchestration.model.manifest import PROJECT, TARGET, digest, load
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.release import in_force, proof
from orchestration.settings import CORES
from orchestration.warehouse import Warehouse, build, delta, glance
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.glance import Glance

if TYPE_CHECKING:
    import duckdb
    from dbt_common.events.base_types import EventMsg


RESULTS = frozenset({"LogModelResult", "LogTestResult", "LogSeedResult"})

Told = Callable[[NodeResult], None]


def warm_up() -> None:
    """Import all that a build needs, read the parsed project and have dbt look through its settings, so that no build waits for it.

    dbt's classes are told to write their readers and writers when one is first used: writing those of all 180 at the import takes half a
    second of processor time, and a build uses a fraction. Listing one seed touches no database, and takes 0.4 s off the first build.
    """
    from mashumaro.config import BaseConfig

    BaseConfig.lazy_compilation = True
    import dbt.adapters.duckdb
    import dbt.task.build  # noqa: F401
    from dbt.cli.main import dbtRunner

    dbtRunner(manifest=load()).invoke(["list", *settings(TARGET), "--select", "units"])


def build_models(warehouse: Warehouse, select: list[str] | None = None, on_result: Told = lambda _: None) -> ModelsFailed | None:
    """Build models, seeds and data tests into the build database, and mark the build as modelled when all of them succeeded.

    Only documents that changed are worked on, and others of the same bodies; all of them when anything that makes the tables has changed.
    `select` names what to build in dbt's syntax, everything by default; a partial build is never marked as complete. `on_result` is told
    of every result as soon as it is there, of failed tests at the end, with their rows; of several batches the last one tells how each
    node fared, or the one that failed. The database must not be open in any other process. Returns the failure where something failed.
    """
    with build_database(warehouse) as con:
        build_id = build.start_modelling(con)
        work = delta.plan(con, digest(), waivers.prepare(warehouse), released(con, warehouse))
    # What is chosen is built with the steps on its way and the views, which hold and show the documents of a batch.
    passing = ("config.schema:intermediate", "config.materialized:view")
    chosen = [*select, *(f"+{each},{kind}" for each in select for kind in passing)] if select else None
    for number, batch in enumerate(work.batches):
        is_last = number == len(work.batches) - 1
        failure = build_batch(warehouse, batch, _mode(work, number, chosen), chosen, on_result, tells_all=is_last)
        if failure:
            return failure
    if not select:
        with build_database(warehouse) as con:
            con.begin()
            delta.mark_modelled(con, work)
            build.mark_modelled(con, build_id)
            con.commit()
    return None


def released(con: duckdb.DuckDBPyConnection, warehouse: Warehouse) -> str:
    """The id of the release in force where its marts are as they were published, so that another can take them over; empty without one."""
    former = in_force(warehouse)
    return former.release_id if former and proof.is_as_published(former, delta.base(con).marts_file) else ""


def build_batch(
    warehouse: Warehouse, batch: Sequence[str], mode: str, select: list[str] | None, on_result: Told, *, tells_all: bool
) -> ModelsFailed | None:
    """One call of dbt, for the documents of a batch, in a mode of `overrides/batch.sql`."""
    from dbt.cli.main import dbtRunner

    with build_database(warehouse) as con:
        delta.start(con, batch)
    failed: list[NodeResult] = []

    def note(event: EventMsg) -> None:
        if event.info.name in RESULTS:
            result = NodeResult(plain(event))
            if result.status == "fail":
                failed.append(result)
            elif tells_all or result.status == "error":
                on_result(replace(result, seen=_made(result)))

    # With few most of the work is dbt's own in Python, and DuckDB uses all cores for a query anyway: one document takes 4.5 seconds for 75
    # nodes, 5.0 with two threads and 8.2 with four. With many the queries that use one core only would leave the other idle.
    threads = 1 if len(batch) <= delta.FEW else 2
    with _database(warehouse, mode, max(CORES // threads, 1)):
        outcome = dbtRunner(manifest=load(), callbacks=[note]).invoke(_arguments(warehouse, mode, threads, select))
    if not outcome.success:
        _tell_with_rows(failed, outcome, warehouse, on_result)
        return failure_of(outcome)
    return None


def _mode(work: delta.Work, number: int, select: list[str] | None) -> str:
    """What dbt is told of a batch, as `overrides/batch.sql` has it. All documents in one batch need no telling apart; where not everything
    is built, some of what it refers to is not set aside."""
    if work.anew and number == 0:
        return "first" if len(work.batches) > 1 else ""
    return "few" if len(work.batches[number]) <= delta.FEW and not select else "more"


def _arguments(warehouse: Warehouse, mode: str, threads: int, select: list[str] | None) -> list[str]:
    """What dbt is told. Nothing is written into the checkout: artifacts lie beside the database they are about.

    No log of its own: its loggers format every event, whatever their level. Where tables are made anew, seeds are too: dbt would keep the
    columns that they had.
    """
    chosen = ["--select", *select] if select else []
    anew = [] if mode in ("more", "few") else ["--full-refresh"]
    told = [*settings(warehouse.database.parent / "dbt"), "--no-write-json", "--threads", str(threads)]
    return ["build", *told, "--exclude-resource-type", "unit_test", *anew, *chosen]


def settings(artifacts: Path) -> list[str]:
    """Where everything is, and that nothing is told to the screen, to a log or to anybody."""
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(artifacts), "--log-path", str(artifacts)]
    return [*places, "--log-level", "none", "--log-level-file", "none", "--no-version-check", "--no-send-anonymous-usage-stats"]


@contextmanager
def _database(warehouse: Warehouse, mode: str, cores: int) -> Iterator[None]:
    """Point dbt at the build database and at what reviewers accepted, with so many cores for a node, and have dbt let go of the file, which
    it does not do by itself."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    told = {
        "JUESUAN_DATABASE": str(warehouse.database),
        "JUESUAN_WAIVERS": str(waivers.prepare(warehouse)),
        "JUESUAN_BATCH": mode,
        "JUESUAN_CORES_EACH": str(cores),
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        DuckDBConnectionManager.close_all_connections()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def plain(event: EventMsg) -> dict[str, Any]:
    """An event of dbt as plain data."""
    from google.protobuf.json_format import MessageToDict

    plain: dict[str, Any] = MessageToDict(event, preserving_proto_field_name=True)
    return plain


def _made(result: NodeResult) -> Glance | None:
    """The table that a result is about, seen through dbt's own connection: another to the file could not be had meanwhile."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if result.table is None:
        return None
    with DuckDBConnectionManager.env().conn.cursor() as con:
        return glance.at_table(con, *result.table)


def _tell_with_rows(failed: list[NodeResult], outcome: Any, warehouse: Warehouse, on_result: Told) -> None:
    broken = [done for done in getattr(outcome.result, "results", ()) if str(done.status) == "fail"]
    queries = {done.node.unique_id: done.node.compiled_code for done in broken}
    with build_database(warehouse) as con:
        for result in failed:
            on_result(replace(result, seen=glance.at_query(con, queries[result.unique_id], SHOWN)))


def failure_of(outcome: Any) -> ModelsFailed:
    """What went wrong, by the names of the models and tests."""
    if outcome.exception is not None:
        return ModelsFailed(f"dbt stopped: {outcome.exception}")
    failed = [result for result in outcome.result.results if str(result.status) in ("error", "fail")]
    return ModelsFailed("\n".join(f"{result.node.name}: {(result.message or result.status).strip()}" for result in failed))
