"""The classification codes: one name per code, budget and fiscal year, each under a parent of the same years.

A user who looks a code up by the year of a document must get one answer, and the name of that year, not of today.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"
BUDGETS = {
    "function_class.csv": {"general", "government_fund", "state_capital"},
    "economic_class.csv": {"department", "government"},
}
LAST_YEAR = 2025
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def years(row: Row) -> set[int]:
    return set(range(int(row["fiscal_year_from"]), int(row["fiscal_year_to"] or LAST_YEAR) + 1))


def name_in(table: str, budget: str, code: str, year: int) -> str | None:
    found = [r["name"] for r in rows_of(table) if (r["budget_type"], r["code"]) == (budget, code) and year in years(r)]
    assert len(found) <= 1, f"{code} has {len(found)} names in {year}"
    return found[0] if found else None


@pytest.fixture(params=sorted(BUDGETS))
def table(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_one_name_per_code_budget_and_year(table: str) -> None:
    held = Counter((r["budget_type"], r["code"], year) for r in rows_of(table) for year in years(r))
    assert [key for key, count in held.items() if count > 1] == []


def test_every_row_holds_for_at_least_a_year_and_is_sorted(table: str) -> None:
    rows = rows_of(table)
    assert [r for r in rows if not years(r)] == []
    keys = [(r["budget_type"], r["code"], r["fiscal_year_from"]) for r in rows]
    assert keys == sorted(keys)


def test_every_row_stands_under_a_parent_of_the_same_years(table: str) -> None:
    rows = rows_of(table)
    held = {(r["budget_type"], r["code"], year) for r in rows for year in years(r)}
    orphans = [
        (r["budget_type"], r["code"], year)
        for r in rows
        if r["parent_code"]
        for year in sorted(years(r))
        if (r["budget_type"], r["parent_code"], year) not in held
    ]
    assert orphans == []


def test_a_code_begins_with_its_parent_and_its_length_is_its_level(table: str) -> None:
    for row in rows_of(table):
        code, parent = row["code"], row["parent_code"]
        assert code.isdigit() and len(code) == 1 + 2 * int(row["level"]), row
        assert parent == code[:-2] if len(code) > 3 else parent == "", row
        assert row["budget_type"] in BUDGETS[table] and row["source"] in {"notes", "known"}, row


def test_names_are_clean_and_unique_among_siblings(table: str) -> None:
    rows = rows_of(table)
    siblings = Counter((r["budget_type"], r["parent_code"], r["name"], year) for r in rows for year in years(r))
    assert [key for key, count in siblings.items() if count > 1] == []
    unclean = re.compile(r"""[\s()"']|（类）|（款）|（项）""")
    assert [r["name"] for r in rows if not r["name"] or unclean.search(r["name"])] == []


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("207", 2018, "文化体育与传媒支出"),
        ("207", 2019, "文化旅游体育与传媒支出"),
        ("210", 2018, "医疗卫生与计划生育支出"),
        ("210", 2019, "卫生健康支出"),
        ("215", 2019, "资源勘探信息等支出"),
        ("215", 2020, "资源勘探工业信息等支出"),
        ("220", 2018, "国土海洋气象等支出"),
        ("220", 2024, "自然资源海洋气象等支出"),
        ("224", 2018, None),
        ("224", 2019, "灾害防治及应急管理支出"),
        ("20138", 2018, None),
        ("20138", 2019, "市场监督管理事务"),
        ("20139", 2024, "社会工作事务"),
        ("20805", 2019, "行政事业单位离退休"),
        ("20805", 2020, "行政事业单位养老支出"),
        ("2080501", 2019, "归口管理的行政单位离退休"),
        ("2080501", 2020, "行政单位离退休"),
        ("21305", 2020, "扶贫"),
        ("21305", 2024, "巩固脱贫攻坚成果衔接乡村振兴"),
        ("2200199", 2018, "其他国土资源事务支出"),
        ("2200199", 2024, "其他自然资源事务支出"),
        ("2010301", 2020, "行政运行"),
        ("2010350", 2020, "事业运行"),
        ("2101102", 2020, "事业单位医疗"),
        ("2210203", 2020, "购房补贴"),
    ],
)
def test_a_general_code_carries_the_name_of_its_year(code: str, year: int, name: str | None) -> None:
    assert name_in("function_class.csv", "general", code, year) == name


def test_the_same_digits_in_two_budgets_are_two_classes() -> None:
    assert name_in("function_class.csv", "government_fund", "220", 2023) is None
    assert name_in("function_class.csv", "government_fund", "22006", 2024) == "耕地保护考核奖惩基金支出"
    assert name_in("function_class.csv", "general", "22006", 2024) is None
    assert name_in("function_class.csv", "government_fund", "234", 2019) is None
    assert name_in("function_class.csv", "government_fund", "234", 2020) == "抗疫特别国债安排的支出"
    assert name_in("function_class.csv", "state_capital", "22301", 2020) == "解决历史遗留问题及改革成本支出"


def test_the_economic_reform_of_2018() -> None:
    assert name_in("economic_class.csv", "department", "310", 2017) == "其他资本性支出"
    assert name_in("economic_class.csv", "department", "310", 2018) == "资本性支出"
    assert name_in("economic_class.csv", "department", "304", 2018) is None
    assert name_in("economic_class.csv", "department", "30311", 2020) == "代缴社会保险费"
    assert name_in("economic_class.csv", "government", "501", 2017) is None


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("医疗卫生与计划生育支出", "210"),
        ("归口管理的行政单位离退休", "2080501"),
        ("其他国土资源事务支出", "2200199"),
        ("扶贫", "21305"),
        ("消防事务", "22402"),
    ],
)
def test_an_old_name_still_leads_to_its_code(old: str, code: str) -> None:
    """Documents print names that were dropped years before; the file must still know whose they were."""
    assert {r["code"] for r in rows_of("function_class.csv") if r["name"] == old} == {code}
