"""The Spark session of a run, and where Spark keeps its files."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse, WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "JUESUAN_SPARK_MASTER"
"""Variable that names the cluster, as Spark's own `--master`; all cores of this machine by default."""
STORE = "JUESUAN_SPARK_STORE"
"""Variable that names the folder or object store for Spark's Parquet; `spark/` in the warehouse by default. All executors must reach it."""

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    # DuckDB takes a backslash in a literal for a backslash: so does Spark then, and a pattern is written once for both.
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Rows of one document at a time are handed over: a batch of the default 10,000 documents would be a node's memory.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    # dbt-spark takes for Spark's default format what is Hive's.
    "spark.sql.sources.default": "parquet",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # Others on this machine have no business there; on a cluster its settings say.
    "spark.authenticate": "true",
    # On one machine a plan that is made once is faster than one that is made anew after every exchange.
    "spark.sql.adaptive.enabled": "false",
    # A machine that slept, or a process that was stopped for a while, is no executor that was lost.
    "spark.network.timeout": "86400s",
    "spark.executor.heartbeatInterval": "3600s",
}
_DRIVER_MEMORY = "JUESUAN_SPARK_MEMORY"


class SparkMissing(WarehouseError):
    """The optional packages or Java are not installed, or the cluster is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Store:
    """Spark's own files: raw Parquet that is kept from run to run, and tables that every run makes anew."""

    root: str

    @classmethod
    def of(cls, warehouse: Warehouse) -> Store:
        return cls((os.environ.get(STORE) or str(warehouse.root.absolute() / "spark")).rstrip("/"))

    @property
    def raw(self) -> str:
        return f"{self.root}/raw"

    @property
    def tables(self) -> str:
        return f"{self.root}/tables"


@contextmanager
def session(warehouse: Warehouse) -> Iterator[SparkSession]:
    """A session; nothing of it is left at the end, the Java process neither. Raises SparkMissing."""
    spark = _started(warehouse)
    try:
        yield spark
    finally:
        spark.stop()
        _end_java()
        shutil.rmtree(_scratch(warehouse), ignore_errors=True)


def _started(warehouse: Warehouse) -> SparkSession:
    # Said at every start; that reading and observing come out the same is tested.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkMissing("The engine spark needs its optional packages, pip install '.[spark]', and Java 17.") from error
    # A second Python on the way to the executors must be this one, and find this checkout.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER) or "local[*]"
    builder = SparkSession.builder.appName("juesuan").master(master)
    for key, value in _settings(warehouse, master).items():
        builder = builder.config(key, value)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        with _aside(warehouse):
            return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise SparkMissing(f"Spark does not start: {str(error).splitlines()[0]} It needs Java 17.") from error


def _settings(warehouse: Warehouse, master: str) -> dict[str, str]:
    store = Store.of(warehouse)
    settings = _SETTINGS | {
        "spark.sql.warehouse.dir": store.tables,
        "spark.executorEnv.PYTHONPATH": str(PROJECT_ROOT),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}",
    }
    if not master.startswith("local"):
        return settings
    named = master.partition("[")[2].rstrip("]").partition(",")[0]
    cores = int(named) if named.isdigit() else os.cpu_count() or 2
    return (
        settings
        | _LOCAL
        | {
            "spark.sql.shuffle.partitions": str(cores),
            "spark.driver.memory": os.environ.get(_DRIVER_MEMORY) or "2g",
            "spark.local.dir": str(_scratch(warehouse)),
        }
    )


def _end_java() -> None:
    """It would end with this process, but nobody would know when."""
    from pyspark import SparkContext

    gateway, SparkContext._gateway, SparkContext._jvm = SparkContext._gateway, None, None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


@contextmanager
def _aside(warehouse: Warehouse) -> Iterator[None]:
    """What Java says while it starts, and later, goes into a file of the build instead of over a run's own account."""
    before = os.dup(2)
    try:
        with warehouse.database.with_name("spark.log").open("wb") as log:
            os.dup2(log.fileno(), 2)
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _scratch(warehouse: Warehouse) -> Path:
    return warehouse.database.absolute().parent / "spark"
