"""Whatever is wrong with documents, the suites hold: a release is refused for what the warehouse did, never for what a finding says."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.judge import suites
from orchestration.judge.process import JudgeProcess
from orchestration.judge.verdict import judge_suite
from orchestration.model.run import build_models
from orchestration.observe.land import land
from orchestration.register import register
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database
from tests.generator.formats import FORMATS
from tests.generator.model import Word
from tests.generator.plant import ARITHMETIC, ERRORS
from tests.proof.mutants import with_error

USED, SECOND = "基本工资", "国内债务发行费用"
"""Listed too, so that one finding has two names to tell that do not stand side by side."""


@pytest.fixture(scope="module")
def erring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """One disclosure for every error that finds a place in one, built and not judged."""
    files = tmp_path_factory.mktemp("erring")
    for number, error in enumerate([*ARITHMETIC, *ERRORS]):
        made = with_error(error, 7919 * number)
        if made is None:  # not every error finds a place in these
            continue
        disclosure, planted = made
        if error == "unused item listed":
            assert isinstance(planted.target, Word)
            planted.target.text += f"、{USED}、{SECOND}"
        (files / f"{number:03d}.html").write_bytes(FORMATS["html"](disclosure))
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("built") / "warehouse").create()
    with build_database(warehouse) as con:
        register([files], warehouse, con)
        land(con, warehouse)
    assert build_models(warehouse) is None
    with build_database(warehouse) as con:
        yield con


def test_the_errors_are_found(erring: duckdb.DuckDBPyConnection) -> None:
    assert erring.execute("select count(distinct rule_id) > 50 from quality.fct_finding").fetchone() == (True,)


def test_one_of_them_has_two_names_to_tell(erring: duckdb.DuckDBPyConnection) -> None:
    told = "select count(*) > 0 from quality.fct_finding where rule_id = 'Z131-list' and list_first(quotes).printed like ?"
    assert erring.execute(told, [f"%、{SECOND}"]).fetchone() == (True,)
    assert erring.execute(told, [f"%{USED}%"]).fetchone() == (False,)


@pytest.mark.parametrize("name", suites.names())
def test_the_suites_hold(name: str, erring: duckdb.DuckDBPyConnection, judge: JudgeProcess) -> None:
    judged = judge_suite(erring, judge, name)
    assert judged.passed, judged.failed
