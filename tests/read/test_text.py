"""A text file says the same whatever encoding it came in, and what is no text is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.read import Unreadable, sniff, text

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
OPENING = "某市某区事务中心2020年度部门决算\n\n一、收入支出决算总体情况说明\n2020 年度收、支总计 1,234.50 万元，比上年减少 3.2%。\n"
WORDS = st.text(st.sampled_from("收入支出决算合计年度万元增加减少其中项目基本一二三（）、，。；：“”％0123456789.,% \r\n\f"), max_size=300)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(words=WORDS)
def test_any_encoding_gives_the_same_text(encoding: str, words: str) -> None:
    document = text.read((OPENING + words).encode(encoding))
    assert document.text == OPENING + words


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_with_a_reason_in_two_languages(data: bytes) -> None:
    sniff.kind_of(data)
    try:
        assert text.read(data).text.strip()
    except Unreadable as refusal:
        assert refusal.code in {"empty_file", "binary_file", "unreadable_encoding"}
        assert refusal.zh and refusal.en


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"<html"]))
def test_a_familiar_beginning_never_breaks_the_sniffer(data: bytes, magic: bytes) -> None:
    assert sniff.kind_of(magic + data)


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\ufeff　\n".encode("utf-16-le")])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.read(data)
    assert refusal.value.code == "empty_file"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 100, b"\x7fELF\x02\x01\x01" + b"\x00" * 200])
def test_binary_noise_is_called_binary(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.read(data)
    assert refusal.value.code == "binary_file"


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_an_encoding_we_cannot_tell_is_refused_rather_than_misread(encoding: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.read((OPENING * 5).encode(encoding, "ignore"))
    assert refusal.value.code == "unreadable_encoding"


def test_one_broken_character_in_utf_8_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(Unreadable):
        text.read((OPENING * 5).encode() + b"\xe5\xb9")


def test_line_ends_and_form_feeds_stay_where_they_are() -> None:
    assert text.read("甲\r\n乙\f丙\n".encode()).text == "甲\r\n乙\f丙\n"


MADE = {
    "doc.doc": "doc",
    "doc.docx": "docx",
    "doc.odt": "odt",
    "page.html": "html",
    "tables.xls": "xls",
    "tables.xlsx": "xlsx",
    "writer.pdf": "pdf",
    "truth.json": "text",
}


@pytest.mark.parametrize("name", MADE)
def test_a_format_is_known_by_its_content(shared: Path, name: str) -> None:
    assert sniff.kind_of((shared / "disclosures" / "made" / name).read_bytes()) == MADE[name]
