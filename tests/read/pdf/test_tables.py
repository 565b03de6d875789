"""Tables as programs draw them: each way of drawing a rule, leaving it out, or turning the page gives the same cells."""

from __future__ import annotations

from itertools import pairwise

import pytest

from orchestration.read.document import Document, Table
from orchestration.read.pdf import read
from tests.read.pdf.written import Drawing, pdf

XS: list[float] = [60, 160, 260, 360]
YS: list[float] = [700, 680, 660, 640]
TEXTS = [["项目", "合计", "财政拨款"], ["本年收入", "1,234.50", "1,234.50"], ["年末结转", "-0.10", ""]]


def table_of(*pages: Drawing) -> Table:
    document = read(pdf(*pages))
    assert len(document.tables) == 1
    return document.tables[0]


def texts(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def shape(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells}


def filled() -> Drawing:
    page = Drawing().draw("0 g")
    for x in XS:
        page.draw(f"{x} 640 0.48 60 re f")
    for y in YS:
        page.draw(f"60 {y} 300 0.48 re f")
    return page


def boxes() -> Drawing:
    page = Drawing()
    for left, right in pairwise(XS):
        for high, low in pairwise(YS):
            page.draw(f"0.5 w {left} {low} {right - left} {high - low} re S")
    return page


def frames() -> Drawing:
    """Each cell's border as a filled rectangle with a hole."""
    page = Drawing()
    for left, right in pairwise(XS):
        for high, low in pairwise(YS):
            page.draw(f"{left} {low} {right - left} {high - low} re {left + 1} {low + 1} {right - left - 2} {high - low - 2} re f*")
    return page


def double() -> Drawing:
    page = Drawing()
    for offset in (0, 2):
        page.grid([x + offset for x in XS], [y + offset for y in YS], 0.4)
    return page


def dashes() -> Drawing:
    page = Drawing()
    for x in XS:
        for y in range(640, 700, 5):
            page.line(x, y, x, y + 2.5)
    for y in YS:
        for x in range(60, 360, 5):
            page.line(x, y, x + 2.5, y)
    return page


def dots() -> Drawing:
    page = Drawing()
    for x in XS:
        for y in range(640, 700, 2):
            page.draw(f"{x} {y} 1 1 re f")
    for y in YS:
        for x in range(60, 360, 2):
            page.draw(f"{x} {y} 1 1 re f")
    return page


def one_path() -> Drawing:
    verticals = " ".join(f"{x} 640 m {x} 700 l" for x in XS)
    return Drawing().draw(f"0.5 w {verticals} " + " ".join(f"60 {y} m 360 {y} l" for y in YS) + " S")


def hairlines() -> Drawing:
    return Drawing().grid(XS, YS, 0)


def inner_only() -> Drawing:
    page = Drawing()
    for x in XS[1:-1]:
        page.line(x, 640, x, 700)
    for y in YS[1:-1]:
        page.line(60, y, 360, y)
    return page


def striped() -> Drawing:
    page = Drawing().draw("0.9 g 60 660 300 20 re f 0.95 g 60 640 100 60 re f 0 g")
    return page.grid(XS, YS)


def nested_forms() -> Drawing:
    inner = Drawing().grid([x / 2 for x in XS], [y / 2 for y in YS], 0.25)
    outer = Drawing().form(inner, "2 0 0 2 -30 -40")
    return Drawing().form(outer, "1 0 0 1 30 40")


DRAWN = (filled, boxes, frames, double, dashes, dots, one_path, hairlines, inner_only, striped, nested_forms)


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda drawn: drawn.__name__)
def test_however_the_rules_are_drawn(drawn: object) -> None:
    assert callable(drawn)
    assert texts(table_of(drawn().cells(XS, YS, TEXTS, 9))) == TEXTS


def test_merged_cells_have_their_spans() -> None:
    page = Drawing().grid([60, 360], [700, 640]).line(160, 640, 160, 700).line(160, 680, 360, 680).line(260, 640, 260, 680)
    page.line(60, 660, 360, 660)
    page.text(65, 677, "项目").text(230, 687, "本年支出").text(190, 667, "小计").text(290, 667, "其中").text(190, 647, "1.00")
    assert shape(table_of(page)) == {
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "本年支出"),
        (1, 1, 1, 1, "小计"),
        (1, 2, 1, 1, "其中"),
        (2, 0, 1, 1, ""),
        (2, 1, 1, 1, "1.00"),
        (2, 2, 1, 1, ""),
    }


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(rotate: int) -> None:
    """What is drawn upright and shown sideways is read upright, and its boxes are where a viewer shows it."""
    page = Drawing(rotate=rotate).grid(XS, YS).cells(XS, YS, TEXTS).text(60, 720, "收入决算表")
    document = read(pdf(page))
    assert texts(document.tables[0]) == TEXTS
    left, top, right, bottom = document.tables[0].cells[0].box or (0, 0, 0, 0)
    shown = {90: (68000, 6000, 70000, 16000), 180: (43500, 68000, 53500, 70000), 270: (14200, 43500, 16200, 53500)}[rotate]
    assert (left, top, right, bottom) == shown


