"""Tables become observations with canonical table, row and column, whatever the format they were published in."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.observe import Observation, observe
from orchestration.observe.tables import columns, grid
from orchestration.read import Document, Unreadable, read
from orchestration.read.document import Cell, Table

SHARED = Path(__file__).resolve().parents[3] / "shared"
MADE = SHARED / "disclosures/made"
FORMATS = [
    "writer.pdf",
    "calc.pdf", "chrome.pdf", "rotated.pdf", "sideways.pdf", "doc.docx", "doc.doc", "doc.odt", "tables.xlsx", "tables.xls", "page.html",
    *(f"variants/{rule}.{kind}" for rule in ("dashed", "double", "noborder", "noouter", "thin", "zebra") for kind in ("pdf", "html")),
]  # fmt: skip


def _table(title: str, *rows: tuple[str, ...]) -> Table:
    return Table(title, tuple(Cell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)))


def _cells(*tables: Table) -> list[Observation]:
    return [row for row in observe(Document("html", "", tables=tables), 2022, "").observations if row.origin == "table"]


def _spots(rows: list[Observation]) -> list[tuple[object, ...]]:
    return [(row.table_id, row.row_key, row.column_key, str(row.value)) for row in rows]


TOTAL = _table(
    "收入支出决算总表\n金额单位：万元",
    ("收入", "收入", "收入", "支出", "支出", "支出"),
    ("项目", "行次", "金额", "项目", "行次", "金额"),
    ("栏次", "", "1", "栏次", "", "2"),
    ("一、一般公共预算财政拨款收入", "1", "10.00", "八、社会保障和就业支出", "39", "4.00"),
    ("本年收入合计", "27", "10.00", "本年支出合计", "58", "-"),
)


def test_a_two_sided_table_is_read_as_two_sides_and_line_numbers_are_no_figures() -> None:
    assert _spots(_cells(TOTAL)) == [
        ("T_TOTAL", "一般公共预算财政拨款收入", "金额", "10.00"),
        ("T_TOTAL", "社会保障和就业支出", "金额", "4.00"),
        ("T_TOTAL", "本年收入合计", "金额", "10.00"),
    ]


def test_a_class_in_a_table_has_its_code_and_the_unit_of_the_header_makes_it_yuan() -> None:
    row = _cells(TOTAL)[1]
    assert (row.concept, row.function_code, row.unit, row.value_cny) == ("expenditure_by_function", "208", "万元", Decimal("40000.00"))


def test_the_longest_title_names_the_table_not_its_printed_number() -> None:
    table = _table(
        "公开03表\n一般公共预算财政拨款支出决算表\n单位：元", ("科目编码", "科目名称", "合计"), ("201", "一般公共服务支出", "5.00")
    )
    assert _spots(_cells(table)) == [("T_GPB_EXP", "201", "合计", "5.00")]


def test_codes_printed_in_three_columns_are_joined() -> None:
    table = _table(
        "支出决算表\n单位：万元",
        ("类", "款", "项", "科目名称", "本年支出合计"),
        ("201", "", "", "一般公共服务支出", "3.00"),
        ("201", "03", "", "政府办公厅（室）及相关机构事务", "3.00"),
        ("", "", "01", "行政运行", "3.00"),
    )
    assert [row.row_key for row in _cells(table)] == ["201", "20103", "2010301"]


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_dropped() -> None:
    header = ("科目编码", "科目名称", "本年支出合计")
    first = _table("支出决算表\n单位：万元", header, ("合计", "", "3.00"))
    for second in (_table("", header, ("201", "一般公共服务支出", "3.00")), _table("", ("201", "一般公共服务支出", "3.00"))):
        assert [row.table_id for row in _cells(first, second)] == ["T_EXP", "T_EXP"]


def test_the_next_page_of_a_table_may_begin_with_a_row_that_has_no_figure() -> None:
    first = _table("支出决算表\n单位：万元", ("科目编码", "科目名称", "本年支出合计"), ("合计", "", "3.00"))
    second = replace(_table("", ("甲类", "其中", ""), ("201", "一般公共服务支出", "3.00")), continues=True)
    assert _spots(_cells(first, second))[-1] == ("T_EXP", "201", "本年支出合计", "3.00")


def test_a_document_with_the_tables_of_two_bodies_has_two_sets() -> None:
    coded = ("科目编码", "科目名称", "合计"), ("201", "一般公共服务支出", "2.00")
    one = [_table(f"{title}\n单位：万元", *coded) for title in ("收入支出决算总表", "收入决算表", "支出决算表", "附表")]
    assert [row.table_set for row in _cells(*one, *one)] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert {row.table_set for row in _cells(one[0], one[1], one[0], one[1])} == {1}


def test_a_title_printed_again_on_the_next_page_begins_no_other_table() -> None:
    title, head = "财政拨款收入支出决算总表\n单位：万元", ("项目", "金额", "项目", "合计")
    fund = ("政府性基金预算财政拨款", "1.00", "", "")
    first = _table(title, head, fund, ("年初财政拨款结转和结余", "1.00", "甲", "1.00"))
    for continues, key in ((True, "年初财政拨款结转和结余/政府性基金预算财政拨款"), (False, "政府性基金预算财政拨款")):
        last = _cells(first, replace(_table(title, head, fund), continues=continues))[-1]
        assert (last.table_id, last.row_key) == ("T_FISC_TOTAL", key)


def test_a_label_that_repeats_below_another_stands_under_it() -> None:
    table = _table(
        "财政拨款收入支出决算总表\n单位：万元",
        ("项目", "金额", "项目", "合计"),
        ("一、一般公共预算财政拨款", "9.00", "一、一般公共服务支出", "9.00"),
        ("年初财政拨款结转和结余", "1.00", "年末财政拨款结转和结余", "1.00"),
        ("一般公共预算财政拨款", "1.00", "", ""),
    )
    assert _cells(table)[-1].row_key == "年初财政拨款结转和结余/一般公共预算财政拨款"


def test_a_blank_a_dash_and_a_zero_are_three_things() -> None:
    table = _table(
        "支出决算表\n单位：万元", ("科目编码", "科目名称", "基本支出", "项目支出", "经营支出"), ("201", "一般公共服务支出", "0.00", "-", "")
    )
    assert [(row.column_key, str(row.value)) for row in _cells(table)] == [("基本支出", "0.00")]


def test_a_table_that_is_none_of_the_nine_is_kept_with_its_cells() -> None:
    rows = _cells(_table("车辆购置明细情况表", ("名称", "金额"), ("某车", "3.50")))
    assert [(row.table_id, row.status, str(row.value)) for row in rows] == [("T_OTHER", "unmapped", "3.50")]


def test_a_table_of_a_thousand_columns_asks_each_cell_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """A merged cell over all columns, asked for each column what it covers, takes a small page minutes."""
    asked, words = [0], grid.words

    def counting(cell: Cell | None) -> str:
        asked[0] += 1
        return words(cell)

    for module in (grid, columns):
        monkeypatch.setattr(module, "words", counting)
    wide = 1000
    title = [Cell(0, 0, 1, wide, "支出决算表"), *(Cell(1, column, 1, 1, "合计") for column in range(wide))]
    figures = [Cell(2, column, 1, 1, "1.00") for column in range(wide)]
    assert len(_cells(Table("支出决算表\n单位：万元", (*title, *figures)))) > wide / 2
    assert asked[0] < 100 * wide


def test_three_public_columns_say_item_and_measure() -> None:
    table = _table(
        "财政拨款“三公”经费支出决算表\n单位：万元",
        ("合计", "合计", "公务接待费", "公务接待费"),
        ("预算数", "决算数", "预算数", "决算数"),
        ("2.85", "0.39", "2.85", "0.39"),
    )
    assert [(row.row_key, row.concept, row.measure) for row in _cells(table)] == [
        ("数据行", "three_public_expenditure", "budget"),
        ("数据行", "three_public_expenditure", "final"),
        ("数据行", "official_reception_expenditure", "budget"),
        ("数据行", "official_reception_expenditure", "final"),
    ]


def _truth() -> Counter[tuple[object, ...]]:
    """The made body's cells, read from its tables as they were made."""
    made = json.loads((MADE / "truth.json").read_text(encoding="utf-8"))["tables"]
    tables = []
    for table in made:
        cells = [Cell(h["r"], h["c"], h["rowspan"], h["colspan"], h["text"]) for h in table["header"]]
        top = table["n_header_rows"]
        cells += [Cell(top + r, c, 1, 1, text) for r, row in enumerate(table["body"]) for c, text in enumerate(row)]
        tables.append(Table(f"{table['title']}\n{table['unit']}", tuple(cells)))
    found = _spots(_cells(*tables))
    printed = sum(
        cell.replace(",", "").replace(".", "").isdigit() and "." in cell for table in made for row in table["body"] for cell in row
    )
    assert len(found) == printed
    return Counter(found)


