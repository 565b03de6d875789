"""What a figure is of where its own words say little: what a change begins with, ratings behind a count, the fund of its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orchestration.observe import observe
from orchestration.observe.labels import Context, Named, name
from orchestration.observe.observe import REFERENCE
from orchestration.observe.phrases import Reading
from orchestration.observe.vocabulary import Label, load
from orchestration.read import Document
from orchestration.read.document import Cell, Table
from tests.observe.telling import EXPENDITURE, PERFORMANCE, THREE, TOTALS, meanings, rows_of


def test_a_colon_behind_其中_opens_a_list_and_names_nothing() -> None:
    assert rows_of(EXPENDITURE + "本年支出100.00万元，其中：60.00万元用于工资。\n")[1].phrase == ""


@pytest.mark.parametrize("change", ["由10.00万元调整到12.00万元", "由10.00万元追加至12.00万元", "由10.00万元增加到12.00万元"])
def test_a_budget_that_is_changed_is_no_amount_of_the_accounts(change: str) -> None:
    first, *rest = rows_of(THREE + f"公务接待费支出5.00万元，年初预算{change}。\n")
    assert first.concept == "official_reception_expenditure"
    assert [row.status for row in rest] == ["unmapped", "unmapped"]


@pytest.mark.parametrize("start", ["由上年的", "由2022年度的", "由", "从原来的"])
def test_a_change_begins_with_the_year_before(start: str) -> None:
    _, before, now = rows_of(THREE + f"公务接待费支出5.00万元，{start}7.00万元减少到5.00万元。\n")
    assert (before.concept, before.measure, before.versus) == ("official_reception_expenditure", "final", "prior_year")
    assert (now.measure, now.versus or "") == ("final", "")


def test_only_a_verb_of_change_leads_to_where_it_ends() -> None:
    rows = rows_of(THREE + "公务用车运行维护费3.00万元，由2.00万元追加至3.00万元。\n")
    assert [row.status for row in rows] == ["mapped", "unmapped", "unmapped"]


def test_pay_by_performance_opens_no_section_on_performance() -> None:
    heading = "六、一般公共预算财政拨款基本支出决算情况说明\n"
    text = heading + "（一）人员经费\n1.基本工资5.00万元。\n2.{}\n绩效工资12.00万元，比上年增加1.00万元。奖金3.00万元。\n"
    for item in ("绩效工资", "绩效"):
        assert meanings(text.format(item)) == [
            ("general_public_budget_expenditure_by_economic", measure) for measure in ("final", "final", "change", "final")
        ]


@pytest.mark.parametrize("heading", ["绩效", "绩效管理工作开展情况", "项目绩效情况", "绩效目标完成情况"])
def test_a_heading_on_performance_opens_its_section(heading: str) -> None:
    assert rows_of(f"十一、{heading}\n农村饮水项目自评得分95分。\n")[0].area == "performance"


def test_a_row_on_pay_by_performance_opens_no_topic_of_a_table() -> None:
    rows = (("项目", "决算数"), ("绩效工资", "1.00"), ("其他资金", "3.00"))
    table = Table("某资金收支表\n单位：万元", tuple(Cell(r, c, 1, 1, said) for r, row in enumerate(rows) for c, said in enumerate(row)))
    seen = observe(Document("html", "", tables=(table,)), 2023, "").observations
    assert [row.concept or "" for row in seen if row.origin == "table"] == ["", ""]


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("3个为优，5个为良", "优"), ("3个为优秀，5个为良好", "优秀"), ("3个为中等次", "中"), ("3个项目自评结果为优的给予奖励", "优"),
        ("3个为中央项目，5个为省级项目", None), ("3个为优抚类项目", None), ("2个为中小学项目", None), ("2个为一般性项目", None),
    ],
)  # fmt: skip
def test_a_rating_behind_a_count_is_a_whole_word(said: str, rating: str | None) -> None:
    row = rows_of(PERFORMANCE + f"对8个项目开展绩效自评，其中{said}。\n")[1]
    assert (row.member if row.concept == "projects_by_rating" else None) == rating


def test_a_label_without_words_says_all_that_a_label_says() -> None:
    row = Label("", frozenset(), (), ("@个",), "projects_by_rating", "@before", "score", ("one", "other"))
    words = replace(load(REFERENCE), labels={"": (row,)})
    found = name(Reading("", 0, ""), words, Context("performance", "", "", "", words.unit_at("个", 0), 2023, before="乙"))
    assert found == Named("projects_by_rating", "乙", measure="score", pair=("one", "other"))


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("因公出国（境）费支出0万元；公务接待费支出1.20万元，接待批次3个，人数20人。", "domestic_reception_persons"),
        ("公务接待费支出1.20万元；因公出国（境）费支出3.00万元，出国团组1个，人数20人。", "overseas_persons"),
        ("公务接待费支出1.20万元，其中外事接待费支出0.50万元，接待批次3个，人数20人。", "foreign_reception_persons"),
    ],
)
def test_people_are_those_of_the_spending_named_last(said: str, concept: str) -> None:
    assert meanings(THREE + said + "\n")[-1] == (concept, "count")


@pytest.mark.parametrize("rated", ["95分——优秀", "95分-优", "95分—优", "95分"])
def test_a_rating_behind_a_dash_makes_no_band_of_a_score(rated: str) -> None:
    assert meanings(PERFORMANCE + f"农村饮水项目自评得分{rated}。\n") == [("self_evaluation_score", "score")]


@pytest.mark.parametrize("band", ["80分-90分", "80分——90分", "80分至 90分", "80分（含）至90分", "80分以上的"])
def test_a_band_of_scores_is_no_score(band: str) -> None:
    assert rows_of(PERFORMANCE + f"得分{band}项目较多。\n") == []


@pytest.mark.parametrize("own", ["我局", "全局", "机关本级", "全系统", "我局2023年度", "本单位"])
def test_an_organisation_s_own_total_is_its_total(own: str) -> None:
    assert meanings(TOTALS + f"{own}收入总额100.00万元。\n")[0] == ("revenue_total", "final")
    assert meanings(EXPENDITURE + f"{own}支出总额100.00万元。\n")[0] == ("expenditure_total", "final")


@pytest.mark.parametrize("other", ["全市", "工会经费", "康复扶助专项"])
def test_another_s_total_is_not_its_total(other: str) -> None:
    assert meanings(EXPENDITURE + f"{other}支出总额100.00万元。\n") == [("", "")]


PROJECTS = PERFORMANCE + (
    "河道治理项目绩效自评综述：根据年初设定的绩效目标，河道治理项目自评得分为96.80分。全年预算数为850.00万元，执行数为833.00万元，"
    "完成预算的98.00%。项目绩效目标完成情况：一是完成河道治理。\n"
    "安全饮水项目绩效自评综述：根据年初设定的绩效目标，自评得分为98.00分。全年预算数为400.00万元，执行数为390.00万元，完成预算的97.50%。\n"
)


def test_a_project_named_within_a_paragraph_has_the_figures_behind_its_name() -> None:
    rows = rows_of(PROJECTS)
    assert [row.concept for row in rows] == 2 * [
        "self_evaluation_score", "project_full_year_budget", "project_execution", "project_budget_completion",
    ]  # fmt: skip
    assert [row.member for row in rows] == 4 * ["河道治理"] + 4 * ["安全饮水"]


def test_what_is_concluded_of_a_project_is_told_of_it_and_its_outputs_end_where_the_next_begins() -> None:
    told = observe(Document("text", PROJECTS), 2023, "临河县水务局").statements
    assert [(each.kind, each.subject) for each in told] == [
        ("performance_conclusion", "河道治理"), ("project_output", "河道治理"), ("performance_conclusion", "安全饮水"),
    ]  # fmt: skip
    assert told[1].text == "一是完成河道治理"


@pytest.mark.parametrize(
    ("said", "member"),
    [
        ("“乡村道路”项目自评98分", "乡村道路"),
        ("乡村道路项目自评得分98分", "乡村道路"),
        ("重点项目自评得分98分", ""),
        ("各项目自评得分98分", ""),
    ],
)
def test_a_project_named_before_its_score_has_the_score_and_the_amounts_behind_it(said: str, member: str) -> None:
    rows = rows_of(PERFORMANCE + f"{said}，年初预算100.00万元，实际支出90.00万元。整体支出绩效自评得分96分。\n")
    assert [row.concept for row in rows[:3]] == ["self_evaluation_score", "project_full_year_budget", "project_execution"]
    assert [row.member for row in rows] == [member, member, member, ""]


@pytest.mark.parametrize(
    ("said", "concept"),
    [("购置", "vehicle_purchase_expenditure"), ("运行维护", "vehicle_operation_expenditure"), ("设备购置", ""), ("系统运行维护", "")],
)
def test_a_short_name_names_only_where_it_is_all_that_is_said(said: str, concept: str) -> None:
    text = "三、“三公”经费支出决算情况说明\n公务用车购置及运行维护费支出5.00万元，其中"
    assert rows_of(f"{text}{said}1.20万元。\n")[-1].concept == concept


@pytest.mark.parametrize(("said", "concept"), [("绩效自评", "self_evaluated_projects"), ("绩效监控", "work_metric")])
def test_the_rest_of_the_clause_says_what_projects_are_counted_for(said: str, concept: str) -> None:
    rows = rows_of(PERFORMANCE + f"我单位将7个项目、1,792.00万元全部纳入{said}。\n")
    assert rows[0].concept == concept
    assert rows[1].concept == ("self_evaluated_project_funds" if concept == "self_evaluated_projects" else "")


@pytest.mark.parametrize("said", ["每10万人拥有养老床位", "开展24小时值守，新增床位", "新签约10亿元以上项目"])
def test_what_a_rate_is_of_and_what_names_a_service_are_no_figures(said: str) -> None:
    assert [row.printed for row in rows_of(f"九、重点工作完成情况\n{said}32个。\n")] == ["32"]


@pytest.mark.parametrize(
    ("printed", "unit", "kind"),
    [
        ("12.5万余人", "万人", "count"), ("320万页", "万", "count"), ("30万余元", "万元", "final"), ("50万用于建设", "万元", "final"),
        ("80万", "万元", "final"), ("1.2万帧", "万", "count"),
    ],
)  # fmt: skip
def test_ten_thousand_counts_what_stands_behind_it_and_is_money_where_an_amount_goes_on(printed: str, unit: str, kind: str) -> None:
    """Also where what is counted is no known unit: taken for money it would hold back the whole release."""
    (row,) = rows_of(f"九、重点工作完成情况\n全年投入{printed}。\n")
    assert (row.unit, row.measure) == (unit, kind)
    assert (row.value_cny is not None) == (kind == "final")


def test_what_is_spent_behind_a_fund_s_revenue_is_that_fund_s() -> None:
    rows = rows_of(
        "四、财政拨款收入支出决算总体情况说明\n其中，一般公共预算财政拨款收入80.00万元，支出78.00万元；政府性基金预算财政拨款本年收入"
        "20.00万元，本年支出19.00万元；支出总计100.00万元。\n"
    )
    assert [row.concept for row in rows] == [
        "general_public_budget_revenue", "general_public_budget_expenditure", "government_fund_revenue", "government_fund_expenditure",
        "fiscal_appropriation_expenditure_total",
    ]  # fmt: skip


@pytest.mark.parametrize("each", ["生均", "人均", "床均"])
def test_an_amount_a_head_is_not_the_amount(each: str) -> None:
    rows = rows_of(f"六、一般公共预算财政拨款基本支出决算情况说明\n公用经费148.00万元。{each}公用经费618.21元。\n")
    assert [row.concept for row in rows] == ["public_operating_expenditure", ""]


def test_beds_are_no_posts() -> None:
    rows = rows_of("三、部门人员构成\n核定编制310名，编制床位500张。\n")
    assert [row.concept for row in rows] == ["staff_establishment", ""]


@pytest.mark.parametrize(
    ("said", "measure"),
    [("少支", "change"), ("超支", "change"), ("减支", "change"), ("多支出", "change"), ("多赚", ""), ("未用", "")],
)
def test_a_verb_that_is_not_known_leads_to_no_amount_of_what_is_compared_with(said: str, measure: str) -> None:
    for base in ("预算", "上年"):
        rows = rows_of(f"七、“三公”经费支出决算情况说明\n公务接待费6.80万元，比{base}{said}3.20万元。\n")
        assert rows[1].measure == measure


def test_spending_less_than_planned_compares_with_the_plan_that_the_sentence_told() -> None:
    rows = rows_of("七、“三公”经费支出决算情况说明\n公务接待费全年预算12.00万元，实际支出8.20万元，少支出3.80万元。\n")
    assert [(row.measure, row.versus, row.basis) for row in rows][2] == ("change", "budget", "full_year_budget")


def test_a_total_of_the_year_before_is_not_this_year_s() -> None:
    rows = rows_of("一、收入支出决算总体情况说明\n收入总计520.60万元，与上年收入总计541.20万元相比减少20.60万元。\n")
    assert [(row.concept, row.versus) for row in rows] == [
        ("revenue_total", ""), ("revenue_total", "prior_year"), ("revenue_total", "prior_year"),
    ]  # fmt: skip


def test_a_plan_of_another_item_is_not_compared_with() -> None:
    rows = rows_of(
        "五、一般公共预算财政拨款支出决算情况说明\n行政运行（2010101）年初预算350.00万元，机关服务（2010103）支出22.00万元，超出2.00万元。\n"
    )
    assert rows[-1].versus == "prior_year"


@pytest.mark.parametrize("heading", ["社会事业发展规划（项）", "业务工作经费"])
def test_an_item_of_spending_opens_no_part_on_the_year_s_work(heading: str) -> None:
    rows = rows_of(f"五、一般公共预算财政拨款支出决算情况说明\n（一）{heading}\n支出决算为22.00万元。\n")
    assert {row.area for row in rows} == {"gpb_expenditure"}


@pytest.mark.parametrize("budget", ["完成预算8.00万元的81.25%", "预算8.00万元"])
def test_a_budget_told_behind_what_was_spent_has_no_parts(budget: str) -> None:
    rows = rows_of(THREE + f"“三公”经费支出决算6.50万元，{budget}，其中：公务接待费1.50万元。\n")
    assert rows[-1].group_ordinal == rows[0].ordinal


def test_vehicles_that_are_hired_are_not_held() -> None:
    rows = rows_of(THREE + "公务用车保有量3辆，其中执法车1辆，另租赁执法车2辆。\n")
    assert [(row.concept, row.member) for row in rows[1:]] == [("official_vehicles_held_year_end", "执法车"), ("", "")]


def test_kinds_of_retired_staff_are_not_in_post() -> None:
    rows = rows_of("三、人员构成情况\n在职人员28人，其中行政28人；离退休人员15人，其中行政6人、事业9人。\n")
    assert [(row.concept, row.member) for row in rows[1:]] == [
        ("staff_in_post_actual", "行政"), ("retired_staff", ""), ("retired_staff", "行政"), ("retired_staff", "事业")
    ]  # fmt: skip


def test_points_are_those_of_a_share_and_the_rest_of_a_total_may_be_named_behind_it() -> None:
    procured = "十、政府采购支出情况说明\n授予中小企业合同金额4.16亿元，占80.00%，较上年提高3.5个百分点；其中，小微企业2.34亿元。\n"
    assert [concept for concept, _ in meanings(procured)][2:] == ["", "procurement_contracts_to_small_micro"]
    spent = "财政拨款支出54.00万元，其中政府性基金预算财政拨款支出4.00万元；余下50.00万元为一般公共预算财政拨款支出，"
    spent += "较年初预算40.00万元超支10.00万元。"
    said = meanings(f"四、财政拨款支出决算情况说明\n{spent}\n")
    assert [concept for concept, _ in said[2:]] == ["general_public_budget_expenditure"] * 3


def test_a_heading_may_open_two_areas() -> None:
    told = "政府采购支出总额100.00万元。年末固定资产200.00万元；单价50万元以上通用设备2台。"
    assert meanings(f"七、政府采购和资产情况\n{told}\n")[1:] == [
        ("fixed_assets", "final"),
        ("general_equipment_unit_value_ge_500k", "count"),
    ]


@pytest.mark.parametrize(
    ("told", "concept"),
    [
        ("一般公共预算财政拨款本年收入50.00万元，比上年增加1.00万元；本年支出49.00万元", "general_public_budget_expenditure"),
        ("政府性基金预算财政拨款年初结转和结余2.00万元；本年收入31.00万元；本年支出30.00万元", "government_fund_expenditure"),
        (
            "财政拨款收入53.00万元，其中：一般公共预算51.00万元；政府性基金预算2.00万元；本年支出52.00万元",
            "fiscal_appropriation_expenditure",
        ),
        (
            "收入包括：政府性基金预算财政拨款收入2.00万元；年初财政拨款结转和结余1.00万元；支出包括：本年支出19.00万元",
            "fiscal_appropriation_expenditure",
        ),
    ],
)
def test_what_a_year_spent_is_of_the_fund_that_its_sentence_begins_with(told: str, concept: str) -> None:
    assert meanings(f"四、财政拨款收入支出决算总体情况说明\n{told}。\n")[-1] == (concept, "final")
