"""A release must never rest on a verdict about other data."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.warehouse import build, schema
from orchestration.warehouse.build import Verdict
from orchestration.warehouse.tables import RAW_TEXT


def judged(con: duckdb.DuckDBPyConnection, suite: str, *, failed: int = 0, evaluated: int = 3) -> None:
    current = build.current(con)
    assert current is not None
    build.record(con, Verdict(current.build_id, suite, failed == 0, evaluated, failed, build.now()))


def ready(con: duckdb.DuckDBPyConnection) -> str:
    build_id = build.begin(con, "run")
    assert build.start_modelling(con) == build_id
    build.mark_modelled(con, build_id)
    return build_id


def test_a_modelled_build_with_every_verdict_may_be_published(con: duckdb.DuckDBPyConnection) -> None:
    ready(con)
    judged(con, "landing")
    judged(con, "facts")
    assert build.reasons_not_to_publish(con, ["facts", "landing"]) == []


def test_nothing_landed_is_nothing_to_publish(con: duckdb.DuckDBPyConnection) -> None:
    assert build.reasons_not_to_publish(con, ["landing"]) == ["Nothing has been landed yet."]


def test_a_build_that_dbt_has_not_finished_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    build.begin(con)
    judged(con, "landing")
    assert "has not been modelled" in build.reasons_not_to_publish(con, ["landing"])[0]


def test_a_missing_failed_or_empty_verdict_is_a_reason_each(con: duckdb.DuckDBPyConnection) -> None:
    ready(con)
    judged(con, "failing", failed=1)
    judged(con, "vacuous", evaluated=0)
    reasons = build.reasons_not_to_publish(con, ["absent", "failing", "vacuous"])
    assert [reason.split()[1] for reason in reasons] == ["absent", "failing", "vacuous"]


def test_a_warehouse_without_any_suite_publishes_nothing(con: duckdb.DuckDBPyConnection) -> None:
    ready(con)
    assert build.reasons_not_to_publish(con, []) == ["There is no suite that could have judged the build."]


def test_changing_a_raw_table_makes_every_verdict_stale(con: duckdb.DuckDBPyConnection) -> None:
    ready(con)
    judged(con, "landing")
    with schema.changing(con):
        schema.put(con, RAW_TEXT, ["a"], [{"document_id": "a", "text": "甲"}])
    reasons = build.reasons_not_to_publish(con, ["landing"])
    assert len(reasons) == 2
    assert "has not judged build" in reasons[1]


def test_modelling_again_makes_every_verdict_stale(con: duckdb.DuckDBPyConnection) -> None:
    before = ready(con)
    judged(con, "landing")
    assert build.start_modelling(con) != before
    assert build.reasons_not_to_publish(con, ["landing"])


def test_a_build_replaced_while_dbt_ran_is_not_called_modelled(con: duckdb.DuckDBPyConnection) -> None:
    before = build.begin(con)
    build.begin(con)
    with pytest.raises(ValueError, match="was replaced by"):
        build.mark_modelled(con, before)


def test_a_second_verdict_of_a_suite_takes_the_place_of_the_first(con: duckdb.DuckDBPyConnection) -> None:
    ready(con)
    judged(con, "landing")
    judged(con, "landing", failed=2)
    assert build.reasons_not_to_publish(con, ["landing"]) == ["Suite landing failed: 2 of 3 expectations did not hold."]