def _spanned(title: str, drawn: str) -> Table:
    """A table drawn line by line with bars; `<` continues the cell to the left, `^` the one above."""
    grid = [[text.strip() for text in line.split("|")] for line in drawn.strip().splitlines()]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                wide = next((n for n in range(c + 1, len(row)) if row[n] != "<"), len(row)) - c
                high = next((n for n in range(r + 1, len(grid)) if grid[n][c] != "^"), len(grid)) - r
                cells.append(Cell(r, c, high, wide, text))
    return Table(title, tuple(cells))


def test_a_code_in_a_cell_over_three_columns_is_one_code_and_header_cells_reach_into_no_row() -> None:
    table = _spanned(
        "政府性基金预算财政拨款收入支出决算表\n单位：万元",
        """
        项目     | <  | <  | <       | 年初结转和结余 | 本年收入 | 本年支出 | <        | <        | 年末结转和结余
        科目代码 | <  | <  | 科目名称 | ^            | ^       | 小计     | 基本支出 | 项目支出 | ^
        类       | 款 | 项 | 栏次     | 1            | 2       | 3        | 4        | 5        | 6
        ^        | ^  | ^  | 合计     | 0.00         | 6.03    | 6.03     | 0.00     | 6.03     | 0.00
        212      | <  | <  | 城乡社区支出 | 0.00      | 6.03    | 6.03     |          | 6.03     | -
        21208    | <  | <  | 国有土地使用权出让收入安排的支出 | 0.00 | 6.03 | 6.03 | | 6.03  | -
        """,
    )
    rows = _cells(table)
    assert [row.row_key for row in rows if row.column_key == "本年收入"] == ["合计", "212", "21208"]
    assert {row.concept for row in rows if row.row_key == "合计"} == {
        "government_fund_opening_balance", "government_fund_revenue", "government_fund_expenditure",
        "government_fund_basic_expenditure", "government_fund_project_expenditure", "government_fund_closing_balance",
    }  # fmt: skip


