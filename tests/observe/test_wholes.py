"""What goes on behind parts, counts and headings: the whole that they are of, or a part by its own name."""

from __future__ import annotations

import pytest

from tests.observe.telling import EXPENDITURE, PERFORMANCE, THREE, TOTALS, rows_of

AGENCY = "八、机关运行经费支出情况说明\n"
FISCAL = "四、财政拨款收入支出决算总体情况说明\n"
OTHER = "十、其他重要事项\n"


def _last(text: str) -> tuple[str, str, str]:
    row = rows_of(text)[-1]
    return row.concept or "", row.measure or "", row.member or ""


@pytest.mark.parametrize(("parts", "of"), [("2.00", "agency_operating_expenditure"), ("1.00", "vehicle_operation_expenditure")])
def test_the_sentence_behind_parts_goes_on_about_the_whole_that_they_make_up(parts: str, of: str) -> None:
    told = f"机关运行经费支出10.00万元，其中：办公费{parts}万元、水费3.00万元、公务用车运行维护费5.00万元。较上年减少1.00万元。\n"
    assert _last(AGENCY + told)[:2] == (of, "change")


@pytest.mark.parametrize("mark", ["1.", "（一）", ""])
def test_a_heading_that_ends_in_a_colon_names_the_amount_behind_it(mark: str) -> None:
    assert _last(THREE + f"{mark}公务接待费：1.20万元。\n")[:2] == ("official_reception_expenditure", "final")


def test_what_one_kind_of_vehicle_cost_is_of_that_kind() -> None:
    told = "公务用车购置费38.00万元。购置公务用车2辆，其中：轿车1辆、金额18.00万元。\n"
    assert _last(THREE + told) == ("vehicle_purchase_expenditure", "final", "轿车")


def test_a_change_behind_the_number_of_foreign_guests_is_of_all_receptions() -> None:
    told = "公务接待费1.22万元。全年接待16批次、128人次，其中外事接待0批次、0人次。与上年相比增加0.12万元。\n"
    assert _last(THREE + told)[:2] == ("official_reception_expenditure", "change")


def test_a_share_of_an_amount_told_inside_it() -> None:
    _, whole, share, change = rows_of(EXPENDITURE + "基本支出30.00万元，占本年支出合计120.00万元的25.00%，较上年增加2.00万元。\n")
    assert whole.concept == share.base_concept == "current_year_expenditure_total"
    assert (share.concept, share.measure) == ("basic_expenditure", "share_pct")
    assert (change.concept, change.measure) == ("basic_expenditure", "change")


@pytest.mark.parametrize("verb", ["支出", "实际执行", "已使用"])
def test_what_is_spent_of_a_project_s_budget_is_its_execution(verb: str) -> None:
    assert _last(PERFORMANCE + f"（一）甲乙项目：全年预算10.00万元，{verb}9.00万元。\n") == ("project_execution", "final", "甲乙")


@pytest.mark.parametrize(
    ("section", "said", "of"),
    [
        (TOTALS, "上年结转", "opening_balance"),
        (FISCAL, "上年结转", "fiscal_opening_balance"),
        (FISCAL, "年末结转", "fiscal_closing_balance"),
        (TOTALS, "上年结转的设备尾款", ""),
    ],
)
def test_balances_are_those_of_their_section_and_not_what_is_paid_from_them(section: str, said: str, of: str) -> None:
    assert _last(section + f"{said}5.00万元。\n")[0] == of


def test_a_paragraph_among_other_matters_may_begin_with_its_heading() -> None:
    last = "预算绩效。根据预算绩效管理工作的要求，我们在年底对3个项目开展了绩效自评。\n"
    rows = rows_of(OTHER + "政府采购。货物支出3.00万元。\n机关运行经费。支出4.00万元。\n" + last)
    assert [row.area for row in rows] == ["procurement", "agency_operating", "performance"]


def test_guests_that_a_count_leaves_out_are_not_what_is_counted() -> None:
    assert _last(THREE + "国内公务接待（外事接待除外）48批次。\n")[0] == "domestic_reception_batches"