@pytest.mark.parametrize(("turn", "rotate"), [(1, 0), (3, 0), (1, 90), (3, 270)])
def test_sideways_print(turn: int, rotate: int) -> None:
    """A landscape table set on a portrait page, whether the page is turned to show it or not."""
    page = Drawing(rotate=rotate)
    place = (lambda x, y: (842 - y, x)) if turn == 1 else (lambda x, y: (y - 200, 700 - x))
    for x in XS:
        (x0, y0), (x1, y1) = place(x, YS[0]), place(x, YS[-1])
        page.line(x0, y0, x1, y1)
    for y in YS:
        (x0, y0), (x1, y1) = place(XS[0], y), place(XS[-1], y)
        page.line(x0, y0, x1, y1)
    for top, row in zip(YS, TEXTS, strict=False):
        for left, text in zip(XS, row, strict=False):
            page.text(*place(left + 3, top - 13), text, 9, turn)
    page.text(*place(60, 720), "收入决算表", 9, turn).text(290, 20, "12")
    document = read(pdf(page))
    assert texts(document.tables[0]) == TEXTS
    assert document.tables[0].title == "收入决算表"
    assert document.text.split("\n") == ["收入决算表", "12"]
    line = document.lines[0]
    assert line.turn == (0 if rotate else (3 if turn == 1 else 1))
    page_number, box = document.box_of(0, 2) or (0, (0, 0, 0, 0))
    whole = line.box
    assert page_number == 1
    assert whole[0] <= box[0] < box[2] <= whole[2]
    assert whole[1] <= box[1] < box[3] <= whole[3]
    across, along = box[2] - box[0], box[3] - box[1]
    assert max(across, along) == 2 * 900


def test_text_too_large_for_its_cell_stays_in_the_cell_it_is_clipped_to() -> None:
    page = Drawing().grid(XS, YS).cells(XS, YS, TEXTS)
    page.draw("q 260 640 100 20 re W n").text(263, 661, "长期").draw("Q")
    assert texts(table_of(page))[2][2] == "长期"


def test_text_drawn_across_borders_is_parted_by_them() -> None:
    document = read(pdf(Drawing().grid(XS, YS).text(41, 685, "外头项目一").text(141, 665, "收入二三")))
    assert document.text == "外头"
    assert texts(document.tables[0])[:2] == [["项目一", "", ""], ["收入", "二三", ""]]


def test_a_frame_round_text_is_no_table() -> None:
    page = Drawing().grid([50, 500], [700, 640]).text(60, 670, "说明：本页为示例。")
    document = read(pdf(page))
    assert (document.text, document.tables) == ("说明：本页为示例。", ())


def test_an_underline_is_no_table() -> None:
    page = Drawing().text(60, 700, "年初预算").line(60, 698, 100, 698).line(60, 600, 300, 600)
    assert read(pdf(page)).tables == ()


def test_tables_and_text_have_one_order() -> None:
    low: list[float] = [400, 380, 360, 340]
    page = Drawing().text(60, 760, "第一").grid(XS, YS).cells(XS, YS, TEXTS).text(60, 600, "第二").text(60, 420, "第三")
    page.grid(XS, low).cells(XS, low, TEXTS).text(60, 300, "第四")
    document = read(pdf(page))
    assert document.text == "第一\n第二\n第三\n第四"
    assert [(table.title, document.text[table.char_start :]) for table in document.tables] == [
        ("第一", "第二\n第三\n第四"),
        ("第二\n第三", "第四"),
    ]


def test_a_table_on_two_pages_is_two() -> None:
    pages = [Drawing().grid(XS, YS).cells(XS, YS, TEXTS) for _ in range(2)]
    document = read(pdf(*pages))
    assert [(table.page, table.title) for table in document.tables] == [(1, ""), (2, "")]


