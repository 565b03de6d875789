"""What is not the whole, not an amount of these accounts or not this year's, though it stands where such an amount would."""

from __future__ import annotations

import pytest

from tests.observe.telling import EXPENDITURE, PERFORMANCE, THREE, rows_of

STAFF = "三、人员情况\n"


def _concepts(text: str) -> list[str]:
    return [row.concept for row in rows_of(text)]


@pytest.mark.parametrize(
    "told",
    [
        "公务接待费支出决算为2.00万元，其中：接待某调研组1批12人，支出0.12万元。",
        "公务接待费2.00万元。全年国内公务接待20批次200人。接待省调研组1批12人，支出0.12万元；接待市检查组2批20人，支出0.20万元。",
        "公务接待费2.00万元。接待省调研组1批12人，支出1.00万元；接待市检查组1批20人，支出1.00万元。",
        "会议费2.00万元。召开某组会议1次，参会120人，支出0.80万元；召开某组会商2次，参会80人，支出0.60万元。",
        "公务接待费2.00万元。\n（一）接待省调研组1批12人，支出0.12万元。",
        "公务接待费2.00万元。其中：接待省检查组2批次20人，支出0.50万元；其他接待5批次50人，支出0.90万元。",
        "公务接待费2.00万元，共接待22批次、190人次。其中最大的一次为接待省调研组，1批次18人次，支出0.10万元。",
        "因公出国（境）费4.00万元。其中：赴日本交流1个团组1人次，支出2.50万元；赴意大利交流1个团组1人次，支出1.50万元。",
        "因公出国（境）费4.00万元，参加某培训团1个，2人，支出2.50万元；参加某考察团1个，1人，支出1.50万元。",
    ],
)
def test_one_case_out_of_several_is_neither_their_number_nor_their_cost(told: str) -> None:
    rows = rows_of(THREE + told + "\n")
    last = next(row.ordinal for row in rows if any(word in row.phrase for word in ("组", "团", "其他")))
    assert {row.status for row in rows if row.ordinal >= last} == {"unmapped"}
    assert {row.status for row in rows if row.ordinal < last} == {"mapped"}


@pytest.mark.parametrize(
    "told", ["公务接待费。接待某调研组1批12人，支出0.12万元。", "公务接待费0.12万元，接待某调研组1批12人，支出0.12万元。"]
)
def test_the_only_case_is_the_whole(told: str) -> None:
    assert _concepts(THREE + told + "\n")[-3:] == [
        "domestic_reception_batches", "domestic_reception_persons", "official_reception_expenditure",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("公务接待费2.00万元，国内公务接待20批次200人次，人均消费50元", "reception_cost_per_person"),
        ("公务接待费2.00万元，国内公务接待20批次200人次，平均每批支出500元", ""),
        ("公务接待费2.00万元，国内公务接待20批次200人次，人均接待标准130元", ""),
        ("公务接待费2.00万元，国内公务接待20批次200人次，接待标准每人130元", ""),
        ("因公出国（境）费4.00万元，出国（境）团组1个，累计2人次，人均支出2.00万元", "overseas_cost_per_person"),
        ("会议费3.00万元，召开会议2次，参加200人，人均支出150元", ""),
        ("公务用车运行维护费6.00万元，保有量3辆，每辆车平均运行维护费2.00万元", "vehicle_operation_cost_per_vehicle"),
        ("公务用车运行维护费6.00万元，保有量3辆，其中燃油费平均每辆0.80万元", ""),
        ("公务用车运行维护费6.00万元，保有量3辆，平均每辆车燃油费0.80万元", ""),
        ("公务用车运行维护费6.00万元，保有量3辆，单车维修费用0.50万元", ""),
        ("公务用车运行维护费6.00万元，保有量3辆；另租赁执法车2辆", ""),
        ("公务用车运行维护费6.00万元，保有量3辆，当年报废警车1辆", ""),
        ("公务用车运行维护费6.00万元，保有量3辆，其中执法车2辆", "official_vehicles_held_year_end"),
    ],
)
def test_an_average_a_standard_and_what_is_hired_are_not_what_they_stand_beside(said: str, concept: str) -> None:
    assert _concepts(THREE + said + "。\n")[-1] == concept


@pytest.mark.parametrize(
    ("told", "versus"),
    [
        ("2022年度收入总计100.00万元，支出总计100.00万元", ["prior_year", "prior_year"]),
        ("2022年度收入总计100.00万元，2023年度收入总计120.00万元", ["prior_year", ""]),
        ("截至2022年底，收入总计100.00万元", ["prior_year"]),
        ("收入总计120.00万元，其中2022年结转和结余20.00万元，本年收入100.00万元", ["", "", ""]),
    ],
)
def test_a_year_named_before_an_amount_is_its_year(told: str, versus: list[str]) -> None:
    rows = rows_of(f"一、收入支出决算总体情况说明\n{told}。\n")
    assert [(row.status, row.versus) for row in rows] == [("mapped", each) for each in versus]


@pytest.mark.parametrize("told", ["2021年度收入总计", "2022年度收入预算", "2022年度收入总计100.00万元，完成预算的"])
def test_what_is_of_another_year_is_nothing_of_these_accounts(told: str) -> None:
    assert rows_of(f"一、收入支出决算总体情况说明\n{told}95.00%。\n")[-1].concept == ""


