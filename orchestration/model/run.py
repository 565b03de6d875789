"""Building the models of a warehouse with dbt-core in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestration.judge import waivers
from orchestration.model.manifest import PROJECT, load
from orchestration.warehouse import Warehouse, build
from orchestration.warehouse.connection import build_database

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.events.base_types import EventMsg

_RESULTS = frozenset({"LogModelResult", "LogTestResult", "LogSeedResult"})


class ModelsFailed(Exception):
    """dbt did not finish; the message names the models or tests and what they said."""


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One model, seed or test: dbt's own event as plain data."""

    event: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.event["data"]["node_info"]["node_name"])


def build_models(
    warehouse: Warehouse, select: list[str] | None = None, on_result: Callable[[NodeResult], None] | None = None
) -> tuple[list[NodeResult], ModelsFailed | None]:
    """Build models, seeds and data tests into the build database, and mark the build as modelled when all of them succeeded.

    `select` names what to build in dbt's syntax, everything by default; a partial build is never marked as complete.
    The database must not be open in this process. Returns every result there was and, where something failed, the failure.
    """
    with build_database(warehouse) as con:
        build_id = build.start_modelling(con)
    chosen = ["--select", *select] if select else []
    with _database(warehouse):
        results, failure = invoke(warehouse, load(), on_result, ["build", "--exclude-resource-type", "unit_test", *chosen])
    if failure is None and not select:
        with build_database(warehouse) as con:
            build.mark_modelled(con, build_id)
    return results, failure


def invoke(
    warehouse: Warehouse, manifest: Manifest, on_result: Callable[[NodeResult], None] | None, command: list[str]
) -> tuple[list[NodeResult], ModelsFailed | None]:
    """Run one dbt command over the prepared project. Returns every result there was and, where something failed, the failure.

    Nothing is written into the checkout: artifacts lie beside the database they are about.
    One thread, since dbt's own work is Python's and DuckDB uses all cores for a query anyway: 4.5 seconds for 75 nodes against 5.0 with
    two and 8.2 with four. No log of its own: its loggers format every event, whatever their level.
    """
    from dbt.cli.main import dbtRunner

    results: list[NodeResult] = []

    def note(event: EventMsg) -> None:
        if event.info.name in _RESULTS:
            results.append(NodeResult(_plain(event)))
            if on_result:
                on_result(results[-1])

    artifacts = str(warehouse.database.parent / "dbt")
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", artifacts, "--log-path", artifacts]
    quiet = ["--log-level", "none", "--log-level-file", "none", "--no-version-check", "--no-send-anonymous-usage-stats", "--no-write-json"]
    outcome = dbtRunner(manifest=manifest, callbacks=[note]).invoke([*command, *places, *quiet, "--threads", "1"])
    return results, None if outcome.success else _failure(outcome)


@contextmanager
def _database(warehouse: Warehouse) -> Iterator[None]:
    """Point dbt at the build database and at what reviewers accepted, and have dbt let go of the file, which it does not do by itself."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    told = {"JUESUAN_DATABASE": str(warehouse.database), "JUESUAN_WAIVERS": str(waivers.prepare(warehouse))}
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


def _plain(event: EventMsg) -> dict[str, Any]:
    from google.protobuf.json_format import MessageToDict

    plain: dict[str, Any] = MessageToDict(event, preserving_proto_field_name=True)
    return plain


def _failure(outcome: Any) -> ModelsFailed:
    if outcome.exception is not None:
        return ModelsFailed(f"dbt stopped: {outcome.exception}")
    failed = [result for result in outcome.result.results if str(result.status) in ("error", "fail")]
    return ModelsFailed("\n".join(f"{result.node.name}: {(result.message or result.status).strip()}" for result in failed))
