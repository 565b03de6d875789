"""What a share is of, and which figure heads a list: what the rules compute with, beside the meaning of the figure itself."""

from __future__ import annotations

import pytest

from orchestration.observe import Observation, observe
from orchestration.read import Document


def _rows(text: str) -> dict[str, Observation]:
    rows = observe(Document("text", text), 2023, "临河县水务局").observations
    return {row.printed: row for row in rows if row.status == "mapped"}


@pytest.mark.parametrize(
    ("heading", "sentence", "base"),
    [
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            "人员经费88.00万元，占基本支出的73.33%。",
            "general_public_budget_basic_expenditure",
        ),
        ("三、支出决算情况说明", "其中人员经费88.00万元，占基本支出的73.33%。", "basic_expenditure"),
        ("五、一般公共预算财政拨款支出决算情况说明", "财政拨款支出88.00万元，占支出合计的73.33%。", "current_year_expenditure_total"),
        ("八、政府性基金预算财政拨款支出决算情况说明", "本年支出88.00万元，占本年支出合计的73.33%。", "current_year_expenditure_total"),
    ],
)
def test_a_share_is_of_what_its_words_mean_in_its_section(heading: str, sentence: str, base: str) -> None:
    assert _rows(f"{heading}\n{sentence}\n")["73.33"].base_concept == base


def test_what_was_a_year_before_heads_no_list() -> None:
    rows = _rows(
        "一、收入支出决算总体情况说明\n收入总计155.00万元，与上年决算数130.00万元相比，增加25.00万元。其中：本年收入146.00万元，占94.19%。\n"
    )
    assert rows["146.00"].group_ordinal == rows["155.00"].ordinal


def test_a_share_behind_an_unknown_amount_is_not_that_of_the_amount_before() -> None:
    text = "三、支出决算情况说明\n本年支出90.00万元，其中项目支出30.00万元，康复扶助专项20.50万元，占项目支出的68.33%。\n"
    rows = observe(Document("text", text), 2023, "").observations
    assert {row.printed: row.status for row in rows} == {"90.00": "mapped", "30.00": "mapped", "20.50": "unmapped", "68.33": "unmapped"}


def test_nothing_is_worth_nothing_without_a_unit() -> None:
    assert _rows("七、“三公”经费支出决算情况说明\n因公出国（境）费：预算0万元，决算为0；\n")["0"].value_cny == 0


def test_a_share_within_an_amount_named_again_is_of_that() -> None:
    rows = _rows(
        "八、政府采购支出情况\n政府采购支出总额1,250.00万元，其中授予中小企业合同金额1,000.00万元（占80.00%），"
        "在授予中小企业合同金额中授予小微企业合同金额250.00万元（占25.00%）。\n"
    )
    assert (rows["80.00"].base_concept, rows["25.00"].base_concept) == ("", "procurement_contracts_to_sme")


@pytest.mark.parametrize("reason", ["决算数小于年初预算数的主要原因是压减", "决算数小于年初预算数的主要原因：一是压减"])
def test_what_a_reason_names_is_measured_from_the_budget_that_it_explains(reason: str) -> None:
    rows = _rows(
        f"七、“三公”经费支出情况\n“三公”经费支出年初预算为20.00万元，支出决算为15.00万元，完成年初预算的75.00%，{reason}公务接待费5.00万元。\n"
    )
    assert (rows["5.00"].measure, rows["5.00"].versus, rows["5.00"].basis) == ("change", "budget", "initial_budget")


@pytest.mark.parametrize(
    ("words", "concept"),
    [("基本支出（含结转）300.00万元", "basic_expenditure"), ("项目支出（含上年结转）300.00万元", "project_expenditure")],
)
def test_a_part_that_takes_in_balances_is_no_total(words: str, concept: str) -> None:
    assert _rows(f"三、支出决算情况说明\n本年支出合计500.00万元，其中：{words}。\n")["300.00"].concept == concept


def test_a_limit_is_no_change_against_the_budget() -> None:
    assert "80" not in _rows("七、“三公”经费支出情况\n“三公”经费支出决算15.00万元，不超过年初预算的80%。\n")


def test_what_a_reason_spends_is_not_the_whole_item() -> None:
    rows = _rows("七、“三公”经费支出情况\n公务用车运行维护费6.00万元，比上年增加0.50万元，主要原因是车辆老化，维修费增加，支出0.80万元。\n")
    assert "0.80" not in rows or rows["0.80"].concept != "vehicle_operation_expenditure"


def test_a_budget_told_behind_its_final_account_heads_no_list() -> None:
    rows = _rows("七、“三公”经费支出情况\n“三公”经费支出决算11.52万元，预算18.00万元。其中：公务接待费1.72万元，占14.93%。\n")
    assert rows["1.72"].group_ordinal == rows["11.52"].ordinal


def test_a_change_behind_a_list_of_parts_is_that_of_none_of_them() -> None:
    parts = "其中：基本支出300.00万元，占60.00%；项目支出200.00万元，占40.00%"
    rows = _rows(f"三、支出决算情况说明\n本年支出合计500.00万元，{parts}。比上年增加30.00万元。\n")
    assert "30.00" not in rows
