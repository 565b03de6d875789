"""Exact where printed digits allow it: the SQL against fractions, at the very edge of what rounding explains and on both sides of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from orchestration.model.manifest import PROJECT
from orchestration.model.run import build_models
from orchestration.settings import be_quiet
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database, open_database
from tests.dbt import exact
from tests.dbt.documents import budget, completion
from tests.dbt.landing import Document, Figure, land

GPB = "general_public_budget_expenditure"
SUM, TWICE, RATE, ZERO, NOTHING = "Z123-sum", "Z139", "Z128-rate", "Z130", "Z130-zero"
SOURCES = ("fiscal_appropriation_revenue", "superior_subsidy_revenue", "institutional_revenue", "business_revenue", "other_revenue")
CASES = 400


# -- macros ------------------------------------------------------------------------------------------------------------
class _Adapter:
    """dbt's dispatch, always to the macro for DuckDB."""

    module: object

    def dispatch(self, name: str) -> object:
        return getattr(self.module, f"default__{name}")


def _macros() -> object:
    adapter = _Adapter()
    source = (PROJECT / "macros" / "exact.sql").read_text(encoding="utf-8")
    adapter.module = Environment(autoescape=False).from_string(source, globals={"adapter": adapter}).module  # noqa: S701
    return adapter.module


MACROS = _macros()


def _value(expression: str) -> Decimal | None:
    found = duckdb.execute(f"select {expression}").fetchone()
    assert found
    return None if found[0] is None else Decimal(found[0])


def _decimal(value: Decimal, scale: int) -> str:
    return f"cast('{value:f}' as decimal(30, {scale}))"


amounts = st.decimals(Decimal(0), Decimal("9999999999999"), places=6)


@given(amounts, st.decimals(Decimal("0.000001"), Decimal("9999999999999"), places=6), st.integers(0, 6))
def test_a_ratio_is_rounded_half_up_exactly(numerator: Decimal, base: Decimal, decimals: int) -> None:
    wanted = exact.ratio(str(numerator), str(base), decimals)
    if wanted < Decimal(10) ** 15:
        assert _value(MACROS.exact_ratio(_decimal(numerator, 7), _decimal(base, 7), str(decimals))) == wanted  # type: ignore[attr-defined]


@given(amounts)
def test_a_ratio_to_nothing_is_no_number(numerator: Decimal) -> None:
    assert _value(MACROS.exact_ratio(_decimal(numerator, 7), _decimal(Decimal(0), 7), "2")) is None  # type: ignore[attr-defined]


@given(st.decimals(Decimal("-9999999999999"), Decimal("9999999999999"), places=6), st.sampled_from((1, 10**3, 10**4, 10**6, 10**8)))
def test_an_amount_told_in_its_unit_loses_nothing_that_six_digits_hold(printed: Decimal, factor: int) -> None:
    amount = printed.quantize(Decimal("0.01")) * factor
    if abs(amount) < Decimal(10) ** 17:
        told = _value(MACROS.in_printed_unit(_decimal(amount, 7), str(factor)))  # type: ignore[attr-defined]
        assert told == printed.quantize(Decimal("0.01"))


# -- rules -------------------------------------------------------------------------------------------------------------
Case = tuple[Document, str, str]
"""A document, the rule it is made for, and what that rule must say."""


def _printed(rng: random.Random, decimals: int, most: int = 10**7) -> str:
    return f"{Decimal(rng.randint(0, most)).scaleb(-decimals):f}"


def _near(rng: random.Random, value: Decimal, decimals: int, reach: int) -> str:
    """The value with so many decimals, and some units of its last digit away."""
    unit = Decimal(1).scaleb(-decimals)
    return f"{abs(value.quantize(unit) + rng.randint(-reach, reach) * unit):f}"


