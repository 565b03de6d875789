"""Which table a title names. A title that is part of a longer one must not take its place: 财政拨款支出决算表 ends that of every budget."""

from __future__ import annotations

import pytest

from orchestration.observe.land import REFERENCE
from orchestration.observe.tables.titles import identify
from orchestration.observe.vocabulary import load


@pytest.mark.parametrize(
    "joined", ["、会议费、培训费", "及会议费、培训费", "、会议费和培训费", "和会议费及培训费", "与会议费、培训费", "、会议费与培训费"]
)
@pytest.mark.parametrize("budget", ["", "一般公共预算", "财政拨款", "一般公共预算财政拨款", "公共财政预算财政拨款"])
def test_a_form_of_three_public_expenses_with_meetings_and_training_is_no_table_of_expenditure(budget: str, joined: str) -> None:
    title = f"{budget}“三公”经费{joined}支出决算表"
    assert identify([title, "单位：万元"], load(REFERENCE)) == ("T_3PUB", title.replace("“", "").replace("”", ""))


@pytest.mark.parametrize("bracket", ["（功能科目）", "(功能分类)", "（按功能分类科目）"])
@pytest.mark.parametrize(
    ("budget", "table_id"),
    [
        ("", "T_EXP"),
        ("财政拨款", "T_FISC_EXP"),
        ("一般公共预算财政拨款", "T_GPB_EXP"),
        ("公共财政预算财政拨款", "T_GPB_EXP"),
        ("政府性基金预算财政拨款", "T_FUND"),
        ("国有资本经营预算财政拨款", "T_SOE"),
    ],
)
def test_expenditure_by_function_is_of_the_budget_that_its_title_names(budget: str, table_id: str, bracket: str) -> None:
    assert identify([f"{budget}支出决算表{bracket}"], load(REFERENCE))[0] == table_id


@pytest.mark.parametrize("bracket", ["", "（经济科目）", "(经济分类)", "（按经济分类科目）"])
@pytest.mark.parametrize(
    ("budget", "table_id"),
    [("财政拨款", "T_FISC_BASIC"), ("一般公共预算财政拨款", "T_GPB_BASIC"), ("政府性基金预算财政拨款", "T_OTHER")],
)
def test_basic_expenditure_by_economic_class_is_of_the_budget_that_its_title_names(budget: str, table_id: str, bracket: str) -> None:
    assert identify([f"{budget}基本支出决算表{bracket}"], load(REFERENCE))[0] == table_id


@pytest.mark.parametrize(
    ("title", "table_id"),
    [
        ("机关运行经费支出决算表", "T_AGENCY"),
        ("一般公共预算机关运行经费支出决算表", "T_AGENCY"),
        ("“三公”经费及机关运行经费支出决算表", "T_3PUB"),
        ("政府采购支出决算表", "T_OTHER"),
        ("财政拨款支出决算表（经济分类）", "T_OTHER"),
        ("支出决算表", "T_EXP"),
    ],
)
def test_an_annexed_table_is_no_table_of_expenditure(title: str, table_id: str) -> None:
    assert identify([title], load(REFERENCE))[0] == table_id
