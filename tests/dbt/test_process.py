"""dbt beside a run: each result is told as soon as it is there, and what cuts dbt off is told as a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.model.process import ModelProcess
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.register import register
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """A build with nothing landed."""
    warehouse = Warehouse.locate(tmp_path / "warehouse").create()
    with build_database(warehouse):
        pass
    return warehouse


def test_results_come_one_by_one_with_the_tables_they_made(warehouse: Warehouse) -> None:
    with ModelProcess() as models:
        seed, view = models.build(warehouse, ["units", "stg_document"])
        assert {seed.name, view.name} == {"units", "stg_document"}
    by_name = {result.name: result for result in (seed, view)}
    assert (seen := by_name["units"].seen) and seen.count and seen.columns[0] == "printed"
    assert by_name["stg_document"].seen is None


def test_a_dbt_that_is_cut_off_has_failed(warehouse: Warehouse) -> None:
    with ModelProcess() as models:
        models._process.kill()
        with pytest.raises(ModelsFailed, match="cut off"):
            list(models.build(warehouse))


def test_a_failed_test_comes_last_and_shows_what_failed_it(warehouse: Warehouse) -> None:
    with build_database(warehouse) as con:
        register([SAMPLE_FOLDER], warehouse, con)
        con.execute("insert into raw.raw_document from raw.raw_document")
    told: list[NodeResult] = []
    with pytest.raises(ModelsFailed, match="unique_fct_check_result_check_id"), ModelProcess() as models:
        for result in models.build(warehouse, ["+fct_check_result"]):
            told.append(result)
    assert told[-1].name.startswith("unique_fct_check_result_check_id")
    assert (seen := told[-1].seen) and seen.rows and all(count > 1 for _, count in seen.rows)


def test_a_dbt_whose_owner_is_gone_writes_no_more(warehouse: Warehouse) -> None:
    models = ModelProcess()
    next(models.build(warehouse))
    assert models._process.stdin is not None
    models._process.stdin.close()
    assert models._process.wait(10) == 1
    models.close()
