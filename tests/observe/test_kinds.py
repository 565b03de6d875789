"""What is of one kind, one fund, one evaluation or one guest only, and is not the whole that its words resemble."""

from __future__ import annotations

import pytest

from tests.observe.telling import PERFORMANCE, THREE, meanings, rows_of


@pytest.mark.parametrize(
    "told",
    [
        "公务用车运行维护费8.00万元，其中执法车运行费8.00万元。",
        "公务用车购置费8.00万元，其中执法执勤用车购置费8.00万元。",
        "“三公”经费支出决算8.00万元（其中：一般公共预算支出8.00万元",
        "公务接待费8.00万元。主要原因是年中追加公务接待费1.00万元。",
        "公务接待费8.00万元。公务接待费增加的主要原因是新增经费1.00万元。",
        "公务用车保有量8辆，其中1辆由陵园使用。",
    ],
)
def test_what_is_of_one_kind_of_one_fund_or_moved_is_not_the_item(told: str) -> None:
    assert [row.status for row in rows_of(f"{THREE}{told}\n")] == ["mapped", "unmapped"]


@pytest.mark.parametrize(
    ("told", "concepts"),
    [
        ("国内公务接待15批次120人次，共计支出1.72万元。", ["domestic_reception_expenditure"]),
        ("外事接待2批次5人次，共计支出0.30万元。", ["foreign_guest_reception_expenditure"]),
        ("国内公务接待15批次120人次，共计支出3.00万元。", ["official_reception_expenditure"]),
        ("国内公务接待15批次120人次，共计支出3.0万元。", ["official_reception_expenditure"]),
        ("主要是接待甲市调研组3批20人、乙市调研组2批10人，共15批130人。", ["domestic_reception_batches", "domestic_reception_persons"]),
        ("接待兄弟台考察学习团组9批88人次。", ["domestic_reception_batches", "domestic_reception_persons"]),
        ("因公出国（境）团组8个，其中省外7个团组80人次。", ["", ""]),
    ],
)
def test_receptions_at_home_and_of_foreign_guests_cost_what_is_told_of_them(told: str, concepts: list[str]) -> None:
    assert [concept for concept, _ in meanings(f"{THREE}公务接待费3.00万元。{told}\n")][-len(concepts) :] == concepts


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("组织对28个项目开展部门评价", ["department_evaluated_projects"]),
        ("开展了部门评价，涉及项目28个，涉及一般公共预算支出1260.00万元", ["department_evaluated_projects", ""]),
        (
            "共1家开展整体支出绩效自评，涉及财政性资金合计3774.66万元",
            ["whole_unit_self_evaluated_units", "whole_unit_self_evaluation_funds"],
        ),
        ("自评得分90分以上3个", ["work_metric"]),
        ("自评结果为“优”4个、“良”1个", ["projects_by_rating", "projects_by_rating"]),
        ("应急广播项目得96.2分，预算60.00万元，支出57.60万元", ["self_evaluation_score", "project_full_year_budget", "project_execution"]),
        ("孤残儿童养育经费480.00万元，得分98分", ["", "work_metric"]),
    ],
)
def test_evaluations_of_departments_and_whole_units_are_not_those_of_projects(told: str, read: list[str]) -> None:
    assert [concept for concept, _ in meanings(f"{PERFORMANCE}{told}。\n")] == read


@pytest.mark.parametrize(
    ("vehicles", "is_all"),
    [
        ("公务用车", True),
        ("机动车", True),
        ("公务车辆", True),
        ("其中公车", True),
        ("执法车", False),
        ("流动舞台车", False),
        ("校车", False),
    ],
)
def test_what_vehicles_of_one_kind_cost_is_not_what_all_cost(vehicles: str, is_all: bool) -> None:
    assert (
        meanings(f"{THREE}公务用车运行维护费9.00万元，{vehicles}运行费9.00万元。\n")[-1] == ("vehicle_operation_expenditure", "final")
    ) is is_all


def test_an_amount_of_which_nothing_is_known_takes_its_change_with_it() -> None:
    told = "“三公”经费支出38.00万元，较上年减少4.00万元，一般公共预算财政拨款支出33.00万元，较上年减少3.00万元，下降8.33%。"
    assert [concept for concept, _ in meanings(f"{THREE}{told}\n")] == ["three_public_expenditure"] * 2 + [""] * 3


def test_what_was_spent_on_an_item_from_a_fund_was_spent_on_the_item() -> None:
    assert meanings("九、会议费、培训费支出情况说明\n会议费一般公共预算财政拨款支出4.20万元。\n") == [("meeting_expenditure", "final")]