def test_a_title_at_the_foot_of_a_page_is_that_of_the_table_on_the_next() -> None:
    first = Drawing().text(60, 700, "一").text(220, 80, "收入决算表", 16).text(290, 30, "- 1 -")
    second = Drawing().text(400, 720, "单位：万元").grid(XS, YS).cells(XS, YS, TEXTS)
    third = Drawing().grid(XS, YS).cells(XS, YS, TEXTS)
    document = read(pdf(first, second, third))
    assert [table.title for table in document.tables] == ["一\n收入决算表\n单位：万元", ""]


def test_running_heads_are_said_once_and_page_numbers_where_they_stand() -> None:
    pages = [Drawing().text(60, 800, "某局部门决算").text(60, 700, f"正文{at}").text(290, 30, f"- {at} -") for at in (1, 2, 3, 4)]
    assert read(pdf(*pages)).text == "某局部门决算\n正文1\n- 1 -\f正文2\n- 2 -\f正文3\n- 3 -\f正文4\n- 4 -"
    assert read(pdf(*pages[:2])).text.count("部门决算") == 2
    captions = [Drawing().text(60, 800, f"公开0{at}表").text(60, 780, "单位：万元").text(60, 700, f"正文{at}") for at in (1, 2, 3, 4)]
    assert read(pdf(*captions)).text.count("公开") == 4
    assert read(pdf(*captions)).text.count("单位") == 4


def test_a_row_that_the_end_of_a_page_cut_is_whole_where_it_began() -> None:
    """The upper part of a wrapped code, label or amount ends in a full line, and the next page begins with the rest."""
    above = [["科目", "名称", "合计"], ["20805", "行政事业单位养老支出", "82.70"], ["208050", "机关事业单位基本养老保", "137.0"]]
    below = [["科目", "名称", "合计"], ["5", "险缴费支出", "3"], ["20806", "企业改革补助", "1.00"]]
    tables = read(pdf(Drawing().grid(XS, YS).cells(XS, YS, above, 6), Drawing().grid(XS, YS).cells(XS, YS, below, 6))).tables
    assert texts(tables[0])[2] == ["208050\n5", "机关事业单位基本养老保\n险缴费支出", "137.0\n3"]
    assert texts(tables[1]) == [below[0], below[2]]
    assert [table.continues for table in tables] == [False, True]


@pytest.mark.parametrize("first", [["", "（二）企业改革补助", ""], ["20806", "企业改革补助", ""], ["", "", "3.00"], ["", "短", ""]])
def test_a_row_of_its_own_is_not_joined_to_the_last_of_the_page_before(first: list[str]) -> None:
    above = [["科目", "名称", "合计"], ["20805", "行政事业单位养老支出", "82.70"], ["2080505", "机关事业单位", "137.03"]]
    pages = [Drawing().grid(XS, YS).cells(XS, YS, rows, 6) for rows in (above, [first, *above[1:]])]
    assert [texts(table) for table in read(pdf(*pages)).tables] == [above, [first, *above[1:]]]


def test_a_table_with_text_between_or_other_columns_is_another_one() -> None:
    page = Drawing().grid(XS, YS).cells(XS, YS, TEXTS)
    said = Drawing().text(60, 720, "收入决算表").grid(XS, YS).cells(XS, YS, TEXTS)
    moved = Drawing().grid([60, 200, 260, 360], YS).cells(XS, YS, TEXTS)
    assert [table.continues for table in read(pdf(page, page, said, said, moved)).tables] == [False, True, False, True, False]


def test_merged_cells_alone_on_a_page_are_of_the_columns_of_their_table() -> None:
    totals = Drawing().grid([60, 260, 360], [700, 680]).cells([60, 260, 360], [700, 680], [["合计", "1.00"]])
    upper, lower = read(pdf(Drawing().grid(XS, YS).cells(XS, YS, TEXTS), totals)).tables
    assert (upper.columns, lower.columns, lower.continues) == (3, 3, True)
    assert shape(lower) == {(0, 0, 1, 2, "合计"), (0, 2, 1, 1, "1.00")}
    upper, lower = read(pdf(totals, Drawing().grid(XS, YS).cells(XS, YS, TEXTS))).tables
    assert (upper.columns, lower.columns, lower.continues) == (3, 3, True)
    other = Drawing().grid([60, 300, 360], [700, 680]).cells([60, 300, 360], [700, 680], [["合计", "1.00"]])
    assert not read(pdf(Drawing().grid(XS, YS).cells(XS, YS, TEXTS), other)).tables[1].continues


