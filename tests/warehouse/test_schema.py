"""Rows go in exactly as they are, or not at all."""

from __future__ import annotations

from dataclasses import make_dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.warehouse import build, schema
from orchestration.warehouse.tables import (
    BIGINT,
    BOOLEAN,
    DECIMAL,
    INTEGER,
    MOMENT,
    RAW_OBSERVATION,
    RAW_TABLES,
    RAW_TEXT,
    TABLES,
    TEXT,
    Table,
)

EXAMPLES = {TEXT: "甲", INTEGER: 7, BIGINT: 7, BOOLEAN: True, DECIMAL: Decimal("0.01"), MOMENT: build.now()}


def example(table: Table, **given_values: Any) -> dict[str, Any]:
    return {column.name: EXAMPLES[column.type] for column in table.columns} | given_values


def stored(con: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[Any, ...]]:
    return con.execute(f"select * from {table.qualified}").fetchall()


@pytest.mark.parametrize("table", RAW_TABLES, ids=lambda table: table.name)
def test_every_raw_table_takes_mappings_and_objects_alike(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    row = example(table)
    thing = make_dataclass("Thing", [*row, "more"])(**row, more="not a column")
    for given_row in (row, thing):
        with schema.changing(con):
            assert schema.put(con, table, ["甲"], [given_row]) == 1
        assert stored(con, table) == [tuple(row.values())]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals(min_value=Decimal("-1e17"), max_value=Decimal("1e17"), places=6), min_size=1))
def test_decimals_keep_every_digit(con: duckdb.DuckDBPyConnection, values: list[Decimal]) -> None:
    with schema.changing(con):
        schema.put(con, RAW_OBSERVATION, ["甲"], [example(RAW_OBSERVATION, ordinal=at, value=value) for at, value in enumerate(values)])
    assert con.execute("select value from raw.raw_observation order by ordinal").fetchall() == [(value,) for value in values]


def test_a_row_that_does_not_fit_changes_nothing(con: duckdb.DuckDBPyConnection) -> None:
    with schema.changing(con):
        schema.put(con, RAW_TEXT, ["a"], [{"document_id": "a", "text": "before"}])
    before = build.current(con)
    with pytest.raises(duckdb.ConstraintException), schema.changing(con):
        schema.put(con, RAW_TEXT, ["a"], [{"document_id": "a", "text": None}])
    assert stored(con, RAW_TEXT) == [("a", "before")]
    assert build.current(con) == before


def test_rows_of_other_documents_stay(con: duckdb.DuckDBPyConnection) -> None:
    with schema.changing(con):
        schema.put(con, RAW_TEXT, ["a", "b"], [{"document_id": name, "text": name} for name in "ab"])
    with schema.changing(con):
        assert schema.put(con, RAW_TEXT, ["a"], []) == 0
    assert stored(con, RAW_TEXT) == [("b", "b")]


def test_every_table_and_column_is_described_in_the_database(con: duckdb.DuckDBPyConnection) -> None:
    undescribed = con.execute("select table_name, column_name from duckdb_columns() where comment is null and not internal").fetchall()
    assert undescribed == []
    assert con.execute("select count(*) from duckdb_tables() where comment is not null").fetchone() == (len(TABLES),)


def test_creating_twice_keeps_what_is_there(con: duckdb.DuckDBPyConnection) -> None:
    build.begin(con)
    schema.create(con)
    assert build.current(con) is not None
