"""Which engine does the work is one value, and the steps hand it the files and the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from dagster import DagsterInstance

from orchestration import engine
from orchestration.dagster.jobs import MAIN
from orchestration.dagster.resources import WarehouseResource
from orchestration.definitions import build_defs
from orchestration.observe.here import observe_here
from orchestration.register.landing import Own
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, WarehouseError


class Elsewhere(Own):
    """Hands that note what they are given."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.hands = self

    def take(self, found: Sequence[Path], warehouse: Warehouse) -> Iterator[Any]:
        self.told.append(f"take {len(found)}")
        return super().take(found, warehouse)

    def examine(self, arrivals: Sequence[Any], warehouse: Warehouse) -> Iterator[Any]:
        self.told.append(f"examine {len(arrivals)}")
        return super().examine(arrivals, warehouse)

    def observe_all(self, pending: Sequence[Any], warehouse: Warehouse, progress: Any) -> Iterator[Any]:
        self.told.append(f"observe {len(pending)}")
        return observe_here(pending, warehouse, progress)


def test_files_and_documents_go_to_the_engine(warehouse: Warehouse) -> None:
    elsewhere = Elsewhere()
    defs = build_defs(warehouse=WarehouseResource(folder=str(warehouse.root)), models=elsewhere)
    config = {
        "ops": {"take_in": {"config": {"paths": [str(SAMPLE_FOLDER)]}}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with DagsterInstance.ephemeral() as instance:
        job = defs.resolve_job_def(MAIN)
        assert job.execute_in_process(run_config=config, instance=instance, op_selection=["take_in", "observe"]).success
    assert elsewhere.told == ["take 1", "examine 1", "observe 1"]


def test_an_engine_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(engine.VARIABLE, raising=False)
    assert engine.chosen() == "duckdb"
    monkeypatch.setenv(engine.VARIABLE, "flink")
    with pytest.raises(WarehouseError, match="JUESUAN_ENGINE is flink; it can be duckdb or spark"):
        engine.chosen()