def test_a_watermark_is_no_text() -> None:
    page = Drawing().grid(XS, YS).cells(XS, YS, TEXTS).text(80, 650, "内部资料", 40)
    assert texts(table_of(page)) == TEXTS
    assert read(pdf(Drawing().text(60, 700, "本年收入合计").text(60, 640, "大字", 40))).text == "本年收入合计\n大字"


def unruled() -> Document:
    rows = [
        ["201", "一般公共服务支出", "4,899.40", "4,897.14"],
        ["20103", "政府办公厅", "2,925.19", "2.26"],
        ["2010301", "行政运行", "813.19", ""],
    ]
    page = Drawing().text(220, 760, "支出决算表", 16)
    page.text(117, 700, "项目").text(330, 693, "合计").text(417, 693, "其中：教育")
    page.text(66, 686, "科目编码").text(160, 686, "科目名称")
    for number, row in enumerate(rows):
        y = 666 - 16 * number
        page.text(60, y, row[0]).text(130, y, row[1])
        for right, text in ((370, row[2]), (470, row[3])):
            page.text(right - 5 * len(text), y, text)
    page.text(60, 590, "注：本表反映本年度各项支出情况，数据取自部门决算，单位为万元，保留两位小数。")
    return read(pdf(page))


def test_a_table_without_rules() -> None:
    document = unruled()
    assert [(table.rows, table.columns) for table in document.tables] == [(5, 4)]
    cells = shape(document.tables[0])
    assert {
        (0, 0, 1, 2, "项目"),
        (0, 2, 2, 1, "合计"),
        (0, 3, 2, 1, "其中：教育"),
        (1, 0, 1, 1, "科目编码"),
        (1, 1, 1, 1, "科目名称"),
    } <= cells
    assert {(2, 0, 1, 1, "201"), (3, 2, 1, 1, "2,925.19"), (4, 1, 1, 1, "行政运行"), (4, 3, 1, 1, "")} <= cells
    assert document.text.startswith("支出决算表\n注：")


def test_a_list_of_contents_is_no_table() -> None:
    page = Drawing()
    for number in range(8):
        page.text(60, 700 - 18 * number, "一、收入支出决算总体情况说明").text(500, 700 - 18 * number, str(number))
    document = read(pdf(page))
    assert document.tables == ()
    assert document.text.count("\n") == 7


def test_running_text_set_to_both_edges_is_no_table() -> None:
    """Lines stretched at their blanks are as wide apart between words and figures as columns are."""
    page = Drawing()
    for number, line in enumerate(
        (["2023", "年度本年收入为", "1,234.50", "万元，支出"], ["为", "1,230.50", "万元；其中：", "基本支出 800.00"])
    ):
        for x, text in zip((60, 120, 250, 330), line, strict=True):
            page.text(x, 700 - 20 * number, text)
    page.text(60, 660, "万元。")
    document = read(pdf(page))
    assert document.text == "2023 年度本年收入为 1,234.50 万元，支出\n为 1,230.50 万元；其中： 基本支出 800.00\n万元。"
    assert document.tables == ()


def test_watermarks_that_lean_a_little_or_are_not_of_one_height_are_no_text() -> None:
    page = Drawing().grid(XS, YS).cells(XS, YS, TEXTS)
    page.draw("BT /F1 40 Tf 0.99 0.14 -0.14 0.99 80 650 Tm <5185> Tj ET").text(280, 645, "部", 40).text(320, 645, "资", 42)
    assert texts(table_of(page)) == TEXTS


def test_letters_round_a_seal_are_no_text() -> None:
    page = Drawing().grid(XS, YS).cells(XS, YS, TEXTS)
    for x, lean in ((300, 0.3), (312, 0.0), (324, -0.3)):
        page.draw(f"BT /F1 9 Tf 1 {lean} {-lean} 1 {x} 646 Tm <5c40> Tj ET")
    assert texts(table_of(page)) == TEXTS


STACKED = [["项目", "合计", "财政拨款"], ["本年收入", "1,234.50", "1,234.50"], ["使用结余", "", ""], ["年末结转", "-0.10", "0.20"]]


def test_rows_that_no_rule_parts_are_parted_by_their_amounts() -> None:
    page = Drawing().grid(XS, [700, 680, 620]).cells(XS, [700, 680, 660, 640, 620], STACKED, 9)
    assert texts(table_of(page)) == STACKED
    codes = [["项目", "合计", "财政拨款"], ["一般公共", "123", "12"], ["服务支出", "456", "34"]]
    page = Drawing().grid(XS, [700, 680, 640]).cells(XS, YS, codes, 9)
    assert texts(table_of(page)) == [codes[0], ["一般公共\n服务支出", "123\n456", "12\n34"]]
