"""One judgement: gather the evidence of a suite, let the judge decide, write the verdict down for the build it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from orchestration.judge import evidence, suites
from orchestration.warehouse import build

if TYPE_CHECKING:
    import duckdb


class Judge(Protocol):
    """Whoever can evaluate a suite against columns of evidence."""

    def judge(self, request: dict[str, Any]) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one expectation fared: what it asks in words, whether it held, how many offences there are, and the first of them."""

    column: str
    sentence: str
    passed: bool
    offences: int
    header: list[str]
    rows: list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a suite said of a build. `page` is the page about it, relative to the Data Docs folder."""

    suite: str
    title: str
    build_id: str
    passed: bool
    outcomes: list[Outcome]
    page: str

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if not outcome.passed]


def judge_suite(con: duckdb.DuckDBPyConnection, judge: Judge, name: str) -> Judgement:
    """Judge the build in the database by one suite and record the verdict.

    Raises JudgeFailed where the judge cannot say, ValueError where there is no build; then there is no verdict, so nothing is published.
    """
    current = build.current(con)
    if current is None:
        raise ValueError("There is no build to judge: nothing has been landed yet.")
    suite = suites.load(name)
    found = evidence.gather(con, suite)
    columns = {column: finding.values for column, finding in found.items()}
    answer = judge.judge({"suite": suite.spec, "evidence": columns, "build_id": current.build_id})
    outcomes = [_outcome(question, found[question.column], answer) for question in suite.questions]
    failed = sum(not outcome.passed for outcome in outcomes)
    passed = bool(answer["passed"]) and not failed
    build.record(con, build.Verdict(current.build_id, name, passed, len(outcomes), failed, build.now(), suites.digest()))
    return Judgement(name, suite.title, current.build_id, passed, outcomes, answer["page"])


def _outcome(question: suites.Question, finding: evidence.Finding, answer: dict[str, Any]) -> Outcome:
    column, rows = question.column, finding.rows
    if question.kind == "values":
        rows = [row for row in rows if str(row[0]) in answer["unexpected"][column]]
    offences = int(finding.values[0] or 0) if question.kind == "offences" else len(rows)
    return Outcome(column, question.sentence, answer["held"][column], offences, finding.header, rows)
