"""Lists of amounts: what their numbers are of, what they answer, and what the sentence goes on about behind them."""

from __future__ import annotations

import pytest

from tests.observe.telling import THREE, TOTALS, meanings, rows_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            TOTALS + "收入总计100.00万元，支出总计100.00万元，其中基本支出、项目支出，分别为50.00万元、40.00万元。\n",
            [("basic_expenditure", "final"), ("project_expenditure", "final")],
        ),
        (
            THREE + "公务用车购置费10.00万元，公务接待费8.00万元，其中外事接待费、国内接待费，分别为3.00万元、5.00万元。\n",
            [("foreign_guest_reception_expenditure", "final"), ("domestic_reception_expenditure", "final")],
        ),
        (TOTALS + "收入总计100.00万元，支出总计90.00万元，分别为60.00万元、40.00万元。\n", [("", ""), ("", "")]),
        (
            TOTALS + "收入总计100.00万元，支出总计90.00万元，分别增长6.00%、4.00%。\n",
            [("revenue_total", "change_pct"), ("expenditure_total", "change_pct")],
        ),
    ],
)
def test_a_list_of_amounts_answers_no_amounts_and_names_its_own_parts(text: str, parts: list[tuple[str, str]]) -> None:
    assert meanings(text)[2:] == parts


@pytest.mark.parametrize("said", ["分别占", "依次占", "占比分别为", "三项分别占本年收入的"])
def test_a_list_of_shares_answers_as_many_amounts(said: str) -> None:
    rows = rows_of(f"二、收入决算情况说明\n财政拨款收入100.00万元，事业收入60.00万元，其他收入40.00万元，{said}50.00%、30.00%、20.00%。\n")
    assert [row.concept for row in rows[3:]] == [row.concept for row in rows[:3]]
    assert {row.measure for row in rows[3:]} == {"share_pct"}


@pytest.mark.parametrize(
    "behind", ["比上年120.00万元减少20.00万元，下降16.67%", "占本年支出的20.00%", "完成年初预算的95.00%", "较上年减少20.00万元"]
)
def test_behind_parts_that_a_list_joins_the_sentence_goes_on_about_all_of_them(behind: str) -> None:
    said = f"政府采购支出总额100.00万元，其中：货物50.00万元、工程30.00万元、服务20.00万元，{behind}。"
    assert {concept for concept, _ in meanings(f"十、政府采购支出情况说明\n{said}\n")[4:]} == {"government_procurement_total"}


def test_a_budget_and_what_was_spent_of_it_are_no_parts() -> None:
    said = "“三公”经费5.00万元，其中：公务用车运行费4.00万元；公务接待费预算2.00万元、支出1.00万元，完成预算的50.00%。"
    assert meanings(f"{THREE}{said}\n")[-1] == ("official_reception_expenditure", "completion_pct")


def test_a_list_s_last_name_may_end_those_before_it() -> None:
    told = "货物、工程、服务采购授予中小企业合同金额分别占各自支出金额的85.00%、75.00%、70.00%。"
    assert [concept for concept, _ in meanings(f"十、政府采购支出情况说明\n{told}\n")] == [
        f"procurement_contracts_to_sme_{kind}_share" for kind in ("goods", "works", "services")
    ]


def test_a_list_mark_that_begins_a_document_joins_nothing() -> None:
    assert len(rows_of("、其中货物50.00万元，较上年减少3.00万元。\n")) == 2
