"""The dbt project on Spark: the same models, with the target `spark`, in the session of the run."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.model import manifest
from orchestration.model.run import ModelsFailed, NodeResult, invoke
from orchestration.settings import REFERENCE_FOLDER
from orchestration.spark.landing import BATCH_COLUMN, struct
from orchestration.spark.session import Store, session
from orchestration.warehouse import Warehouse
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_TABLES, Table

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TARGET = "spark"
_KINDS = {"varchar": "string", "integer": "int"}
"""Types of the reference data that Spark calls otherwise."""


def build(warehouse: Warehouse, on_result: Callable[[NodeResult], None] | None = None) -> tuple[list[NodeResult], ModelsFailed | None]:
    """Build every model on Spark over the raw Parquet; tests come later, on what is gathered. Returns what `build_models` does."""
    with session(warehouse) as spark:
        _forget_tables(warehouse)
        _offer_raw(spark, Store.of(warehouse))
        _offer_reference(spark)
        _offer_waivers(spark, warehouse.waivers)
        return invoke(warehouse, manifest.load(TARGET), on_result, ["run", "--target", TARGET])


def _forget_tables(warehouse: Warehouse) -> None:
    """A session's catalogue begins empty, and will not make a table where files of another lie."""
    import shutil

    place = Store.of(warehouse).tables
    if "://" not in place:
        shutil.rmtree(place, ignore_errors=True)


def _offer_raw(spark: SparkSession, store: Store) -> None:
    """The raw tables as views over all batches: of each document the rows of its latest one."""
    spark.sql("create schema if not exists raw")
    latest = (
        f"select document_id, max({BATCH_COLUMN}) as {BATCH_COLUMN}, min(source_name) as first_name "  # noqa: S608
        "from raw.landed_raw_document group by document_id"
    )
    for table in RAW_TABLES:
        _external(spark, store, table)
        columns = ", ".join(
            "latest.first_name as source_name" if (table, column.name) == (RAW_DOCUMENT, "source_name") else f"landed.{column.name}"
            for column in table.columns
        )
        spark.sql(
            f"create or replace view {table.qualified} as select {columns} from raw.landed_{table.name} as landed "  # noqa: S608
            f"inner join ({latest}) as latest "
            f"on landed.document_id = latest.document_id and landed.{BATCH_COLUMN} = latest.{BATCH_COLUMN}"
        )


def _external(spark: SparkSession, store: Store, table: Table) -> None:
    name = f"raw.landed_{table.name}"
    columns = ", ".join(f"{field.name} {field.dataType.simpleString()}" for field in struct(table))
    spark.sql(f"drop table if exists {name}")
    spark.sql(
        f"create table {name} ({columns}, {BATCH_COLUMN} string) using parquet "
        f"partitioned by ({BATCH_COLUMN}) location '{store.raw}/{table.name}'"
    )
    spark.sql(f"msck repair table {name}")


def _offer_reference(spark: SparkSession) -> None:
    """The seeds as tables: dbt-spark would put their text into INSERT statements without quoting it."""
    spark.sql("create schema if not exists reference")
    for node in manifest.read(TARGET)["nodes"].values():
        if node["resource_type"] == "seed":
            types = {name: _KINDS.get(kind, kind) for name, kind in node["config"]["column_types"].items()}
            _table(spark, f"reference.{node['alias']}", REFERENCE_FOLDER / f"{node['name']}.csv", types)


def _offer_waivers(spark: SparkSession, path: Path) -> None:
    columns = dict.fromkeys(("finding_id", "document_id", "rule_id", "reason", "reviewer", "waived_on"), "string")
    if path.is_file():
        _table(spark, "reference.kept_waivers", path, columns)


def _table(spark: SparkSession, name: str, path: Path, types: dict[str, str]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: list[tuple[Any, ...]] = [tuple(row[column] or None for column in types) for row in csv.DictReader(file)]
    text = ", ".join(f"{column} string" for column in types)
    frame = spark.createDataFrame(rows, text).selectExpr(*(f"cast({column} as {kind}) as {column}" for column, kind in types.items()))
    frame.write.mode("overwrite").saveAsTable(name)
