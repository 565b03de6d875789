"""Every expectation holds for the sample and catches the defect it is for. One that never failed has not been shown to check anything."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from orchestration.judge import suites
from orchestration.judge.process import JudgeFailed, JudgeProcess
from orchestration.judge.verdict import judge_suite
from orchestration.warehouse import build
from tests.judge.defects import DEFECTS


@pytest.mark.parametrize("name", suites.names())
def test_the_sample_passes(name: str, con: duckdb.DuckDBPyConnection, judge: JudgeProcess) -> None:
    judged = judge_suite(con, judge, name)
    assert judged.passed, judged.failed
    (verdict,) = build.verdicts(con, judged.build_id)
    assert (verdict.suite, verdict.passed, verdict.failed, verdict.evaluated) == (name, True, 0, len(suites.load(name).questions))


@pytest.mark.parametrize(("suite", "column"), sorted(DEFECTS))
def test_a_defect_is_caught(suite: str, column: str, con: duckdb.DuckDBPyConnection, judge: JudgeProcess) -> None:
    for statement in DEFECTS[suite, column]:
        con.execute(statement)
    judged = judge_suite(con, judge, suite)
    assert not judged.passed
    (caught,) = [outcome for outcome in judged.failed if outcome.column == column]
    assert caught.offences > 0
    assert caught.rows, "a defect is shown with the rows that have it"
    assert f"Suite {suite} failed" in " ".join(build.reasons_not_to_publish(con, [suite]))


def test_a_result_of_the_year_may_be_told_in_money(con: duckdb.DuckDBPyConnection) -> None:
    """争取资金 1.20 亿元 is a result as 新建 36 个 is: the unit alone says which of the two has a value in yuan."""
    ask = suites.load("facts").questions
    (question,) = (each for each in ask if each.column == "money_without_yuan")
    con.execute("update quality.fct_observation set unit = '亿元', value_cny = value where concept = 'work_metric' and measure = 'count'")
    con.execute("update quality.fct_observation set measure = 'final' where concept = 'work_metric' and measure = 'count'")
    assert con.execute(question.sql).fetchall() == []


def test_every_expectation_has_a_defect_that_it_must_catch() -> None:
    asked = {(name, question.column) for name in suites.names() for question in suites.load(name).questions}
    assert asked == set(DEFECTS)


def test_a_query_without_an_expectation_is_refused(tmp_path: Path) -> None:
    """Otherwise a deleted line of JSON would leave a check that nobody evaluates."""
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "nobody_asks.sql").write_text("select 1")
    (tmp_path / "half.json").write_text(json.dumps({"name": "half", "meta": {"title": "", "judges": []}, "expectations": []}))
    with pytest.raises(ValueError, match="nobody_asks"):
        suites.load("half", tmp_path)


def test_what_cannot_be_evaluated_is_no_verdict(judge: JudgeProcess) -> None:
    """Great Expectations leaves out an expectation that it does not know without a word: the suite would pass with one check less."""
    unknown = {"name": "odd", "meta": {}, "expectations": [{"type": "expect_the_unknown", "kwargs": {"column": "a"}}]}
    with pytest.raises(JudgeFailed, match="odd"):
        judge.judge({"suite": unknown, "evidence": {"a": [0]}, "build_id": "b"})


def test_a_missing_column_of_evidence_does_not_pass(judge: JudgeProcess) -> None:
    spec = suites.load("marts").spec
    evidence = {column: [0] for column in (expectation["kwargs"]["column"] for expectation in spec["expectations"][1:])}
    answer = judge.judge({"suite": spec, "evidence": evidence, "build_id": "b"})
    assert not answer["passed"]
    assert not answer["held"][spec["expectations"][0]["kwargs"]["column"]]