def test_a_sum_below_a_group_is_the_group_s_and_a_part_of_it_is_not_taken_for_the_whole() -> None:
    table = _spanned(
        "一般公共预算财政拨款收入支出决算表\n金额单位：元",
        """
        科目编码 | 科目名称 | 本年收入 | <        | 本年支出 | <        | <
        ^        | ^        | 合计     | 基本支出 | 合计     | 基本支出 | <
        ^        | ^        | ^        | ^        | ^        | 合计     | 人员经费
        合计     | <        | 90.00    | 70.00    | 80.00    | 60.00    | 50.00
        """,
    )
    assert [(row.concept, str(row.value_cny)) for row in _cells(table)] == [
        ("general_public_budget_revenue", "90.00"),
        ("general_public_budget_flow_by_use", "70.00"),
        ("general_public_budget_expenditure", "80.00"),
        ("general_public_budget_basic_expenditure", "60.00"),
        ("personnel_expenditure", "50.00"),
    ]


def test_a_form_that_lists_items_downwards_is_read_by_its_labels_and_counts_are_no_money() -> None:
    three = _table(
        "“三公”经费支出决算表\n单位：万元", ("项目", "预算数", "决算数"), ("合计", "9.50", "6.12"), ("公务接待费", "4.50", "2.31")
    )
    other = _table(
        "机构运行信息表\n单位：万元",
        ("项目", "行次", "统计数"),
        ("一、“三公”经费支出", "1", "-"),
        ("6．国内公务接待人次（人）", "2", "96"),
        ("四、国有资产占用情况", "3", "-"),
        ("3．应急保障用车", "4", "4"),
        ("五、政府采购支出信息", "5", "-"),
        ("1．政府采购货物支出", "6", "106.70"),
    )
    seen = [(row.concept, row.measure, row.unit, row.member) for row in _cells(three, other)]
    assert seen == [
        ("three_public_expenditure", "budget", "万元", ""),
        ("three_public_expenditure", "final", "万元", ""),
        ("official_reception_expenditure", "budget", "万元", ""),
        ("official_reception_expenditure", "final", "万元", ""),
        ("domestic_reception_persons", "count", "人", ""),
        ("vehicles_by_kind", "count", None, "应急保障用车"),
        ("government_procurement_goods", "final", "万元", ""),
    ]


