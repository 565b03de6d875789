"""Budgets that a figure completes, exceeds or misses, and which of several."""

from __future__ import annotations

import pytest

from tests.observe.telling import THREE, meanings, rows_of


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("支出决算100.00万元，完成年初预算的125.00%，决算数大于年初预算数20.00万元", ("change", "budget", "initial_budget")),
        ("支出决算100.00万元，完成年初预算的125.00%，决算数大于年初预算数80.00万元", ("budget", "", "initial_budget")),
        ("年初预算90.00万元，支出决算100.00万元，完成年初预算的111.11%、调整预算的96.00%", ("completion_pct", "", "adjusted_budget")),
    ],
)
def test_what_a_budget_is_compared_by_says_the_rate_before_it(told: str, last: tuple[str, str, str]) -> None:
    row = rows_of(f"五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款{told}。\n")[-1]
    assert (row.measure, row.versus, row.basis) == last


@pytest.mark.parametrize(
    ("told", "measure"),
    [
        ("公务接待费24.00万元，完成预算30.00万元的80.00%，决算数小于预算数6.00万元", "change"),
        ("公务接待费24.00万元，年初预算30.00万元，决算数小于预算数6.00万元", "change"),
        ("公务接待费24.00万元，完成预算的80.00%。决算数低于年初预算数6.00万元", "change"),
        ("公务接待费24.00万元，完成预算的80.00%，决算数大于预算数6.00万元", "budget"),
        ("公务接待费24.00万元，完成预算的80.00%，决算数小于预算数30.00万元", "budget"),
        ("公务接待费24.00万元，决算数小于预算数6.00万元", "budget"),
    ],
)
def test_by_how_much_a_budget_was_missed_is_no_budget_where_the_rate_says_so(told: str, measure: str) -> None:
    assert meanings(f"{THREE}{told}。\n")[-1][1] == measure