def _sum(number: int, rng: random.Random) -> Case:
    decimals = rng.choice((0, 1, 2, 2, 2, 4, 6))
    parts = [_printed(rng, decimals) if rng.randrange(5) else "0.00" for _ in range(rng.randint(2, len(SOURCES)))]
    whole = _near(rng, sum(map(Decimal, parts), Decimal(0)), decimals, 5)
    chapter = (
        Figure("whole", "current_year_revenue_total", whole),
        *(Figure(f"part{place}", SOURCES[place], part, part_of="whole") for place, part in enumerate(parts)),
    )
    return Document(f"sum {number}", (chapter,)), SUM, exact.sum_status(whole, parts)


def _twice(number: int, rng: random.Random) -> Case:
    decimals = rng.choice((0, 2, 2, 4))
    first = _printed(rng, decimals)
    second = _near(rng, Decimal(first), rng.choice((decimals, decimals, max(0, decimals - 1))), 3)
    chapters = tuple((Figure(name, "basic_expenditure", printed),) for name, printed in (("first", first), ("second", second)))
    return Document(f"twice {number}", chapters), TWICE, exact.same_status(first, second)


def _rate(number: int, rng: random.Random) -> Case:
    """Small bases too, where the interval is wide; rates rounded, cut off, and a few digits away."""
    decimals = rng.choice((0, 1, 2, 2))
    base = _printed(rng, 2, rng.choice((30, 3_000, 10**8)))
    numerator = _printed(rng, 2, rng.choice((30, 3_000, 10**8)))
    base = base if Decimal(base) else "0.01"
    rate = _near(rng, exact.ratio(numerator, base, decimals), decimals, 2)
    return _completion(f"rate {number}", base, numerator, rate), RATE, exact.ratio_status(numerator, base, rate)


def _completion(name: str, base: str, numerator: str, rate: str) -> Document:
    chapter = (
        budget("budget", GPB, base, "initial_budget"),
        Figure("final", GPB, numerator),
        completion("rate", GPB, rate, "final", "initial_budget"),
    )
    return Document(name, (chapter,))


def _nothing() -> list[Case]:
    """n/0 and 0/0 are findings of their own kind, and no ratio."""
    over, none = _completion("n over 0", "0.00", "5.00", "100.00"), _completion("0 over 0", "0.00", "0.00", "0.00")
    return [
        *((over, rule, status) for rule, status in ((ZERO, "fail"), (NOTHING, "pass"), (RATE, "not_applicable"))),
        *((none, rule, status) for rule, status in ((ZERO, "pass"), (NOTHING, "fail"), (RATE, "not_applicable"))),
    ]


def _cases() -> list[Case]:
    rng = random.Random(1)  # noqa: S311
    made = [make(number, rng) for make in (_sum, _twice, _rate) for number in range(CASES)]
    return [*made, *_nothing()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], str]]:
    """What each rule says of each document."""
    be_quiet()
    warehouse = Warehouse.locate(Path(tmp_path_factory.mktemp("exact"))).create()
    with build_database(warehouse) as con:
        land(con, {document.document_id: document for document, _, _ in _cases()}.values())
    failure = build_models(warehouse, ["+fct_check_result"])
    assert failure is None, failure
    with open_database(warehouse.database, read_only=True) as con:
        found = con.execute("select document_id, rule_id, string_agg(status) from quality.fct_check_result group by all").fetchall()
    yield {(document, rule): status for document, rule, status in found}


@pytest.mark.parametrize("rule", [SUM, TWICE, RATE, ZERO, NOTHING])
def test_a_rule_says_what_fractions_say(answers: dict[tuple[str, str], str], rule: str) -> None:
    wrong = [
        (
            [(figure.name, figure.printed) for chapter in document.chapters for figure in chapter],
            status,
            answers[document.document_id, rule],
        )
        for document, of, status in _cases()
        if of == rule and answers[document.document_id, rule] != status
    ]
    assert wrong == []


def test_the_cases_lie_on_both_sides_of_the_edge() -> None:
    said = {(rule, status) for _, rule, status in _cases()}
    assert {(rule, status) for rule in (SUM, TWICE, RATE) for status in ("pass", "rounding", "fail")} <= said