def test_what_houses_and_vehicles_are_worth_is_not_how_many_there_are() -> None:
    down = _table(
        "国有资产占用情况表",
        ("项目", "数量", "价值（万元）"),
        ("一、房屋（平方米）", "3,200.00", "1,500.00"),
        ("二、车辆（辆）", "12", "240.00"),
        ("其中：机要通信用车", "2", "40.00"),
    )
    across = _table(
        "国有资产使用情况表\n单位：万元",
        ("项目", "行次", "资产总额", "流动资产", "固定资产", "固定资产", "固定资产", "对外投资/有价证券"),
        ("项目", "行次", "资产总额", "流动资产", "小计", "房屋构筑物", "车辆", "对外投资/有价证券"),
        ("栏次", "", "1", "2", "3", "4", "5", "6"),
        ("合计", "1", "900.00", "200.00", "700.00", "500.00", "80.00", "0.00"),
    )
    assert [(row.concept, row.measure, row.unit, row.printed) for row in _cells(down, across)] == [
        ("buildings_area", "count", "平方米", "3,200.00"),
        ("buildings_value", "final", "万元", "1,500.00"),
        ("vehicles_total", "count", "辆", "12"),
        ("vehicles_value", "final", "万元", "240.00"),
        ("vehicles_by_kind", "count", None, "2"),
        ("", "", "万元", "40.00"),
        ("assets_total", "final", "万元", "900.00"),
        ("current_assets", "final", "万元", "200.00"),
        ("fixed_assets", "final", "万元", "700.00"),
        ("buildings_value", "final", "万元", "500.00"),
        ("vehicles_value", "final", "万元", "80.00"),
        ("long_term_investments", "final", "万元", "0.00"),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_of_the_made_body_comes_out_of_every_format(name: str) -> None:
    if not (MADE / name).exists():
        pytest.skip(f"{name} is not here")
    try:
        document = read((MADE / name).read_bytes())
    except Unreadable as reason:
        if reason.code == "needs_libreoffice":
            pytest.skip(str(reason))
        raise
    found = Counter(_spots([row for row in observe(document, 2020, "江城市云湖区数据资源服务中心").observations if row.origin == "table"]))
    wanted = _truth()
    assert (wanted - found, found - wanted) == (Counter(), Counter())


def _plain(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words) if char not in "“”\"'()（） ")


def test_every_cell_of_a_published_document_is_where_its_key_has_it() -> None:
    source, key = SHARED / "disclosures/shanghai-putuo-guihua-2024.pdf", SHARED / "keys/guihua_cells.csv"
    if not source.exists():
        pytest.skip(f"{source.name} is not here")
    with key.open(encoding="utf-8-sig", newline="") as file:
        wanted = Counter(
            (row["table_id"], _plain(row["row_key"]), _plain(row["column_key"].split("/")[-1]), Decimal(row["value"]))
            for row in csv.DictReader(file)
        )
    seen = observe(read(source.read_bytes()), 2024, "上海市普陀区规划和自然资源局").observations
    cells = [row for row in seen if row.origin == "table"]
    found = Counter((row.table_id, _plain(row.row_key), _plain(row.column_key.split("/")[-1]), row.value) for row in cells)
    assert (wanted - found, found - wanted) == (Counter(), Counter())
    assert all(row.status == "mapped" and row.box_left and row.page for row in cells)


def test_a_header_that_the_end_of_a_page_cut_is_whole() -> None:
    upper = Table("收入支出决算总表\n单位：万元", (Cell(0, 0, 1, 2, "收入"), Cell(0, 2, 1, 2, "支出")))
    lower = _table("", ("项目", "金额", "项目", "金额"), ("一、事业收入", "4.50", "一、教育支出", "3.50"))
    again = replace(lower, continues=True)
    whole = Table(upper.title, (*upper.cells, *(cell._replace(row=cell.row + 1) for cell in lower.cells)))
    assert _cells(upper, again) == _cells(whole)
    assert [row.concept for row in _cells(whole)] == ["institutional_revenue", "expenditure_by_function"]
