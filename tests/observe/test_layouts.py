"""Layouts of tables that bodies print beside the national form: what names a row, what a column's words say, whose the title is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from orchestration.observe import Observation, observe
from orchestration.observe.observe import REFERENCE
from orchestration.observe.tables.titles import identify
from orchestration.observe.vocabulary import load
from orchestration.read import Document
from orchestration.read.document import Cell, Table


def _drawn(title: str, drawn: str) -> Table:
    """A table drawn line by line with bars; `<` continues the cell to the left."""
    cells = []
    for r, line in enumerate(drawn.strip().splitlines()):
        row = [text.strip() for text in line.split("|")]
        for c, text in enumerate(row):
            if text != "<":
                wide = next((n for n in range(c + 1, len(row)) if row[n] != "<"), len(row)) - c
                cells.append(Cell(r, c, 1, wide, text))
    return Table(title, tuple(cells))


def _cells(title: str, drawn: str, year: int = 2022) -> list[Observation]:
    return [row for row in observe(Document("html", "", tables=(_drawn(title, drawn),)), year, "").observations if row.origin == "table"]


def test_sides_headed_by_one_word_each_have_their_labels() -> None:
    cells = _cells(
        "部门收支决算总表\n单位：万元",
        """
        收 入        | 决算数 | 支 出            | 决算数
        一、财政拨款收入 | 9.00   | 一、一般公共服务支出 | 8.00
        本年收入合计   | 9.00   | 本年支出合计       | 8.00
        """,
    )
    assert [(row.row_key, row.concept) for row in cells] == [
        ("财政拨款收入", "fiscal_appropriation_revenue"),
        ("一般公共服务支出", "expenditure_by_function"),
        ("本年收入合计", "current_year_revenue_total"),
        ("本年支出合计", "current_year_expenditure_total"),
    ]


def test_the_first_column_names_the_row_whatever_it_is_headed_and_remarks_name_none() -> None:
    cells = _cells(
        "收入决算表\n单位：万元",
        """
        预算科目（类款项） | 合计 | 财政拨款收入 | 备注
        合计             | 7.00 | 7.00 | 含上年
        2010301 行政运行  | 7.00 | 7.00 |
        """,
    )
    assert [(row.row_key, row.column_key, row.concept) for row in cells if row.row_key != "合计"] == [
        ("2010301", "合计", "current_year_revenue_total_by_function"),
        ("2010301", "财政拨款收入", "fiscal_appropriation_revenue_by_function"),
    ]


def test_budgets_beside_the_final_account_are_budgets_and_all_sides_but_the_first_spend() -> None:
    cells = _cells(
        "财决批复01表\n收入支出决算批复表\n金额单位：万元",
        """
        收入       | <        | <      | 支出            | <        | <      | <                      | <        | <
        项目       | 年初预算数 | 决算数 | 项目（按功能分类） | 年初预算数 | 决算数 | 项目（按支出性质和经济分类） | 全年预算数 | 决算数
        二、事业收入 | 1.00     | 2.00  | 五、教育支出      | 3.00     | 4.00  | 一、基本支出              | 5.00     | 6.00
        """,
    )
    assert [(row.table_id, row.concept, row.measure, row.basis) for row in cells] == [
        ("T_TOTAL", "institutional_revenue", "budget", "initial_budget"),
        ("T_TOTAL", "institutional_revenue", "final", ""),
        ("T_TOTAL", "expenditure_by_function", "budget", "initial_budget"),
        ("T_TOTAL", "expenditure_by_function", "final", ""),
        ("T_TOTAL", "basic_expenditure", "budget", "full_year_budget"),
        ("T_TOTAL", "basic_expenditure", "final", ""),
    ]


def test_a_column_of_another_year_or_of_a_comparison_is_no_final_account() -> None:
    cells = _cells(
        "收入支出决算总表\n单位：万元",
        """
        收入       | 2022年度决算数（元） | 2021年决算数 | 上年决算数 | 比上年增减额 | 增长率（%） | 本年预算数 | 支出
        二、事业收入 | 20000.00          | 1.00       | 1.00     | 1.00       | 100.00    | 3.00      | 一、基本支出
        """,
    )
    assert [(row.concept, row.measure, row.value_cny) for row in cells if row.concept] == [
        ("institutional_revenue", "final", Decimal("20000.00")),
        ("institutional_revenue", "final", Decimal("10000.00")),
        ("institutional_revenue", "final", Decimal("10000.00")),
        ("institutional_revenue", "budget", Decimal("30000.00")),
    ]
    assert [row.versus for row in cells] == ["", "prior_year", "prior_year", "prior_year", "prior_year", ""]


def test_the_year_before_is_told_of_by_final_accounts_of_that_year_and_by_nothing_else() -> None:
    cells = _cells(
        "“三公”经费支出决算表\n单位：万元",
        """
        项目       | 2020年决算数 | 2021年 | 去年同期 | 2021年预算数 | 2022年 | 比2021年决算数
        公务接待费 | 1.00        | 2.00   | 2.00    | 3.00       | 5.00   | 3.00
        """,
    )
    assert [(row.concept, row.measure, row.versus) for row in cells if row.concept] == [
        ("official_reception_expenditure", "final", "prior_year"),
        ("official_reception_expenditure", "final", "prior_year"),
        ("official_reception_expenditure", "final", ""),
    ]


def test_a_column_that_nobody_knows_is_not_the_group_above_it() -> None:
    cells = _cells(
        "“三公”经费支出决算表\n单位：万元",
        """
        2022年预算数 | <                     | <     | <         | <         | 决算数
        合计        | 公务用车购置及运行维护费 | <     | <         | 公务接待费 | 合计
        合计        | 小计                  | 购置费 | 某某专项费 | 公务接待费 | 合计
        6.00       | 5.00                  | 4.00  | 1.00      | 1.00      | 5.00
        """,
    )
    assert [(row.row_key, row.concept, row.measure) for row in cells] == [
        ("数据行", "three_public_expenditure", "budget"),
        ("数据行", "vehicle_purchase_and_operation_expenditure", "budget"),
        ("数据行", "vehicle_purchase_expenditure", "budget"),
        ("数据行", "", ""),
        ("数据行", "official_reception_expenditure", "budget"),
        ("数据行", "three_public_expenditure", "final"),
    ]


def test_a_name_without_a_code_is_that_of_the_list_below_the_class_above_it() -> None:
    cells = _cells(
        "支出决算表\n单位：万元",
        """
        科目名称         | 本年支出合计
        一般公共服务支出   | 3.00
        政府办公厅（室）及相关机构事务 | 3.00
        行政运行         | 3.00
        某种事务         | 1.00
        行政运行         | 1.00
        住房公积金        | 2.00
        其他支出         | 2.00
        其他支出         | 2.00
        其他支出         | 2.00
        """,
    )
    assert [row.function_code for row in cells] == ["201", "20103", "2010301", "", "", "2210201", "229", "22999", "2299999"]
    assert [row.row_key for row in cells][:3] == ["一般公共服务支出", "政府办公厅(室)及相关机构事务", "行政运行"]
    economic = "一般公共预算财政拨款基本支出决算表\n单位：万元"
    assert [row.economic_code for row in _cells(economic, "科目名称 | 决算数\n商品和服务支出 | 2.00\n办公费 | 2.00")] == ["302", "30201"]
    coded = _cells("支出决算表\n单位：万元", "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 3.00\n | 行政运行 | 3.00")
    assert [row.function_code for row in coded] == ["201", ""]


def test_a_header_printed_again_within_the_table_is_none_of_its_rows() -> None:
    header = "科目编码 | 科目名称 | 合计 | 经营收入 | 其他收入\n栏次 | < | 1 | 2 | 3"
    cells = _cells("收入决算表\n单位：万元", f"{header}\n201 | 一般公共服务支出 | 3.00 | | 1.00\n{header}\n205 | 教育支出 | 2.00 | | 1.00")
    assert [(row.row_key, row.column_key) for row in cells] == [
        ("201", "合计"),
        ("201", "其他收入"),
        ("205", "合计"),
        ("205", "其他收入"),
    ]


def test_the_one_row_of_three_public_figures_is_so_whatever_stands_before_it() -> None:
    cells = _cells("“三公”经费支出决算表\n单位：万元", "单位名称 | 合计 | 公务接待费\n某县某局 | 2.00 | 2.00")
    assert {row.row_key for row in cells} == {"数据行"}


def test_wide_commas_and_brackets_of_a_negative_are_parts_of_an_amount() -> None:
    cells = _cells("支出决算表\n单位：万元", "科目编码 | 科目名称 | 基本支出 | 项目支出\n201 | 一般公共服务支出 | 1，234.50 | (1,000.25)")
    assert [(row.status, row.value) for row in cells] == [("mapped", Decimal("1234.50")), ("mapped", Decimal("-1000.25"))]


def test_a_fund_named_below_the_opening_balance_stands_under_it_though_worded_otherwise_above() -> None:
    cells = _cells(
        "财政拨款收入支出决算总表\n单位：万元",
        """
        收入                       | 决算数 | 支出           | 合计
        一、一般公共预算财政拨款收入   | 9.00  | 一、教育支出     | 9.00
        年初财政拨款结转和结余        | 1.00  | 年末财政拨款结转和结余 | 1.00
        一般公共预算财政拨款          | 1.00  |               |
        """,
    )
    assert (cells[-1].row_key, cells[-1].concept) == (
        "年初财政拨款结转和结余/一般公共预算财政拨款",
        "general_public_budget_opening_balance",
    )


def test_a_label_may_say_what_it_includes() -> None:
    cells = _cells(
        "收入决算表\n单位：万元",
        "科目编码 | 科目名称 | 合计 | 事业收入（含教育收费）\n合计 | < | 2.00 | 2.00",
    )
    assert [row.concept for row in cells] == ["current_year_revenue_total", "institutional_revenue"]


def test_balances_brought_and_carried_forward_are_those_of_the_year() -> None:
    cells = _cells("政府性基金预算财政拨款收入支出决算表\n单位：万元", "科目编码 | 科目名称 | 上年结转 | 结转下年\n合计 | < | 2.00 | 1.00")
    assert [row.concept for row in cells] == ["government_fund_opening_balance", "government_fund_closing_balance"]


def test_expenditure_by_its_nature_is_a_side_of_its_own_and_balances_may_be_told_by_use() -> None:
    cells = _cells(
        "收入支出决算总表\n单位：万元",
        """
        收入              | <    | 支出             | <
        项目              | 决算数 | 项目（按支出性质） | 决算数
        一、财政拨款收入    | 9.00 | 一、基本支出      | 5.00
        其中：政府性基金    | 1.00 | 日常公用经费      | 5.00
        年初结转和结余      | 1.00 | 年末结转和结余    | 2.00
        项目支出结转和结余   | 1.00 | 基本支出结转      | 2.00
        """,
        2015,
    )
    assert [row.concept for row in cells] == [
        "fiscal_appropriation_revenue", "basic_expenditure", "government_fund_revenue", "expenditure_by_use",
        "opening_balance", "closing_balance", "balance_by_use", "balance_by_use",
    ]  # fmt: skip


@pytest.mark.parametrize(("above", "concept"), [("上年财政拨款结转和结余", "government_fund_opening_balance"), ("某种结余", "")])
def test_a_fund_under_a_balance_is_not_the_revenue_of_that_name(above: str, concept: str) -> None:
    cells = _cells(
        "财政拨款收入支出决算总表\n单位：万元",
        f"收入 | 决算数 | 支出 | 合计\n一、政府性基金预算财政拨款 | 9.00 | |\n{above} | 1.00 | |\n一、政府性基金预算财政拨款 | 1.00 | |",
    )
    assert cells[-1].concept == concept


def test_a_numbered_part_has_its_label_only() -> None:
    cells = _cells("“三公”经费支出决算表\n单位：万元", "项目 | 预算数\n其中：（1）公务用车购置费 | 2.00\n①公务接待费 | 1.00")
    assert [row.row_key for row in cells] == ["公务用车购置费", "公务接待费"]


def test_of_two_columns_of_labels_the_one_beside_the_figures_names_the_row() -> None:
    cells = _cells(
        "一般公共预算财政拨款基本支出决算表\n单位：万元", "支出类别 | 科目名称 | 决算数\n人员经费 | 基本工资 | 2.00\n人员经费 | 奖金 | 1.00"
    )
    assert [row.row_key for row in cells] == ["基本工资", "奖金"]


def test_personnel_and_operating_columns_are_no_total_of_basic_expenditure() -> None:
    cells = _cells(
        "一般公共预算财政拨款基本支出决算表\n单位：万元", "科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费\n合计 | < | 3.00 | 2.00 | 1.00"
    )
    assert [row.concept for row in cells] == [
        "general_public_budget_basic_expenditure",
        "personnel_expenditure",
        "public_operating_expenditure",
    ]


def test_a_detail_by_function_class_is_not_the_basic_expenditure_by_economic_class() -> None:
    title = "一般公共预算财政拨款支出决算明细表\n单位：万元"
    by_function = _cells(title, "科目编码 | 科目名称 | 工资福利支出\n2010301 | 行政运行 | 2.00")
    by_economic = _cells(title, "科目编码 | 科目名称 | 决算数\n30101 | 基本工资 | 2.00")
    assert [row.table_id for row in (*by_function, *by_economic)] == ["T_OTHER", "T_GPB_BASIC"]


@pytest.mark.parametrize(
    ("heads", "table_id"),
    [
        (["公共财政预算财政拨款支出决算表", "单位：万元"], "T_GPB_EXP"),
        (["公共财政预算财政拨款基本支出决算表"], "T_GPB_BASIC"),
        (["收入支出决算批复表", "财决批复01表"], "T_TOTAL"),
        (["收入决算表", "公开02表", "编制单位：某局", "2022年度", "预算代码：101001", "金额单位：万元"], "T_REV"),
        (["支出决算表（单位：元）", "注：本表以元为单位。"], "T_EXP"),
    ],
)
def test_lines_that_say_whose_a_table_is_do_not_part_it_from_its_title(heads: list[str], table_id: str) -> None:
    assert identify(heads, load(REFERENCE))[0] == table_id


@pytest.mark.parametrize("said", ["收入决算表（万元）", "收入决算表\n（单位：人民币万元）", "收入决算表\n金额单位：（万元）"])
def test_the_unit_stands_in_the_title_too(said: str) -> None:
    assert _cells(said, "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 2.00")[0].value_cny == Decimal("20000")


def test_columns_of_whole_numbers_are_figures_where_their_words_name_money() -> None:
    cells = _cells(
        "政府性基金预算财政拨款收入支出决算表\n单位：元",
        """
        科目名称 | 收入 | 支出 | 行政事业类项目（万元）
        城乡社区支出 | 1200 | 1300.50 | 30
        其他支出 | 300 | 400.00 | 20
        """,
    )
    assert [(row.row_key, row.printed, str(row.value_cny)) for row in cells] == [
        ("城乡社区支出", "1200", "1200"),
        ("城乡社区支出", "1300.50", "1300.50"),
        ("城乡社区支出", "30", "300000"),
        ("其他支出", "300", "300"),
        ("其他支出", "400.00", "400.00"),
        ("其他支出", "20", "200000"),
    ]


def test_a_row_that_counts_keeps_its_unit_in_a_column_of_money() -> None:
    cells = _cells("“三公”经费支出决算表\n单位：万元", "项目 | 决算数（万元）\n公务接待费 | 1.00\n公务用车保有量（辆） | 3")
    assert [row.unit for row in cells] == ["万元", "辆"]
    worth = _cells("国有资产占用情况表\n单位：万元", "项目 | 数量 | 价值（万元）\n车辆（辆） | 3 | 40.00")
    assert [row.unit for row in worth] == ["辆", "万元"]


def test_a_code_in_a_header_is_no_year_and_last_year_s_budget_is_last_year_s() -> None:
    cells = _cells("支出决算表\n单位：万元", "项目 | 2050201学前教育 | 上年预算数 | 2021年度预算数\n某校 | 3.00 | 2.00 | 1.00")
    assert [row.versus for row in cells] == ["", "prior_year", "prior_year"]


@pytest.mark.parametrize(("title", "table_id"), [("国有资本经营预算财政拨款支出决算表", "T_SOE"), ("续表", "T_FUND")])
def test_a_table_with_a_title_of_its_own_is_no_lower_part_of_an_empty_one(title: str, table_id: str) -> None:
    empty = _drawn("政府性基金预算财政拨款收入支出决算表\n单位：万元", "科目编码 | 科目名称 | 年初结转和结余 | 本年收入")
    lower = _drawn("", f"{title} | < | < | <\n科目编码 | 科目名称 | 合计 | 基本支出\n223 | 国有资本经营预算支出 | 3.00 | 3.00")
    rows = observe(Document("html", "", tables=(empty, replace(lower, continues=True))), 2022, "").observations
    assert {row.table_id for row in rows if row.origin == "table"} == {table_id}


def test_a_header_alone_is_none_of_a_table_with_other_columns() -> None:
    """A hostile or damaged file may say that anything goes on from the page before."""
    alone = _drawn("支出决算表\n单位：万元", "科目编码 | 科目名称 | 合计")
    other = _drawn("", "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n201 | 一般公共服务支出 | 3.00 | 2.00 | 1.00")
    rows = observe(Document("html", "", tables=(alone, replace(other, continues=True))), 2022, "").observations
    assert [row.printed for row in rows if row.origin == "table"] == ["3.00", "2.00", "1.00"]


def test_a_form_may_tell_budget_and_final_account_in_rows_and_below_them_what_was_counted_side_by_side() -> None:
    cells = _cells(
        "一般公共预算财政拨款“三公”经费、会议费和培训费支出决算表\n单位：万元",
        """
        项目   | “三公”经费 | <            | 会议费
              | 合计      | 公务接待费     |
        预算数 | 9.00     | 2.00         | 1.00
        决算数 | 7.00     | 1.50         | 0.80
        相关统计数： | < | < | <
        项目   | 统计数    | 项目          | 统计数
        公务用车保有量（辆） | 3 | 国内公务接待批次（个） | 41
        """,
    )
    assert [(row.row_key, row.concept, row.measure, row.printed) for row in cells] == [
        ("预算数", "three_public_expenditure", "budget", "9.00"),
        ("预算数", "official_reception_expenditure", "budget", "2.00"),
        ("预算数", "meeting_expenditure", "budget", "1.00"),
        ("决算数", "three_public_expenditure", "final", "7.00"),
        ("决算数", "official_reception_expenditure", "final", "1.50"),
        ("决算数", "meeting_expenditure", "final", "0.80"),
        ("公务用车保有量(辆)", "official_vehicles_held_year_end", "count", "3"),
        ("国内公务接待批次(个)", "domestic_reception_batches", "count", "41"),
    ]
    assert {row.column_key for row in cells[-2:]} == {"统计数"}


def test_a_word_among_the_values_of_a_form_names_no_number() -> None:
    cells = _cells(
        "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元",
        """
        项目     | 2021年决算数 | 2022年预算数 | 2022年决算数
        公务接待费 | 3.00       | 未单列      | 2.00
        """,
    )
    assert [(row.concept, row.measure, row.versus, row.printed) for row in cells] == [
        ("official_reception_expenditure", "final", "prior_year", "3.00"),
        ("official_reception_expenditure", "final", "", "2.00"),
    ]
