"""The account of what a release changed against the one before."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from orchestration.release import publish
from orchestration.warehouse import Warehouse
from tests.release.conftest import KEYS
from tests.release.test_publish import read

Passed = Callable[..., str]
CHANGES = "select table_name, key, change, what from quality.fct_release_change"


def test_the_first_release_changes_nothing(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    assert read(publish.publish(con, warehouse, KEYS).release.marts, CHANGES) == []


def test_rows_are_followed_by_their_keys(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    publish.publish(con, warehouse, KEYS)
    passed(
        "update marts.fct_spending set final_cny = 13.00 where spending_id = 'aaaa/1'",
        "delete from marts.fct_spending where spending_id = 'aaaa/2'",
        "insert into marts.fct_spending values ('aaaa/3', 'aaaa', null)",
    )
    assert read(publish.publish(con, warehouse, KEYS).release.marts, CHANGES) == [
        ("marts.fct_spending", "aaaa/1", "changed", "final_cny: 12.50 → 13.00"),
        ("marts.fct_spending", "aaaa/2", "removed", None),
        ("marts.fct_spending", "aaaa/3", "added", None),
    ]


def test_a_table_without_a_key_shows_rows_that_come_and_go(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    publish.publish(con, warehouse, KEYS)
    passed("update quality.fct_finding set severity = 'warning' where finding_id = 'f2'")
    assert read(publish.publish(con, warehouse, KEYS).release.marts, CHANGES) == [
        ("quality.fct_finding", "f2/aaaa/info", "removed", None),
        ("quality.fct_finding", "f2/aaaa/warning", "added", None),
    ]


def test_columns_and_tables_that_come_and_go_are_told(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    publish.publish(con, warehouse, KEYS)
    passed("alter table marts.fct_spending add column share integer", "create table marts.mart_new as select 1 as id")
    told = read(publish.publish(con, warehouse, KEYS).release.marts, CHANGES)
    assert ("marts.fct_spending", "", "added", "column share") in told
    assert ("marts.mart_new", "", "added", "table of 1 rows") in told
