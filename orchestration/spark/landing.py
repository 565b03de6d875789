"""Reading and observing on Spark: a list of files goes out to the executors, rows of the raw tables come back as Parquet.

Each executor reads as `juesuan run` does on one machine: the same store, though a passing one of its own, the same process for hostile
files, the same recognition, the same grammar. Files are listed first and opened by the executors, not by Spark's `binaryFile`: that source
leaves out names that begin with an underscore without a word, and loads a file whole before anybody can say that it is too large.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import read
from orchestration.observe import land as observed
from orchestration.observe.observe import REFERENCE, observe
from orchestration.observe.vocabulary import Vocabulary, load
from orchestration.read.readers import Readers
from orchestration.register import landing
from orchestration.register.intake import Skipped, copy_in, files, safe_name
from orchestration.spark.session import Store
from orchestration.warehouse import Warehouse
from orchestration.warehouse.tables import BIGINT, BOOLEAN, DECIMAL, INTEGER, RAW_TABLES, TEXT, Table

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

BATCH_COLUMN = "batch"
"""Partition of the raw Parquet: the build that landed it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a run is to take in: where it is, and the name it is known by."""

    uri: str
    name: str


def listing(paths: Sequence[Path | str]) -> tuple[list[Listed], list[Skipped]]:
    """The files that paths and addresses such as `s3://bucket/2024` mean. Raises BadPath for a path that leads nowhere."""
    local = [path for path in paths if "://" not in str(path)]
    found, skipped = files(local) if local else ([], [])
    remote = [listed for path in paths if "://" in str(path) for listed in _remote(str(path))]
    return [Listed(str(file.absolute()), safe_name(file.name)) for file in found] + remote, skipped


def land(spark: SparkSession, listed: Sequence[Listed], warehouse: Warehouse, batch: str) -> DataFrame:
    """Read and observe every file listed, and write the rows of all raw tables as one more batch of the raw Parquet.

    Returns raw_document of this batch. The same content under several names is one document under the first of them.
    """
    from pyspark.sql import functions as f

    store = Store.of(warehouse)
    # One slice a few documents: a slow one holds up its neighbours only.
    slices = max(min(len(listed) // 8, 100_000), 1)
    wanted = spark.createDataFrame([(each.uri, each.name) for each in listed], "uri string, name string").repartition(slices)
    whole = wanted.mapInPandas(_read, _nested(RAW_TABLES))
    place = f"{store.raw}/nested/{BATCH_COLUMN}={batch}"
    whole.write.mode("overwrite").parquet(place)
    nested = spark.read.schema(_nested(RAW_TABLES)).parquet(place)
    for table in RAW_TABLES:
        rows = nested.select(f.explode(table.name).alias("row")).select("row.*")
        if table is RAW_TABLES[0]:
            names = rows.groupBy("document_id").agg(f.min("source_name").alias("first_name"))
            rows = rows.join(names, "document_id").withColumn("source_name", f.col("first_name")).drop("first_name")
            rows = rows.dropDuplicates(["document_id"])
        else:
            rows = rows.dropDuplicates(list(table.key))
        rows.select([column.name for column in table.columns]).write.mode("overwrite").parquet(batch_folder(store, table, batch))
    return spark.read.parquet(batch_folder(store, RAW_TABLES[0], batch))


def batch_folder(store: Store, table: Table, batch: str) -> str:
    """Where the rows of one table from one run lie."""
    return f"{store.raw}/{table.name}/{BATCH_COLUMN}={batch}"


def _read(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """On an executor: files by address become one row a document, with a list of rows for each raw table."""
    import pandas as pd

    words, version = load(REFERENCE), observed.version()
    with tempfile.TemporaryDirectory(prefix="juesuan-") as place:
        warehouse = Warehouse(Path(place)).create()
        with read.guarded(warehouse) as readers:
            for frame in frames:
                for uri, name in zip(frame["uri"], frame["name"], strict=True):
                    rows = _document(uri, name, warehouse, readers, words, version)
                    yield pd.DataFrame({table: [found] for table, found in rows.items()})


def _document(
    uri: str, name: str, warehouse: Warehouse, readers: Readers, words: Vocabulary, version: str
) -> dict[str, list[dict[str, Any]]]:
    """All rows of one file, by table."""
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in RAW_TABLES}
    arrival = copy_in(_open(uri), name, warehouse)
    row = landing.blank(arrival) | {"source_name": name}
    document: read.Document | read.Refused | None = None
    if arrival.stored:
        ((_, document),) = readers.read([arrival.sha256])
        row |= landing.told(document, name)
    else:
        row |= landing.too_large(arrival)
    if isinstance(document, read.Document) and row["intake_status"] == "read":
        rows["raw_text"] = [{"document_id": arrival.document_id, "text": document.text}]
        seen = observe(document, row["fiscal_year"], row["organisation_name"] or "", words)
        rows |= {table.name: found for table, found in observed.rows(arrival.document_id, seen).items()}
        row["observer_version"] = version
    rows["raw_document"] = [row]
    for held in (warehouse.object_path(arrival.sha256), warehouse.document_path(read.VERSION, arrival.sha256)):
        held.unlink(missing_ok=True)
    return {table.name: [_fields(each, table) for each in rows[table.name]] for table in RAW_TABLES}


def _fields(row: dict[str, Any], table: Table) -> dict[str, Any]:
    return {column.name: row.get(column.name) for column in table.columns}


def _nested(tables: Sequence[Table]) -> StructType:
    from pyspark.sql.types import ArrayType, StructField, StructType

    return StructType([StructField(table.name, ArrayType(struct(table))) for table in tables])


def struct(table: Table) -> StructType:
    """The columns of a raw table in Spark's types."""
    from pyspark.sql import types

    kinds = {
        TEXT: types.StringType(),
        INTEGER: types.IntegerType(),
        BIGINT: types.LongType(),
        BOOLEAN: types.BooleanType(),
        DECIMAL: types.DecimalType(24, 6),
    }
    return types.StructType([types.StructField(column.name, kinds[column.type], column.nullable) for column in table.columns])


def _remote(uri: str) -> Iterator[Listed]:
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(uri)
    scheme = uri.partition("://")[0]
    for info in system.get_file_info(fs.FileSelector(root, recursive=True)):
        if info.type == fs.FileType.File and not info.base_name.startswith((".", "~$")):
            yield Listed(f"{scheme}://{info.path}", safe_name(posixpath.basename(info.path)))


def _open(uri: str) -> Any:
    if "://" not in uri:
        return Path(uri).open("rb")
    from pyarrow import fs

    system, path = fs.FileSystem.from_uri(uri)
    return system.open_input_file(path)
