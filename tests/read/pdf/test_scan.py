"""Pages that are pictures: where text recognition is installed they are read as any page is, and every figure says where it is from."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from orchestration.observe import observe
from orchestration.read.errors import Unreadable
from orchestration.read.pdf import read, scan
from tests.read.pdf.written import A4, Drawing, pdf

MADE = Path(__file__).parents[4] / "shared" / "disclosures" / "made"
XS: list[float] = [60, 200, 320, 440]
YS: list[float] = [700, 680, 660, 640]
TEXTS = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "1,234.50"], ["204", "公共安全支出", "0.10"]]
SIZE = 10


def picture_of(page: Drawing, degrees: float) -> bytes:
    """A PDF whose page is a picture of `page`, laid askew."""
    with pypdfium2.PdfDocument(pdf(page)) as document:
        image = document[0].render(scale=200 / 72, grayscale=True).to_pil().rotate(degrees, fillcolor=255)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def signs_of(lines: list[tuple[float, float, str]]) -> list[scan.Sign]:
    """What a faultless engine says of lines that begin at x, y."""
    scale = 200 / 72
    return [
        (char, (x + SIZE * at / 2) * scale, (A4[1] - y - SIZE) * scale, (x + SIZE * (at + 1) / 2) * scale, (A4[1] - y) * scale)
        for x, y, text in lines
        for at, char in enumerate(text)
    ]


def test_a_picture_laid_askew_is_a_page_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [(60.0, 720.0, "支出决算表单位：万元")]
    lines += [(left + 3, top - SIZE - 3, text) for top, row in zip(YS, TEXTS, strict=False) for left, text in zip(XS, row, strict=False)]
    data = picture_of(Drawing().grid(XS, YS, 1), 0.8)
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(scan, "engine", lambda: lambda picture: signs_of(lines))
    document = read(data)
    assert [[cell.text for cell in document.tables[0].cells if cell.row == row] for row in range(3)] == TEXTS
    assert document.tables[0].title == "支出决算表单位：万元"
    assert [page.is_ocr for page in document.pages] == [True]
    rows = observe(document, 2020, "").observations
    assert rows
    assert all(row.is_ocr for row in rows)


def test_pages_of_text_beside_a_picture_are_not_said_to_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(scan, "engine", lambda: lambda picture: signs_of([(60, 700, "本年收入1.00万元。")]))
    text = Drawing()
    for number in range(3):
        text.text(60, 700 - 30 * number, "本年支出合计2.00万元。")
    document = read(pdf(text, Drawing(image=True)))
    assert [page.is_ocr for page in document.pages] == [False, True]
    assert [(row.printed, row.is_ocr) for row in observe(document, 2020, "").observations] == [("2.00", False)] * 3 + [("1.00", True)]


def test_without_recognition_a_scan_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    with pytest.raises(Unreadable, match="no_text_layer") as refused:
        read(pdf(Drawing(image=True)))
    assert "ocr" in refused.value.zh
    assert "ocr" in refused.value.en


def test_more_pictures_than_can_be_recognised_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(scan, "engine", lambda: lambda picture: [])
    monkeypatch.setattr(scan, "MAX_PAGES", 2)
    with pytest.raises(Unreadable, match="too_many_scanned_pages"):
        read(pdf(*[Drawing(image=True) for _ in range(3)]))


def test_the_scan_of_the_made_body_is_read_to_the_last_cell() -> None:
    if not scan.available():
        pytest.skip("the extra ocr is not installed")
    if not MADE.is_dir():
        pytest.skip("the made documents are not on this machine")
    document = read((MADE / "scan.pdf").read_bytes())
    truth = json.loads((MADE / "truth.json").read_text("utf-8"))["tables"]
    known = {tuple("".join(text.split()) for text in row) for table in truth for row in table["body"]}
    for table in document.tables:
        rows = [["".join(cell.text.split()) for cell in table.cells if cell.row == row] for row in range(4, table.rows)]
        assert rows
        assert not [row for row in rows if tuple(row) not in known]


def test_a_picture_among_pages_of_text_is_said_not_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    pages = [
        Drawing().text(60, 700, "本年度收入合计1,234.50万元。"),
        Drawing(image=True),
        Drawing(image=True).text(60, 700, "支出合计1,234.50万元。"),
    ]
    assert [page.is_unread for page in read(pdf(*pages)).pages] == [False, True, False]
