"""The raw tables as Spark has them: Parquet, one partition for each time that documents were landed.

A document has exactly one row of raw_text in every batch that it is in, with the versions that made its rows. The latest batch with the
versions that raw_document names is the one that counts; a document that was withdrawn, or read anew, has none and so no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orchestration.spark.session import Store
from orchestration.warehouse import schema
from orchestration.warehouse.tables import (
    BIGINT,
    BOOLEAN,
    DECIMAL,
    INTEGER,
    RAW_DOCUMENT,
    RAW_OBSERVATION,
    RAW_SECTION,
    RAW_STATEMENT,
    RAW_TEXT,
    TEXT,
    Column,
    Table,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow.dataset as ds
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

LANDED = (RAW_TEXT, RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)
"""The tables that Spark keeps; raw_document is the build database's, and small."""
VERSIONS = (Column("reader_version", TEXT, ""), Column("observer_version", TEXT, ""))
TABLE, BATCH = "landed_table", "batch"
"""Names of the two levels of folders."""


def struct(columns: tuple[Column, ...]) -> StructType:
    """Columns in Spark's types. All may be null: what is not, DuckDB's tables say."""
    from pyspark.sql import types

    kinds = {
        TEXT: types.StringType(),
        INTEGER: types.IntegerType(),
        BIGINT: types.LongType(),
        BOOLEAN: types.BooleanType(),
        DECIMAL: types.DecimalType(24, 6),
    }
    return types.StructType([types.StructField(column.name, kinds[column.type]) for column in columns])


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table as they are kept here."""
    return (*table.columns, *VERSIONS) if table is RAW_TEXT else table.columns


def write(rows: DataFrame, store: Store) -> None:
    """Keep rows of all the tables, one below the other, each with the names of its table and batch."""
    rows.write.partitionBy(TABLE, BATCH).mode("append").parquet(store.raw)


def together() -> StructType:
    """The columns of all the tables, for rows of all of them: those that a row's own table has not are null."""
    columns = {column.name: column for table in LANDED for column in columns_of(table)}
    return struct((*columns.values(), Column(TABLE, TEXT, ""), Column(BATCH, INTEGER, "")))


def landed(spark: SparkSession, store: Store, table: Table) -> DataFrame:
    """All rows of a table in all batches, with the number of the batch; nothing where nothing was landed."""
    from pyspark.sql.types import IntegerType

    columns = struct(columns_of(table)).add(BATCH, IntegerType())
    place = f"{store.raw}/{TABLE}={table.name}"
    if not _exists(spark, place):
        return spark.createDataFrame([], columns)
    return spark.read.schema(columns).option("basePath", place).parquet(place)


def next_batch(spark: SparkSession, store: Store) -> int:
    """A number above those of all batches before."""
    last = landed(spark, store, RAW_TEXT).selectExpr(f"max({BATCH})").collect()[0][0]
    return int(last or 0) + 1


def files(spark: SparkSession, store: Store, table: Table, number: int) -> list[str]:
    """The addresses of the files of one batch of a table."""
    place = f"{store.raw}/{TABLE}={table.name}/{BATCH}={number}"
    return list(spark.read.parquet(place).inputFiles()) if _exists(spark, place) else []


def dataset(uris: Sequence[str], table: Table | None = None) -> ds.Dataset:
    """Parquet files as Arrow reads them, on whatever file system, as a table that may have none."""
    import pyarrow.dataset as ds
    from pyarrow.fs import FileSystem

    columns = schema.arrow(table) if table else None
    found = [FileSystem.from_uri(uri) for uri in uris]
    if not found:
        assert columns is not None, "of no files nobody can say what columns they have"
        return ds.dataset(columns.empty_table())
    return ds.dataset([path for _, path in found], schema=columns, filesystem=found[0][0], format="parquet")


def offer(spark: SparkSession, store: Store, con: duckdb.DuckDBPyConnection) -> None:
    """The raw tables under the names that the models know, each document's rows from the batch that counts.

    What the build database holds and Spark does not, because another engine landed it, is kept as one more batch.
    """
    spark.sql("create schema if not exists raw")
    documents = con.execute(f"select * from {RAW_DOCUMENT.qualified}").to_arrow_table()  # noqa: S608
    spark.createDataFrame(documents, struct(RAW_DOCUMENT.columns)).coalesce(1).write.mode("overwrite").saveAsTable(RAW_DOCUMENT.qualified)
    missing = _missing(spark, store)
    if missing:
        number = next_batch(spark, store)
        for table in LANDED:
            write(_copied(spark, con, table, missing, number), store)
    _held(spark, store)
    spark.sql(_CURRENT).coalesce(1).write.mode("overwrite").saveAsTable("raw.current_batch")
    for table in LANDED:
        _offer(spark, store, table)


_SAME = """
held.document_id = document.document_id
and held.reader_version <=> document.reader_version and held.observer_version <=> document.observer_version
"""
_CURRENT = f"""
select held.document_id, max(held.{BATCH}) as {BATCH}
from held inner join raw.raw_document as document on {_SAME}
where document.intake_status = 'read'
group by held.document_id
"""  # noqa: S608
_MISSING = f"""
select document.document_id
from raw.raw_document as document left anti join held on {_SAME}
where document.intake_status = 'read'
order by document.document_id
"""  # noqa: S608


def _held(spark: SparkSession, store: Store) -> None:
    names = ["document_id", *(column.name for column in VERSIONS), BATCH]
    landed(spark, store, RAW_TEXT).select(*names).createOrReplaceTempView("held")


def _missing(spark: SparkSession, store: Store) -> list[str]:
    _held(spark, store)
    return [row[0] for row in spark.sql(_MISSING).collect()]


def _copied(spark: SparkSession, con: duckdb.DuckDBPyConnection, table: Table, documents: list[str], number: int) -> DataFrame:
    """Rows of the build database; Spark's workers have no part in this, so that it takes them as fast as they are copied."""
    from pyspark.sql import functions as f

    columns = ", ".join(f"landed.{column.name}" for column in table.columns)
    versions = "".join(f", document.{column.name}" for column in VERSIONS) if table is RAW_TEXT else ""
    rows = con.execute(
        f"select {columns}{versions} from {table.qualified} as landed "  # noqa: S608
        f"inner join {RAW_DOCUMENT.qualified} as document on landed.document_id = document.document_id "
        "where landed.document_id in (select unnest(?::varchar[]))",
        [documents],
    ).to_arrow_table()
    frame = spark.createDataFrame(rows, struct(columns_of(table)))
    return frame.withColumn(TABLE, f.lit(table.name)).withColumn(BATCH, f.lit(number))


def _offer(spark: SparkSession, store: Store, table: Table) -> None:
    """A view over a table of files: only these have a place in a schema."""
    name = f"raw.landed_{table.name}"
    columns = ", ".join(f"{field.name} {field.dataType.simpleString()}" for field in struct(columns_of(table)))
    place = f"{store.raw}/{TABLE}={table.name}"
    spark.sql(f"create table {name} ({columns}, {BATCH} int) using parquet partitioned by ({BATCH}) location '{place}'")
    spark.sql(f"msck repair table {name}")
    chosen = ", ".join(f"landed.{column.name}" for column in table.columns)
    spark.sql(
        f"create or replace view {table.qualified} as select {chosen} from {name} as landed "  # noqa: S608
        f"inner join raw.current_batch as current on landed.document_id = current.document_id and landed.{BATCH} = current.{BATCH}"
    )


def _exists(spark: SparkSession, place: str) -> bool:
    """Whether there is such a folder, on whatever file system Spark knows."""
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path))
