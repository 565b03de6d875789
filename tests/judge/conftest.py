"""One real build of the sample for all tests of the judge, and one judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.judge.process import JudgeProcess
from orchestration.model.run import build_models
from orchestration.observe.land import land
from orchestration.register import register
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database
from tests.register import samples


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse that holds the sample and a rejected budget, modelled but not judged."""
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("built") / "warehouse").create()
    budget = tmp_path_factory.mktemp("inbox") / "budget.txt"
    budget.write_text(samples.BUDGET)
    with build_database(warehouse) as con:
        register([SAMPLE_FOLDER, budget], warehouse, con)
        land(con, warehouse)
    failure = build_models(warehouse)
    assert failure is None, failure
    return warehouse


@pytest.fixture(scope="session")
def data_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data_docs")


@pytest.fixture(scope="session")
def judge(data_docs: Path) -> Iterator[JudgeProcess]:
    with JudgeProcess(data_docs) as process:
        yield process


@pytest.fixture
def con(built: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build in a transaction that is taken back: a test may break what it likes."""
    with build_database(built) as connection:
        connection.begin()
        yield connection
        connection.rollback()
