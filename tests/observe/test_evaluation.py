"""Self-evaluation forms and lists of their results: what each number is, whose it is, and what it belongs to, in every format."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from orchestration.observe import Observation, observe
from orchestration.read import Document, read
from orchestration.read.document import Cell, Table
from tests.generator import generate
from tests.generator.model import Disclosure, Paragraph, TableCell
from tests.generator.model import Table as Printed
from tests.generator.money import WAN
from tests.generator.render_docx import docx
from tests.generator.render_html import html
from tests.generator.render_pdf import pdf
from tests.generator.render_sheets import xlsx

NATIONAL = """
项目名称     | 河道清淤项目    | <     | <      | <      | <     | <     | <
主管部门     | 某区水务局     | <     | <      | 实施单位   | 某区河道所 | <     | <
项目资金（万元） |           | 年初预算数 | 全年预算数  | 全年执行数  | 分值    | 执行率   | 得分
^        | 年度资金总额    | 120.00 | 100.00 | 98.50  | 10    | 98.50% | 9.85
^        | 其中：当年财政拨款 | 100.00 | 80.00  | 78.50  | —     | 98.13% | —
^        | 上年结转资金    | 20.00 | 20.00  | 20.00  | —     | 100.00% | —
^        | 其他资金      |       |        |        | —     |       | —
年度总体目标   | 预期目标      | <     | <      | 实际完成情况 | <     | <     | <
^        | 清淤 10 公里   | <     | <      | 已完成 10 公里 | <     | <     | <
一级指标     | 二级指标      | 三级指标  | 年度指标值  | 实际完成值  | 分值    | 得分    | 偏差原因
产出指标     | 数量指标      | 清淤长度  | ≥10公里  | 10公里   | 50    | 49.5  |
^        | 时效指标      | 完成时间  | 12月底前  | 12月底前  | 10    | 10    | 略有延迟
满意度指标    | 居民满意度     | 满意度   | ≥90%   | 92%    | 30    | 28    |
总分       | <         | <     | <      | <      | 100   | 97.35 |
"""


def _cells(drawn: str) -> list[tuple[int, int, int, int, str]]:
    """(row, column, row span, column span, text) of a table drawn with bars; `<` continues the cell to the left, `^` the one above."""
    rows = [[text.strip() for text in line.split("|")] for line in drawn.strip().splitlines()]
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                wide = next((n for n in range(c + 1, columns) if row[n] != "<"), columns) - c
                deep = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "^"), len(rows)) - r
                cells.append((r, c, deep, wide, text))
    return cells


def _table(title: str, drawn: str, continues: bool = False) -> Table:
    return Table(title, tuple(Cell(*cell) for cell in _cells(drawn)), continues=continues)


def _read(*tables: Table) -> list[Observation]:
    return [row for row in observe(Document("html", "", tables=tables), 2022, "").observations if row.origin == "table"]


def _form(drawn: str, title: str = "项目支出绩效自评表") -> list[Observation]:
    return _read(_table(title, drawn))


def _told(rows: list[Observation]) -> list[tuple[str, str, str, str]]:
    return [(row.concept, row.measure, row.row_key, str(row.value)) for row in rows]


def _spot(rows: list[Observation], row: str, column: str) -> Observation:
    return next(each for each in rows if (each.row_key, each.column_key) == (row, column))


def test_every_number_of_the_national_form_is_told_for_what_it_is() -> None:
    rows = _form(NATIONAL)
    assert {row.status for row in rows} == {"mapped"}
    assert {(row.member, row.table_id) for row in rows} == {("河道清淤", "T_OTHER")}
    assert _told(rows)[:6] == [
        ("project_full_year_budget", "budget", "年度资金总额", "120.00"),
        ("project_full_year_budget", "budget", "年度资金总额", "100.00"),
        ("project_execution", "final", "年度资金总额", "98.50"),
        ("performance_indicator_weight", "score", "年度资金总额", "10"),
        ("project_budget_completion", "completion_pct", "年度资金总额", "98.50"),
        ("performance_indicator_score", "score", "年度资金总额", "9.85"),
    ]
    assert [row.basis for row in rows[:3]] == ["initial_budget", "full_year_budget", ""]
    assert {row.concept for row in rows if row.row_key in ("当年财政拨款", "上年结转资金")} == {
        "evaluated_fiscal_funds",
        "evaluated_carried_over_funds",
    }
    assert _told(rows)[-6:] == [
        ("performance_indicator_target", "count", "满意度", "90"),
        ("performance_indicator_actual", "count", "满意度", "92"),
        ("performance_indicator_weight", "score", "满意度", "30"),
        ("performance_indicator_score", "score", "满意度", "28"),
        ("self_evaluation_full_score", "score", "总分", "100"),
        ("self_evaluation_score", "score", "总分", "97.35"),
    ]


def test_amounts_are_in_the_unit_of_the_form_and_bounds_are_approximate() -> None:
    rows = _form(NATIONAL)
    assert _spot(rows, "年度资金总额", "全年执行数").value_cny == Decimal(985000)
    assert [(row.unit, row.is_approximate) for row in rows if row.concept == "performance_indicator_target"] == [
        ("公里", True),
        ("%", True),
    ]


def test_cells_point_at_what_they_speak_of_and_at_their_total() -> None:
    rows = _form(NATIONAL)
    rate, part, score = (
        _spot(rows, "当年财政拨款", "执行率"), _spot(rows, "上年结转资金", "全年预算数"), _spot(rows, "清淤长度", "得分"),
    )  # fmt: skip
    by_ordinal = {row.ordinal: row for row in rows}
    executed = by_ordinal[rate.subject_ordinal or 0]
    assert (executed.row_key, executed.column_key) == ("当年财政拨款", "全年执行数")
    assert by_ordinal[executed.subject_ordinal or 0].column_key == "全年预算数"
    whole = by_ordinal[part.group_ordinal or 0]
    assert (whole.row_key, whole.column_key) == ("年度资金总额", "全年预算数")
    assert by_ordinal[score.subject_ordinal or 0].concept == "performance_indicator_weight"
    assert by_ordinal[score.group_ordinal or 0].concept == "self_evaluation_score"


@pytest.mark.parametrize("render", [docx, html, pdf, xlsx])
@pytest.mark.parametrize("alone", [True, False])
def test_a_form_is_read_alike_alone_and_at_the_end_of_a_document_in_every_format(
    render: Callable[[Disclosure], bytes], alone: bool
) -> None:
    disclosure = generate(1, size="small")
    cells = [TableCell(r, c, text, deep, wide) for r, c, deep, wide, text in _cells(NATIONAL)]
    form = Printed("T_OTHER", ["项目支出绩效自评表"], "", WAN, [], cells, 1, [10] * 8, False)
    disclosure.blocks[:] = [*([Paragraph(["附件"])] if alone else disclosure.blocks), form]
    found = observe(read(render(disclosure)), 2022, "").observations
    evaluated = [row for row in found if row.origin == "table" and row.member == "河道清淤"]
    assert _told(evaluated) == _told(_form(NATIONAL))


def test_a_bare_rate_is_a_percentage_and_a_fraction_a_ratio() -> None:
    drawn = """
    项目名称 | 执行数 | 预算数 | 执行率 | 自评得分
    甲      | 9.00  | 10.00 | 90     | 95
    乙      | 9.00  | 10.00 | 0.9    | 95
    丙      | 9.00  | 10.00 | 90%    | 95
    """
    rows = [row for row in _form(drawn, "项目绩效自评结果汇总表\n单位：万元") if row.column_key == "执行率"]
    assert [(row.concept, row.unit, str(row.value)) for row in rows] == [
        ("project_budget_completion", "%", "90"),
        ("budget_completion_ratio", None, "0.9"),
        ("project_budget_completion", "%", "90"),
    ]


def test_a_list_names_its_projects_and_its_total_is_of_all_of_them() -> None:
    drawn = """
    序号 | 项目名称   | 主管部门 | 预算执行情况（万元） | <      | <     | 自评得分 | 自评等级
    ^   | ^       | ^     | 预算数          | 执行数   | 执行率   | ^     | ^
    1   | 河道清淤项目 | 水务局   | 100.00       | 98.50  | 98.50% | 97.35 | 优
    2   | 智慧停车   | 城管局   | 50           | 0      | 0      | 60    | 差
    合计 | <       | <     | 150.00       | 98.50  | 65.67% |       |
    """
    rows = _form(drawn, "2022年度项目支出绩效自评结果汇总表")
    assert [(row.status, row.member) for row in rows if row.column_key == "序号"] == [("label", "河道清淤"), ("label", "智慧停车")]
    figures = [row for row in rows if row.status == "mapped"]
    assert [(row.member, row.concept) for row in figures] == [
        *((member, concept) for member in ("河道清淤", "智慧停车") for concept in (
            "project_full_year_budget", "project_execution", "project_budget_completion", "self_evaluation_score",
        )),
        ("", "project_budget_total"), ("", "project_execution_total"), ("", "project_budget_total"),
    ]  # fmt: skip
    assert all(row.unit == "万元" for row in figures if row.measure in ("budget", "final"))


def test_a_form_of_the_whole_unit_tells_of_the_unit() -> None:
    drawn = """
    部门（单位）名称   | 某区司法局 | <     | <     | <   | <  | <
    年度预算资金（元） |       | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^         | 年度资金总额 | 900  | 1,000 | 950 | 10 | 95%  | 9.5
    ^         | 其中：财政拨款 | 900 | 990   | 940 |    |      |
    ^         | 彩票资金  | 0     | 10    | 10  |    |      |
    一级指标      | 二级指标  | 三级指标  | 年度指标值 | 实际完成值 | 分值 | 得分 |
    产出指标      | 数量指标  | 调解案件  | 500件  | 612件  | 90 | 88  |
    合计        | <     | <     | <     | <     | 100 | 97.5 |
    """
    rows = _form(drawn, "部门整体支出绩效自评表")
    assert {row.member for row in rows} == {""}
    assert [row.concept for row in rows if row.row_key == "年度资金总额" and row.measure in ("budget", "final", "completion_pct")] == [
        "whole_unit_budget_total", "whole_unit_budget_total", "whole_unit_execution_total", "whole_unit_budget_completion",
    ]  # fmt: skip
    assert _told(rows)[-1] == ("whole_unit_self_evaluation_score", "score", "合计", "97.5")
    assert {row.status for row in rows if row.row_key == "彩票资金"} == {"unmapped"}


def test_words_beside_a_number_say_what_it_is_where_no_header_does() -> None:
    drawn = """
    项目名称      | 食品抽检 | <      | <    | <    | 年度  | 2022
    项目预算（万元） | 80   | 实际执行（万元） | 76.8 | 执行率 | 96% |
    一级指标      | 二级指标 | 指标名称   | 目标值  | 完成值  | 得分  |
    产出        | 数量   | 抽检     | 1,200批次 | 1250批次 | 58 |
    自评得分      | 98   | 自评等级   | 优    | <    | <   |
    """
    assert _told(_form(drawn)) == [
        ("", "", "", "2022"),
        ("project_full_year_budget", "budget", "", "80"),
        ("project_execution", "final", "", "76.8"),
        ("project_budget_completion", "completion_pct", "", "96"),
        ("performance_indicator_target", "count", "抽检", "1200"),
        ("performance_indicator_actual", "count", "抽检", "1250"),
        ("performance_indicator_score", "score", "抽检", "58"),
        ("self_evaluation_score", "score", "自评得分", "98"),
    ]


def test_forms_below_each_other_in_one_grid_are_of_their_own_projects() -> None:
    second = NATIONAL.replace("河道清淤项目", "桥梁检测").replace("97.35", "90.00")
    rows = _form(NATIONAL.strip() + second)
    assert [(row.member, str(row.value)) for row in rows if row.concept == "self_evaluation_score"] == [
        ("河道清淤", "97.35"),
        ("桥梁检测", "90.00"),
    ]
    totals = {row.ordinal: row.member for row in rows if row.row_key == "总分"}
    assert all(
        totals[row.group_ordinal] == row.member for row in rows if row.concept == "performance_indicator_score" and row.group_ordinal
    )


def test_a_form_goes_on_over_the_page() -> None:
    lines = NATIONAL.strip().splitlines()
    pages = (_table("项目支出绩效自评表", "\n".join(lines[:11])), _table("", "\n".join(lines[12:]), continues=True))
    assert _told(_read(*pages))[-2:] == _told(_form(NATIONAL))[-2:]


def test_a_list_of_projects_that_no_evaluation_titles_is_none() -> None:
    drawn = """
    项目名称 | 预算数 | 决算数
    甲      | 10.00 | 9.00
    """
    assert not {row.concept for row in _form(drawn, "项目支出情况表\n单位：万元")} & {"project_full_year_budget", "project_execution"}


def test_blank_rows_and_cells_cut_short_stop_nothing() -> None:
    whole = [Cell(*cell) for cell in _cells(NATIONAL)]
    blank = [cell._replace(text="") if cell.row in (3, 11) else cell for cell in whole]
    for cells in (blank, *(whole[:end] for end in range(1, len(whole)))):
        _read(Table("项目支出绩效自评表", tuple(cells)), Table("", tuple(cells[1:]), continues=True))
    assert _told(_read(Table("项目支出绩效自评表", tuple(blank))))[-1] == ("self_evaluation_score", "score", "总分", "97.35")


FUNDS = "项目资金 | 预算数 | 执行数 | 执行率\n年度资金总额 | 10.00 | 8.00 | 80%"


@pytest.mark.parametrize(
    "words", ["节日慰问（元旦、春节） | < | <", "补助标准（元/人） | 按文件 | 已完成", "慰问标准（元） | 按文件 | 已完成"]
)
def test_the_unit_of_money_is_said_above_it_and_by_no_name_or_indicator(words: str) -> None:
    rows = _form(
        f"项目名称 | {words if '<' in words else '甲'}\n{FUNDS}\n指标名称 | 指标值 | 完成值 | 得分\n{words}\n项目名称 | 乙\n{FUNDS}",
        "项目支出绩效自评表\n单位：万元",
    )
    assert [row.unit for row in rows if row.column_key in ("预算数", "执行数")] == ["万元"] * 4


@pytest.mark.parametrize("unit", ["单位：元 | < | < | <", "项目资金（元） | < | < | <"])
def test_a_row_of_the_form_that_says_nothing_but_the_unit_says_it(unit: str) -> None:
    rows = _form(f"项目名称 | 甲\n{FUNDS}\n{unit}\n{FUNDS}", "项目支出绩效自评表\n单位：万元")
    assert [row.unit for row in rows if row.column_key == "预算数"] == ["万元", "元"]


def test_a_table_under_words_on_performance_is_the_one_that_its_own_title_says() -> None:
    drawn = "项目 | 预算数 | 决算数\n公务接待费 | 2.00 | 1.00"
    rows = _form(drawn, "（三）绩效评价结果\n“三公”经费支出决算表\n单位：万元")
    assert {(row.table_id, row.concept) for row in rows} == {("T_3PUB", "official_reception_expenditure")}
    listed = "单位名称 | 预算数 | 决算数\n某局 | 2.00 | 1.00"
    assert {row.table_id for row in _form(listed, "绩效自评结果\n收入支出决算总表\n单位：万元")} == {"T_TOTAL"}
    assert {row.concept for row in _form(listed, "绩效自评结果\n下属单位情况表\n单位：万元")} == {""}
    assert "whole_unit_budget_total" in {row.concept for row in _form(listed, "收入支出决算总表\n部门绩效自评结果表\n单位：万元")}


def test_a_sum_of_some_parts_is_neither_a_second_total_nor_a_part() -> None:
    rows = _form(
        "项目名称 | 甲\n项目资金 | 预算数 | 执行数\n年度资金总额 | 100.00 | 80.00\n"
        "小计 | 60.00 | 50.00\n财政拨款 | 60.00 | 50.00\n其他资金 | 40.00 | 30.00"
    )
    assert [str(row.value) for row in rows if row.concept == "project_full_year_budget"] == ["100.00"]
    assert [str(row.value) for row in rows if row.group_ordinal == _spot(rows, "年度资金总额", "预算数").ordinal] == ["60.00", "40.00"]
    rows = _form(
        "项目名称 | 预算数 | 执行数\n甲 | 3.00 | 1.00\n小计 | 3.00 | 1.00\n乙 | 4.00 | 2.00\n合计 | 7.00 | 3.00", "项目绩效自评结果表"
    )
    assert [str(row.value) for row in rows if row.group_ordinal == _spot(rows, "合计", "预算数").ordinal] == ["3.00", "4.00"]
