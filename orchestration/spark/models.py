"""The dbt project on Spark: the same models with the target `spark`, then into the build database, where seeds are and tests run."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.judge import suites, waivers
from orchestration.model import manifest, run
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.release.contents import identifier, quoted
from orchestration.settings import REFERENCE_FOLDER
from orchestration.spark import raw
from orchestration.spark.session import Store
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database

if TYPE_CHECKING:
    import duckdb
    from dbt_common.events.base_types import EventMsg
    from pyspark.sql import SparkSession

Node = dict[str, Any]
Told = Callable[[NodeResult], None]
_KINDS = {"varchar": "string", "integer": "int"}
"""Types of the reference data that Spark calls otherwise."""


def build_models(
    spark: SparkSession, warehouse: Warehouse, select: list[str] | None = None, on_result: Told = lambda _: None
) -> ModelsFailed | None:
    """Build every model on Spark over the raw Parquet, and gather what suites and releases are about; see `orchestration.model.run`."""
    if select:
        return ModelsFailed("On Spark all models are built, or none: choose all of them, or the engine duckdb.")
    accepted = waivers.prepare(warehouse)
    _forget_tables(warehouse)
    with build_database(warehouse) as con:
        build_id = build.start_modelling(con)
        work = replace(delta.plan(con, manifest.digest(), accepted, run.released(con, warehouse)), anew=True)
        delta.touch(con, [row[0] for row in con.execute("select document_id from raw.raw_document").fetchall()])
        raw.offer(spark, Store.of(warehouse), con)
    # Dagster takes no model for made before the seeds are.
    if failure := run.build_batch(warehouse, (), "", ["resource_type:seed"], on_result, tells_all=True):
        return failure
    _offer_reference(spark, accepted)
    with _told({"JUESUAN_WAIVERS": str(accepted), "JUESUAN_BATCH": ""}):
        failure = _run(warehouse, on_result)
    if failure:
        return failure
    with build_database(warehouse) as con:
        views = gather(spark, con)
    if failure := _tested(warehouse, views, on_result):
        return failure
    with build_database(warehouse) as con:
        delta.mark_modelled(con, work)
        build.mark_modelled(con, build_id)
    return None


def _run(warehouse: Warehouse, on_result: Told) -> ModelsFailed | None:
    from dbt.cli.main import dbtRunner

    def note(event: EventMsg) -> None:
        if event.info.name in run.RESULTS:
            on_result(NodeResult(run.plain(event)))

    parsed = manifest.load(manifest.SPARK)
    outcome = dbtRunner(manifest=parsed, callbacks=[note]).invoke(
        ["run", "--target", manifest.SPARK, *run.settings(warehouse.database.parent / "dbt"), "--no-write-json", "--threads", "1"]
    )
    return None if outcome.success else run.failure_of(outcome)


def _tested(warehouse: Warehouse, views: list[str], on_result: Told) -> ModelsFailed | None:
    """The tests of the models in the build database, where views that suites read are made too."""

    def note(result: NodeResult) -> None:
        if not result.unique_id.startswith("model."):  # of those Spark has told
            on_result(result)

    return run.build_batch(warehouse, (), "", ["resource_type:test", *views], note, tells_all=True)


def gather(spark: SparkSession, con: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table that is kept from build to build or read by a suite, in the types of its contract and with its comments. Returns the
    names of the views that suites read, which the build database can make itself."""
    read = _read_by_suites()
    views = []
    for node in _models():
        name = f"{node['schema']}.{node['alias']}"
        if node["config"]["materialized"] == "view":
            views += [node["name"]] if name in read else []
        elif node["config"]["meta"].get("kept") or name in read:
            _gather(spark, con, node, name)
    return views


def _gather(spark: SparkSession, con: duckdb.DuckDBPyConnection, node: Node, name: str) -> None:
    table = spark.table(name)
    described = node["columns"]
    types = {field: (described.get(field) or {}).get("data_type") for field in table.columns}
    chosen = ", ".join(f"cast({identifier(c)} as {t}) as {identifier(c)}" if t else identifier(c) for c, t in types.items())
    con.execute(f"create schema if not exists {node['schema']}")
    con.register("gathered", raw.dataset(table.inputFiles()) if table.inputFiles() else table.toArrow())
    con.execute(f"create or replace table {name} as select {chosen} from gathered")  # noqa: S608
    con.unregister("gathered")
    con.execute(f"comment on table {name} is {quoted(node['description'])}")
    for column in described.values():
        con.execute(f"comment on column {name}.{identifier(column['name'])} is {quoted(column['description'])}")


def _models() -> list[Node]:
    nodes = manifest.read()["nodes"].values()
    return sorted((node for node in nodes if node["resource_type"] == "model"), key=lambda node: str(node["unique_id"]))


def _read_by_suites() -> set[str]:
    """Tables that the suites' queries name beyond those of a release."""
    return {name for query in suites.queries() for name in re.findall(r"\b(?:staging|intermediate)\.\w+", query)}


def _forget_tables(warehouse: Warehouse) -> None:
    """A session's catalogue begins empty, and will not make a table where files of another lie."""
    place = Store.of(warehouse).tables
    if "://" not in place:
        shutil.rmtree(place, ignore_errors=True)


def _offer_reference(spark: SparkSession, accepted: Path) -> None:
    """Seeds and waivers as tables: dbt-spark would put their text into INSERT statements without quoting it."""
    spark.sql("create schema if not exists reference")
    for node in manifest.read()["nodes"].values():
        if node["resource_type"] == "seed":
            types = {name: _KINDS.get(kind, kind) for name, kind in node["config"]["column_types"].items()}
            _table(spark, f"reference.{node['alias']}", REFERENCE_FOLDER / f"{node['name']}.csv", types)
    _table(spark, "reference.kept_waivers", accepted, dict.fromkeys(waivers.COLUMNS, "string"))


def _table(spark: SparkSession, name: str, path: Path, types: dict[str, str]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: list[tuple[Any, ...]] = [tuple(row[column] or None for column in types) for row in csv.DictReader(file)]
    text = ", ".join(f"{column} string" for column in types)
    frame = spark.createDataFrame(rows, text).selectExpr(*(f"cast({column} as {kind}) as {column}" for column, kind in types.items()))
    frame.coalesce(1).write.mode("overwrite").saveAsTable(name)


@contextmanager
def _told(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
