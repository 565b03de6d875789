"""Workbooks as they are displayed, and what a sheet is made of besides its grid."""

from __future__ import annotations

import pytest

from orchestration.read import xlsx
from orchestration.read.number_format import BUILT_IN, shown
from tests.read.office_files import rows, xlsx_of

STYLES = """<numFmts><numFmt numFmtId="164" formatCode="#,##0.00_ ;[Red]\\-#,##0.00\\ "/></numFmts>
<borders><border/><border><left style="thin"/><right style="thin"/></border></borders>
<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="4" borderId="1"/><xf numFmtId="164" borderId="1"/></cellXfs>"""


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("2556.03", "General", "2556.03"),
        ("2556.0300000000002", "General", "2556.03"),
        ("2556.0300000000002", "#,##0.00", "2,556.03"),
        ("4899.4", "#,##0.00", "4,899.40"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-05", "General", "0.00001"),
        ("1.5E+3", "General", "1500"),
        ("2.675", "0.00", "2.68"),
        ("-0.004", "0.00", "0.00"),
        ("0", "#,##0.00", "0.00"),
        ("0", "#,##0.00;-#,##0.00;", ""),
        ("0", BUILT_IN[43], "-"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("-1234.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        ("-12", "#,##0.00_);[Red](#,##0.00)", "(12.00)"),
        ("0.1234", "0.00%", "12.34%"),
        ("0.9994", "0%", "100%"),
        ("1234567", "#,##0,", "1,235"),
        ("12.5", "#.##", "12.5"),
        ("12", "#.##", "12"),
        ("5", "000", "005"),
        ("18076.86", '#,##0.00"万元"', "18,076.86万元"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("5", "[>=1]0.0;0.00", "5.0"),
        ("0.5", "[>=1]0.0;0.00", "0.50"),
        ("44196", 'yyyy"年"m"月"d"日"', "2020年12月31日"),
        ("44196.75", "yyyy/m/d h:mm", "2020/12/31 18:00"),
        ("60", "General", "60"),
        ("201", "@", "201"),
        ("123456789012345678", "0", "123456789012346000"),
        ("NaN", "0.00", "NaN"),
        ("1e999999", "0.00", "1e999999"),
        ("8", "", "8"),
    ],
)
def test_a_number_is_what_the_workbook_displays(stored: str, code: str, printed: str) -> None:
    assert shown(stored, code) == printed


def test_title_unit_and_note_are_text_and_the_grid_a_table() -> None:
    sheet = rows(("收入决算表",), ("部门：某局", "", "金额单位：万元"))
    sheet += rows(("科目", "名称", "金额"), ("201", "一般公共服务", "4899.4"), ("", "", ""), style=1, first=3)
    sheet += rows(("注：本表反映收入。",), first=6)
    found = xlsx.read(xlsx_of(f"<sheetData>{sheet}</sheetData>", styles=STYLES))
    assert found.text == "收入决算表\n部门：某局 金额单位：万元\n注：本表反映收入。"
    (table,) = found.tables
    assert table.title == "收入决算表\n部门：某局 金额单位：万元"
    assert [cell.text for cell in table.cells] == ["科目", "名称", "金额", "201.00", "一般公共服务", "4,899.40"]
    assert table.cells[-1].place == "Sheet1!C4"


def test_without_lines_around_cells_a_blank_row_and_a_title_part_two_tables() -> None:
    one = (("一表",), ("单位：万元",), ("项目", "金额"), ("合计", "1"), ("其中",), ("甲", "1"))
    two = (("二表",), ("项目", "金额"), ("合计", "2"))
    found = xlsx.read(xlsx_of(f"<sheetData>{rows(*one)}{rows(*two, first=8)}</sheetData>"))
    assert [(table.title, table.rows) for table in found.tables] == [("一表\n单位：万元", 4), ("二表", 2)]
    assert found.tables[1].char_start == len(found.text)


def test_blank_is_not_zero_and_a_stored_zero_hidden_by_the_view_is_blank() -> None:
    grid = rows(("项目", "一", "二"), ("合计", "0"), ("甲", "1", "0"))
    assert [cell.text for cell in xlsx.read(xlsx_of(f"<sheetData>{grid}</sheetData>")).tables[0].cells][3:] == [
        "合计",
        "0",
        "",
        "甲",
        "1",
        "0",
    ]
    view = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    assert [cell.text for cell in xlsx.read(xlsx_of(f"{view}<sheetData>{grid}</sheetData>")).tables[0].cells][3:] == [
        "合计",
        "",
        "",
        "甲",
        "1",
        "",
    ]


def test_merged_areas_are_one_cell_and_overlapping_ones_do_not_break_the_grid() -> None:
    grid = rows(("科目", "支出"), ("", "基本", "项目"), ("合计", "1", "2"))
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in ("A1:A2", "B1:C1", "B1:B3", "XFD1048576:A1", "A9:B1048576"))
    found = xlsx.read(xlsx_of(f"<sheetData>{grid}</sheetData><mergeCells>{merged}</mergeCells>")).tables[0]
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells[:4]] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_hidden_sheets_and_rows_are_kept() -> None:
    hidden = '<sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>说明一</t></is></c></row></sheetData>'
    data = xlsx_of(hidden, f"<sheetData>{rows(('说明二',))}</sheetData>")
    assert xlsx.read(data).text == "说明一\n说明二"


def test_a_sheet_without_a_title_is_named_by_its_tab() -> None:
    data = xlsx_of(f"<sheetData>{rows(('项目', '金额'), ('合计', '1'))}</sheetData>", names=("收入决算表",))
    assert xlsx.read(data).tables[0].title == "收入决算表"


def test_shared_texts_join_their_runs_and_leave_pronunciation_out() -> None:
    text = '<r><t>一般</t></r><r><t>公共_x000D_服务</t></r><rPh sb="0" eb="1"><t>yi</t></rPh>'
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c></row></sheetData>'
    assert xlsx.read(xlsx_of(sheet, texts=(text,))).text == "一般公共\n服务"


def test_cells_without_addresses_follow_each_other() -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
    assert [cell.place for cell in xlsx.read(xlsx_of(sheet)).tables[0].cells] == ["Sheet1!A1", "Sheet1!B1", "Sheet1!A2", "Sheet1!B2"]


def test_a_label_with_a_colon_before_figures_begins_a_row_of_the_grid() -> None:
    sheet = rows(
        ("部门：某局", "", "金额单位：万元"), ("项目资金", "预算数", "执行数"), ("资金总额：", "500", "480"), ("财政拨款", "500", "480")
    )
    document = xlsx.read(xlsx_of(f"<sheetData>{sheet}</sheetData>"))
    assert document.text == "部门：某局 金额单位：万元"
    assert [(table.rows, table.columns) for table in document.tables] == [(3, 3)]
