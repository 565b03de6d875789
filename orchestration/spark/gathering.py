"""What Spark made, brought into the build database, where suites judge it and publication reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from orchestration.model import manifest
from orchestration.release.contents import identifier, quoted
from orchestration.warehouse import Warehouse, build, schema
from orchestration.warehouse.tables import RAW_TABLES

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import DataFrame, SparkSession

PUBLISHED = ("marts", "quality")


def gather_raw(con: duckdb.DuckDBPyConnection, spark: SparkSession) -> None:
    """All raw tables as Spark's views show them, in the place of what was there, in one transaction."""
    with schema.changing(con):
        for table in RAW_TABLES:
            columns = ", ".join(column.name for column in table.columns)
            con.execute(f"delete from {table.qualified}")  # noqa: S608
            offered = _rows(con, spark.table(table.qualified))
            con.execute(f"insert into {table.qualified} ({columns}) select {columns} from {offered}")  # noqa: S608


def gather_models(con: duckdb.DuckDBPyConnection, spark: SparkSession, warehouse: Warehouse) -> None:
    """Every table of marts and quality, in the types of its contract and with its comments; then the build is modelled."""
    build_id = build.start_modelling(con)
    nodes = manifest.read()["nodes"].values()
    for node in sorted(nodes, key=lambda node: str(node["unique_id"])):
        if node["resource_type"] == "model" and node["config"]["schema"] in PUBLISHED:
            _gather(con, spark, node)
    build.mark_modelled(con, build_id)


def _gather(con: duckdb.DuckDBPyConnection, spark: SparkSession, node: dict[str, Any]) -> None:
    name = f"{node['config']['schema']}.{node['alias']}"
    columns = node["columns"].values()
    cast = ", ".join(f"cast({identifier(column['name'])} as {column['data_type']}) as {identifier(column['name'])}" for column in columns)
    con.execute(f"create schema if not exists {node['config']['schema']}")
    con.execute(f"create or replace table {name} as select {cast} from {_files(con, spark.table(name))}")  # noqa: S608
    con.execute(f"comment on table {name} is {quoted(node['description'])}")
    for column in columns:
        con.execute(f"comment on column {name}.{identifier(column['name'])} is {quoted(column['description'])}")


def _files(con: duckdb.DuckDBPyConnection, table: DataFrame) -> str:
    """What DuckDB can read a table of Spark's from: its Parquet files where they are on this machine, else its rows."""
    places = [urlsplit(uri) for uri in table.inputFiles()]
    if places and all(place.scheme == "file" for place in places):
        return f"read_parquet([{', '.join(quoted(unquote(place.path)) for place in places)}])"
    return _rows(con, table)


def _rows(con: duckdb.DuckDBPyConnection, frame: DataFrame) -> str:
    con.register("offered", frame.toArrow())
    return "offered"
