"""Pages in the encodings and the tag soup that bodies publish them in."""

from __future__ import annotations

import codecs

import pytest

from orchestration import read
from orchestration.read import html, sniff

PAGE = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>部门决算公开说明</p></body></html>'


@pytest.mark.parametrize(
    ("declared", "written", "mark", "taken"),
    [
        ("utf-8", "utf-8", b"", "utf-8"),
        ("gb2312", "gb18030", b"", "gb18030"),
        ("GBK", "gb18030", b"", "gb18030"),
        ("gb2312", "utf-8", b"", "utf-8"),
        ("utf-8", "gb18030", b"", "gb18030"),
        ("no-such-charset", "gb18030", b"", "gb18030"),
        ("rot13", "gb18030", b"", "gb18030"),
        ("big5", "big5", b"", "big5"),
        ("gb2312", "utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("gb2312", "utf-8", codecs.BOM_UTF8, "utf-8"),
    ],
)
def test_the_encoding_is_found_even_where_the_page_misnames_it(declared: str, written: str, mark: bytes, taken: str) -> None:
    page = PAGE.replace("部门决算公开说明", "部門決算公開說明") if written == "big5" else PAGE
    data = mark + page.format(declared).encode(written)
    assert sniff.kind_of(data) == "html"
    found = read.read(data)
    assert (found.encoding, found.text) == (taken, "部門決算公開說明" if written == "big5" else "部门决算公开说明")


def text(page: str) -> str:
    return html.read(page.encode()).text


def test_blocks_make_lines_and_inline_marks_do_not() -> None:
    assert (
        text("<div>收入<b>1</b><span>,234</span>.5<font>万元</font><br>二</div>三<p>四&nbsp;&nbsp;五") == "收入1,234.5万元\n二\n三\n四 五"
    )


def test_scripts_styles_and_comments_say_nothing() -> None:
    assert text("<body><script>var a='9万元'</script><style>p{}</style><!-- 8万元 --><noscript>x</noscript><p>正文</p>") == "正文"


def test_words_that_float_apart_do_not_run_together() -> None:
    assert text('<div>部门：某局<span style="float:right">金额单位：万元</span></div>') == "部门：某局 金额单位：万元"


def test_lists_write_their_numbers() -> None:
    page = '<ol><li>甲<li>乙</ol><ol start="3" style="list-style-type:cjk-ideographic"><li>丙<ul><li>丁</ul><li>戊</ol>'
    assert text(page) == "1. 甲\n2. 乙\n三、丙\n丁\n四、戊"


def test_row_and_column_spans_and_a_span_of_zero() -> None:
    page = "<table><tr><td rowspan=2>科目<td colspan=2>支出<td rowspan=0>备注<tr><td>基本<td>项目<tr><td>合计<td>1<td>2</table>"
    (table,) = html.read(page.encode()).tables
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells] == [
        (0, 0, 2, 1, "科目"), (0, 1, 1, 2, "支出"), (0, 3, 3, 1, "备注"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
    ]  # fmt: skip
    assert table.cells[-1].place == "/html/body/table[1]/tbody[1]/tr[3]/td[3]"


def test_a_page_laid_out_in_tables_is_text_and_the_table_in_it_a_table() -> None:
    inner = "<table><caption>收入决算表</caption><tr><th>项目<th>金额<tr><td>合计<td>1.00</table>"
    article = f"<h1>某局2020年度部门决算</h1><p>{'说明文字。' * 9}</p>{inner}<p>注：完</p>"
    page = f"<table><tr><td><a>首页</a><br><a>信息公开</a></td><td>{article}</td></tr></table>"
    found = html.read(page.encode())
    assert found.text.split("\n") == ["首页", "信息公开", "某局2020年度部门决算", "说明文字。" * 9, "收入决算表", "注：完"]
    assert [cell.text for cell in found.tables[0].cells] == ["项目", "金额", "合计", "1.00"]


def test_digits_are_not_parted_by_characters_that_take_no_place() -> None:
    assert text("<p>1\u200b2\u00ad3.4&#8203;5&shy;万元") == "123.45万元"
