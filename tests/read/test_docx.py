"""What a person sees in Word and a plain dump of its XML would miss."""

from __future__ import annotations

from orchestration.read import docx
from tests.read.office_files import docx_of, p

LEVELS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def numbered(text: str, level: int, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def td(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def text(body: str, **parts: str) -> str:
    return docx.read(docx_of(body, **parts)).text


def test_generated_numbers_are_written_out_and_begin_anew_below_each_heading() -> None:
    body = [("收入", 0), ("总体", 1), ("2020 年", 2), ("结构", 1), ("支出", 0), ("总体", 1), ("甲", 3)]
    lines = text("".join(numbered(*one) for one in body), numbering=LEVELS).split("\n")
    assert lines == ["一、收入", "（一）总体", "1. 2020 年", "（二）结构", "二、支出", "（一）总体", "甲"]


def test_a_second_list_on_the_same_levels_starts_over_only_where_it_says_so() -> None:
    assert text(numbered("甲", 0) + numbered("乙", 0) + numbered("丙", 0, 2), numbering=LEVELS) == "一、甲\n二、乙\n一、丙"


def test_numbers_of_a_heading_style_count_too() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
    body = (
        p("概况", '<w:pStyle w:val="a1"/>')
        + p("决算", '<w:pStyle w:val="a2"/>')
        + p("正文", '<w:pStyle w:val="a2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert text(body, numbering=LEVELS, styles=styles) == "一、概况\n二、决算\n正文"


def test_insertions_stay_and_deletions_go() -> None:
    body = (
        "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>200</w:t></w:r></w:ins>"
        "<w:r><w:t>万元</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>后半</w:t></w:r></w:p>"
    )
    assert text(body) == "支出200万元\n前半后半"


def test_deleted_rows_are_no_rows() -> None:
    table = f"<w:tbl>{tr(td(p('甲')), td(p('1')))}{tr(td(p('乙')), td(p('2')), properties='<w:del/>')}{tr(td(p('丙')), td(p('3')))}</w:tbl>"
    found = docx.read(docx_of(table)).tables[0]
    assert [cell.text for cell in found.cells] == ["甲", "1", "丙", "3"]
    assert found.cells[-1].place == "table 1 row 2 cell 2"


def test_merged_cells_have_their_spans() -> None:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        + tr(td(p("科目"), restart), td(p("支出"), '<w:gridSpan w:val="2"/>'))
        + tr(td("<w:p/>", on), td(p("基本")), td(p("项目")))
        + tr(td(p("合计")), td(p("1")), td(p("2")))
        + "</w:tbl>"
    )
    found = docx.read(docx_of(table)).tables[0]
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in found.cells] == [
        (0, 0, 2, 1, "科目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
    ]  # fmt: skip


def test_notes_and_text_boxes_follow_the_paragraph_they_hang_on_and_come_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    body = f'<w:p><w:r><w:t>正文</w:t></w:r>{drawing}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("下文")
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote>'
    )
    assert text(body, footnotes=notes) == "正文\n框中文字\n脚注\n下文"


def test_hidden_text_and_field_codes_are_not_read_but_results_of_fields_are() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:fldSimple><w:r><w:t>显</w:t></w:r></w:fldSimple><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert text(body) == "显控件"


def test_a_table_that_places_tables_is_text_and_its_tables_are_tables() -> None:
    inner = f"<w:tbl>{tr(td(p('甲')), td(p('1')))}{tr(td(p('乙')), td(p('2')))}</w:tbl>"
    wide = '<w:gridSpan w:val="2"/>'
    outer = f"<w:tbl>{tr(td(p('决算表')), td(p('单位：万元')))}{tr(td(inner + p('注：内'), wide))}</w:tbl>"
    found = docx.read(docx_of(outer))
    assert found.text == "决算表 单位：万元\n注：内"
    assert [cell.text for cell in found.tables[0].cells] == ["甲", "1", "乙", "2"]
    assert found.tables[0].title == "决算表 单位：万元"


def test_a_table_inside_a_cell_of_figures_comes_after_it() -> None:
    inner = f"<w:tbl>{tr(td(p('内一')), td(p('1')))}{tr(td(p('内二')), td(p('2')))}</w:tbl>"
    rows = "".join(tr(td(p(f"科目{at}支出情况说明")), td(p("1,234.56万元以及其他"))) for at in range(9))
    found = docx.read(docx_of(f"<w:tbl>{rows}{tr(td(p('合计')), td(p('9') + inner))}</w:tbl>"))
    assert [len(table.cells) for table in found.tables] == [20, 4]
    assert found.tables[0].cells[-1].text == "9"


def test_title_and_unit_rows_pasted_with_a_table_are_its_title() -> None:
    full = '<w:gridSpan w:val="3"/>'
    table = (
        "<w:tbl>"
        + tr(td(p("收入决算表"), full))
        + tr(td(p("部门：某局")), td("<w:p/>"), td(p("金额单位：万元")))
        + tr(td(p("项目")), td(p("合计")), td(p("其中：财政拨款")))
        + tr(td(p("合计")), td(p("1.00")), td(p("1.00")))
        + tr(td(p("注：本表反映收入。"), full))
        + "</w:tbl>"
    )
    found = docx.read(docx_of(table))
    assert found.tables[0].title == "收入决算表\n部门：某局 金额单位：万元"
    assert [cell.text for cell in found.tables[0].cells[:3]] == ["项目", "合计", "其中：财政拨款"]
    assert (found.tables[0].rows, found.text.split("\n")[-1]) == (2, "注：本表反映收入。")


def test_how_things_look_changes_nothing_of_what_they_say() -> None:
    look = '<w:jc w:val="center"/><w:spacing w:after="0"><w:ind/></w:spacing>'
    styles = '<w:docDefaults/><w:style w:type="paragraph" w:styleId="a1"><w:rPr><w:b/></w:rPr><w:pPr><w:jc/><w:numPr><w:numId w:val="1"/>'
    styles += '</w:numPr></w:pPr></w:style><w:style w:type="table" w:styleId="a3"><w:tblStylePr><w:pPr/></w:tblStylePr></w:style>'
    body = p("概况", f'{look}<w:pStyle w:val="a1"/>') + p("决算", f'<w:pStyle w:val="a1"/>{look}') + p("正文", look)
    assert text(body, numbering=LEVELS, styles=styles) == "一、概况\n二、决算\n正文"


def test_words_inside_of_what_says_how_things_look_make_no_other_number() -> None:
    assert text("<w:p><w:r><w:t>1<w:color>9</w:color>23</w:t></w:r></w:p>") == "123"
