"""Narrative as a reader sees it, whatever order and signs the file holds."""

from __future__ import annotations

import math
import unicodedata

import pytest

from orchestration.read.document import Document
from orchestration.read.pdf import read
from orchestration.read.pdf.characters import character
from tests.read.pdf.written import Drawing, pdf


def test_visual_order_where_the_content_is_out_of_order() -> None:
    page = (
        Drawing().text(60, 660, "第三行").text(120, 700, "45.10").text(60, 680, "第二行").text(145, 700, "万元。").text(60, 700, "收入合计")
    )
    assert read(pdf(page)).text == "收入合计 45.10万元。\n第二行\n第三行"


def test_pages_are_parted_and_each_offset_has_its_page() -> None:
    document = read(pdf(Drawing().text(60, 700, "第一页"), Drawing(), Drawing().text(60, 700, "第三页")))
    assert document.text == "第一页\f\f第三页"
    assert [document.page_of(offset) for offset in range(len(document.text))] == [1, 1, 1, 1, 2, 3, 3, 3]


def test_a_figure_of_the_narrative_has_its_box() -> None:
    document = read(pdf(Drawing().text(60, 700, "收入合计45.10万元")))
    start = document.text.index("45.10")
    page, (left, top, right, bottom) = document.box_of(start, start + 5) or (0, (0, 0, 0, 0))
    assert (page, left, right) == (1, 10000, 12500)
    assert 84200 - 71500 < top < bottom < 84200 - 69500


def test_every_line_tells_its_text_and_as_many_places() -> None:
    document = read(pdf(Drawing().text(60, 700, "收入 合计").text(300, 700, "1.00").text(60, 650, "第二行")))
    assert "\n".join(document.text[line.char_start : line.char_end] for line in document.lines) == document.text
    assert all(len(line.edges) == line.char_end - line.char_start + 1 for line in document.lines)
    assert all(list(line.edges) == sorted(line.edges) for line in document.lines)


def test_a_visible_page_only() -> None:
    page = (
        Drawing(crop=(0, 400, 595, 842)).text(60, 700, "看得见").text(60, 300, "裁掉了").text(60, 900, "在页外").text(-300, 700, "在左边")
    )
    document = read(pdf(page))
    assert document.text == "看得见"
    assert document.lines[0].box[1] < 14200 < document.lines[0].box[3] + 100


def test_bold_by_drawing_twice_is_read_once() -> None:
    assert read(pdf(Drawing().text(60, 700, "决算表").text(60.3, 700, "决算表"))).text == "决算表"


def test_doubled_characters_are_kept() -> None:
    assert read(pdf(Drawing().text(60, 700, "1100.00").text(60, 660, "谢谢"))).text == "1100.00\n谢谢"


def test_a_slanting_watermark_is_no_line() -> None:
    watermark = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <{}> Tj ET".format("草稿".encode("utf-16-be").hex())
    assert read(pdf(Drawing().text(60, 700, "收入").draw(watermark))).text == "收入"


@pytest.mark.parametrize("degrees", [-4.0, -1.0, 2.9, 3.5, 5.0])
def test_a_page_laid_askew_is_read_line_by_line(degrees: float) -> None:
    lean = math.radians(degrees)
    page = Drawing().draw(f"q {math.cos(lean):.5f} {math.sin(lean):.5f} {-math.sin(lean):.5f} {math.cos(lean):.5f} 30 0 cm")
    lines = [f"{number}．本年收入一千二百三十四万元，比上年增加，主要原因是项目增加" for number in range(6)]
    for number, line in enumerate(lines):
        page.text(60, 700 - 20 * number, line, 12)
    assert read(pdf(Drawing().text(60, 700, "封面"), page.draw("Q"))).text.split("\f")[1].split("\n") == lines


def test_raised_signs_stay_in_their_line() -> None:
    assert read(pdf(Drawing().text(60, 700, "面积12").text(90, 703, "2", 6).text(94, 700, "处"))).text.replace(" ", "") == "面积122处"


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("\u2f00\u2f72", "一禾"),
        ("\u2ed3\u671f", "长期"),
        ("\u2edb\u9669", "风险"),
        ("\uf900", "豈"),
        ("\uf06c", "•"),
        ("\u200b", ""),
        ("\u00a0", " "),
    ],
)
def test_signs_that_only_look_like_characters(printed: str, read_as: str) -> None:
    assert "".join(character(ord(char)) for char in printed) == read_as


def test_every_kangxi_radical_is_an_ideograph() -> None:
    assert all(unicodedata.name(character(code)).startswith("CJK UNIFIED") for code in range(0x2F00, 0x2FD6))


def test_ordinary_characters_are_left_alone() -> None:
    printed = "２０２０年（类）“三公”，1,234.50％①—－"
    assert "".join(character(ord(char)) for char in printed) == printed


def test_the_same_bytes_give_the_same_document() -> None:
    data = pdf(Drawing().text(60, 700, "收入").grid([60, 160, 260], [600, 580, 560]).text(70, 585, "1"))
    first: Document = read(data)
    assert read(data) == first
