"""What the UI shows when something is wrong: in words, with what to do, and with the rows that it is about."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb
import pytest
from dagster import AssetCheckResult, AssetKey, DagsterInstance, Failure

from orchestration.dagster import metadata
from orchestration.dagster.assets import _shown
from orchestration.dagster.failures import CURE, WRONG, in_words
from orchestration.dagster.jobs import MAIN
from orchestration.dagster.resources import WarehouseResource
from orchestration.definitions import build_defs
from orchestration.judge.process import JudgeFailed
from orchestration.judge.verdict import Judgement, Outcome
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.register import BadPath, register
from orchestration.warehouse import Warehouse, WarehouseError, glance
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.lock import WarehouseBusy

HARM = "<script>alert(1)</script> **bold**"


@pytest.mark.parametrize("kind", [BadPath, WarehouseBusy, WarehouseError, ModelsFailed, JudgeFailed])
def test_what_a_person_can_mend_is_said_with_its_cure(kind: type[Exception]) -> None:
    with pytest.raises(Failure) as told, in_words():
        raise kind(f"about {HARM}")
    assert told.value.description == f"about {HARM}"
    cure = told.value.metadata[CURE]
    assert type(cure).__name__ == "TextMetadataValue" and len(str(cure.value)) > 40


def test_the_page_of_a_failed_run_says_on_top_what_is_wrong_and_what_to_do(warehouse: Warehouse) -> None:
    """In the run's tags: the failure itself lies below others that it led to."""
    job = build_defs(warehouse=WarehouseResource(folder=str(warehouse.root))).resolve_job_def(MAIN)
    config = {"ops": {"take_in": {"config": {"paths": ["/nowhere/at all"]}}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)
        tags = instance.get_run_by_id(result.run_id).tags
    assert not result.success
    assert "/nowhere/at all" in tags[WRONG]
    assert "paths" in tags[CURE] and len(tags[CURE]) <= 500


def test_a_judgement_names_first_what_did_not_hold_and_in_sentences() -> None:
    outcomes = [
        Outcome("an_empty_catalogue", "Every document has a row.", True, 0, [], []),
        Outcome("lost_rows", "No row is lost.", False, 1, ["id"], [["a"]]),
    ]
    warehouse = Warehouse.locate(Path("/somewhere"))
    shown = metadata.judgement(Judgement("landing", "Landing", "b", False, outcomes, "page.html"), warehouse)
    rows = [dict(record.data) for record in shown["expectations"].records]
    assert [row["expectation"] for row in rows] == ["No row is lost.", "Every document has a row."]
    assert "an_empty_catalogue" not in str(rows)
    assert "offences: No row is lost." in shown


def test_a_full_disk_is_called_that() -> None:
    with pytest.raises(Failure) as told, in_words():
        raise OSError(errno.ENOSPC, "No space left on device")
    assert told.value.description == "The disk is full."


def test_a_defect_keeps_its_name() -> None:
    with pytest.raises(ZeroDivisionError), in_words():
        _ = 1 // 0


def test_a_path_that_leads_nowhere_is_named(warehouse: Warehouse) -> None:
    with pytest.raises(Failure, match="/nowhere/at all"), WarehouseResource(folder=str(warehouse.root)).database() as con:
        register([Path("/nowhere/at all")], warehouse, con)


def test_files_that_were_not_taken_are_cells_of_a_table(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / f"{HARM.replace('/', '')}.pdf").write_bytes(b"%PDF-1.7 broken")
    with build_database(warehouse) as con:
        shown = metadata.intake(register([tmp_path / f"{HARM.replace('/', '')}.pdf"], warehouse, con))
    (record,) = shown["not taken"].records
    assert record.data["file"] == f"{HARM.replace('/', '')}.pdf"
    assert record.data["原因"] and record.data["reason"]
    assert {type(value).__name__ for value in shown.values()} == {"JsonMetadataValue", "TableMetadataValue"}


def test_a_failed_test_of_the_models_shows_its_rows() -> None:
    with duckdb.connect() as con:
        seen = glance.at_query(con, "select 1 as document_id, 'a' as seen_twice -- why", 20)
    result = NodeResult({"data": {"node_info": {"unique_id": "test.x"}}}, seen)
    event = _shown(AssetCheckResult(passed=False, asset_key=AssetKey("t"), check_name="unique"), result)
    assert [record.data for record in event.metadata["failing rows"].records] == [{"document_id": 1, "seen_twice": "a"}]
    assert not event.passed


def test_first_rows_tell_nothing_from_empty_and_cut_what_is_long() -> None:
    with duckdb.connect() as con:
        con.execute("create schema raw; create table raw.t as select null as a, '' as b, repeat('长', 1000) as c, 1.50::decimal(9,2) as d")
        shown = metadata.contents(glance.at_table(con, "raw", "t"))
    (record,) = shown["first rows"].records
    assert (record.data["a"], record.data["b"], record.data["d"]) == ("∅", "", "1.50")
    assert len(str(record.data["c"])) == 200
    assert shown["dagster/row_count"].value == 1
