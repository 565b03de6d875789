"""A warehouse made by an earlier version goes on working: nothing that arrived is lost, what it lacks is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.observe.land import land
from orchestration.register import register
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import build_database


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """The sample, registered and observed."""
    warehouse = Warehouse.locate(tmp_path / "warehouse").create()
    with build_database(warehouse) as con:
        register([SAMPLE_FOLDER], warehouse, con)
        land(con, warehouse)
    return warehouse


def test_a_column_that_may_be_empty_is_added(warehouse: Warehouse) -> None:
    with build_database(warehouse) as con:
        con.execute("alter table raw.raw_document drop column unread_pages")
    with build_database(warehouse) as con:
        assert con.execute("select count(*), any_value(unread_pages) from raw.raw_document").fetchone() == (1, None)
        assert land(con, warehouse).documents == 0


def test_what_can_be_found_again_is(warehouse: Warehouse) -> None:
    with build_database(warehouse) as con:
        before = con.execute("from raw.raw_observation order by observation_id").fetchall()
        con.execute("alter table raw.raw_observation drop column is_ocr")
    with build_database(warehouse) as con:
        assert land(con, warehouse).documents == 1
        assert con.execute("from raw.raw_observation order by observation_id").fetchall() == before


def test_what_cannot_be_mended_is_said(warehouse: Warehouse) -> None:
    with build_database(warehouse) as con:
        con.execute("alter table raw.raw_document drop column sha256")
    with pytest.raises(WarehouseError, match=r"raw\.raw_document lacks sha256"), build_database(warehouse):
        pass
