"""The Spark session of a run, and where Spark keeps its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse, WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "JUESUAN_SPARK_MASTER"
"""Variable that names the cluster; `local[2]` by default."""
STORE = "JUESUAN_SPARK_STORE"
"""Variable that names the folder or object store for Spark's Parquet; `spark/` in the warehouse by default. All executors must reach it."""

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    # DuckDB takes a backslash in a literal for a backslash: so does Spark then, and a pattern is written once for both.
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Rows of one document at a time are handed over: a batch of the default 10,000 would be a node's memory.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "32",
    "spark.sql.sources.default": "parquet",
    "spark.sql.sources.partitionOverwriteMode": "dynamic",
    # With the progress bar dagster-dbt loses events without a word.
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
}
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "2g",
}


class SparkMissing(WarehouseError):
    """The optional packages or Java are not installed; the message says how to get them."""


@dataclass(frozen=True, slots=True)
class Store:
    """Spark's own folder: raw Parquet that is kept from run to run, tables that are made anew by every run."""

    root: str

    @classmethod
    def of(cls, warehouse: Warehouse) -> Store:
        return cls((os.environ.get(STORE) or str(warehouse.root / "spark")).rstrip("/"))

    @property
    def raw(self) -> str:
        return f"{self.root}/raw"

    @property
    def tables(self) -> str:
        return f"{self.root}/tables"


@contextmanager
def session(warehouse: Warehouse) -> Iterator[SparkSession]:
    """The session for the time of a step; the Java process behind it stays for the next step of this run.

    Raises SparkMissing.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkMissing("The engine spark needs the optional packages: pip install '.[spark]', and Java 17.") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER, "local[2]")
    builder = SparkSession.builder.appName("juesuan").config("spark.executorEnv.PYTHONPATH", str(PROJECT_ROOT))
    if master.startswith("sc://"):
        builder = builder.remote(master)
    else:
        builder = builder.master(master).config("spark.sql.warehouse.dir", Store.of(warehouse).tables)
    for key, value in (_SETTINGS | (_LOCAL if master.startswith("local") else {})).items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise SparkMissing(f"Spark does not start ({str(error).splitlines()[0]}). It needs Java 17.") from error
    yield spark