def test_staff_is_of_the_kind_named_last() -> None:
    rows = rows_of(STAFF + "编制人数30人，其中行政20人；离退休人员10人，其中行政6人；在职人员28人，其中行政18人。\n")
    assert [row.concept for row in rows] == 2 * ["staff_establishment"] + 2 * ["retired_staff"] + 2 * ["staff_in_post_actual"]
    assert _concepts(STAFF + "编制30人，编制外行政辅助3人。\n")[-1] == ""


@pytest.mark.parametrize(
    "told",
    ["基本支出和项目支出两项分别占60%和40%", "基本支出和项目支出分别占本年支出的60%和40%", "基本支出、项目支出占比分别为60%、40%",
     "基本支出600.00万元，项目支出400.00万元。两项分别占60%和40%", "基本支出600.00万元、项目支出400.00万元，占本年支出的60%、40%"],
)  # fmt: skip
def test_a_list_of_names_is_answered_by_as_many_shares(told: str) -> None:
    rows = rows_of(f"{EXPENDITURE}本年支出合计1,000.00万元。{told}。\n")[-2:]
    assert [(row.concept, row.measure) for row in rows] == [("basic_expenditure", "share_pct"), ("project_expenditure", "share_pct")]


def test_a_clause_s_own_project_stands_before_that_of_the_heading() -> None:
    text = "（一）学生资助项目。全年预算50.00万元，执行数50.00万元，自评100分；河道治理项目全年预算数30.00万元，执行数27.00万元。\n"
    assert [row.member for row in rows_of(PERFORMANCE + text)] == 3 * ["学生资助"] + 2 * ["河道治理"]


@pytest.mark.parametrize(
    ("told", "versus"),
    [
        ("预算2.00万元，支出1.50万元，减少0.50万元", "budget"),
        ("预算2.00万元，支出1.50万元，下降25%", "budget"),
        ("预算2.00万元，支出1.50万元，减少0.60万元", "prior_year"),
        ("预算2.00万元，支出1.50万元，同比减少0.50万元", "prior_year"),
        ("上年支出2.00万元，本年预算2.00万元，支出1.50万元，减少0.50万元", "prior_year"),
        ("支出1.50万元，预算2.00万元，比上年减少0.10万元，节约0.50万元", "budget"),
        ("预算2.00万元，支出1.50万元，比上年2.10万元节约0.60万元", "prior_year"),
        ("支出2.50万元，超预算0.50万元", "budget"),
        ("支出2.50万元，超支0.50万元", "budget"),
    ],
)
def test_a_change_is_measured_from_what_was_named_or_bears_it_out(told: str, versus: str) -> None:
    row = rows_of(f"{THREE}公务接待费{told}。\n")[-1]
    assert (row.concept, row.measure[:6], row.versus) == ("official_reception_expenditure", "change", versus)


def test_what_may_be_an_excess_or_what_was_exceeded_is_neither() -> None:
    assert _concepts(THREE + "公务接待费2.00万元，低于年初预算1.50万元。\n")[-1] == ""


def test_a_verb_before_a_list_is_that_of_all_its_amounts() -> None:
    rows = rows_of(
        THREE + "“三公”经费减少1.00万元，主要原因是减少公务接待费0.60万元、公务用车运行维护费0.40万元，公务接待费支出2.00万元。\n"
    )
    assert [row.measure for row in rows] == ["change", "change", "change", "final"]


@pytest.mark.parametrize(("dropped", "concept"), [("出国（境）团组取消", "overseas_travel_expenditure"), ("招商活动取消", "")])
def test_a_budget_given_up_is_that_of_the_clause_before_it(dropped: str, concept: str) -> None:
    assert _concepts(f"{THREE}公务接待费2.00万元。{dropped}，原预算6.00万元。\n")[-1] == concept


@pytest.mark.parametrize(
    ("told", "concept"),
    [
        ("六、机关运行经费支出说明\n本单位维持机关日常运行的机关运行经费支出合计88.00万元。", "agency_operating_expenditure"),
        ("六、政府性基金预算\n政府性基金预算财政拨款支出合计88.00万元。", "government_fund_expenditure"),
        (EXPENDITURE + "上缴上级支出、经营支出共12.00万元。", ""),
        (EXPENDITURE + "项目支出100.00万元。其中：办案业务费项目支出40.00万元。", ""),
        ("八、国有资产占用情况\n单价50万元以上的通用设备3台。本年购置单价50万元以上的通用设备1台。", ""),
    ],
)
def test_a_name_within_a_longer_one_and_the_last_of_several_names_do_not_name_an_amount(told: str, concept: str) -> None:
    assert _concepts(told + "\n")[-1] == concept


def test_the_year_before_is_spoken_of_again_behind_the_budget() -> None:
    rows = rows_of(THREE + "公务接待费0.86万元，预算1.20万元，比预算减少0.34万元，同比下降11.34%。\n")
    assert [row.versus for row in rows] == ["", "", "budget", "prior_year"]
    rows = rows_of(THREE + "公务接待费0.86万元，预算1.20万元，比预算减少0.34万元，同比下降28.33%。\n")
    assert rows[-1].versus == "budget"


def test_a_document_s_first_number_has_no_other_before_it() -> None:
    """Not even the last one, of which nothing is known."""
    first, *_, last = rows_of(f"{THREE}（一）公务接待费\n支出1.00万元，公务接待费共2.00万元，来了3批客商。\n")
    assert (first.ordinal, first.sentence) == (1, last.sentence)
    assert (first.concept, last.status) == ("official_reception_expenditure", "unmapped")
