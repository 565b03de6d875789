"""A narrative and its workbook, zipped or in a folder, are one document; what hides in archives is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from orchestration import read
from orchestration.read import archive
from tests.read.office_files import docx_of, p, rows, xlsx_of, zipped

TABLES = xlsx_of(f"<sheetData>{rows(('收入决算表',), ('项目', '金额'), ('合计', '1'))}</sheetData>")


def refusal(data: bytes) -> str:
    with pytest.raises(read.Unreadable) as error:
        read.read(data)
    return error.value.code


def test_texts_follow_each_other_in_the_order_of_the_names_and_places_name_the_file() -> None:
    parts = {
        "附件10.txt": "丙",
        "附件2.xlsx": TABLES,
        "附件1/说明.docx": docx_of(p("甲")),
        "__MACOSX/._x": b"\0\1",
        "章.png": b"\x89PNG\r\n\x1a\n",
    }
    found = read.read(zipped(parts))
    assert (found.format, found.text) == ("archive", "甲\n收入决算表\n丙")
    (table,) = found.tables
    assert (table.cells[-1].place, found.text[table.char_start :]) == ("附件2.xlsx: Sheet1!B3", "丙")


def test_pages_and_boxes_go_on_counting(shared: Path) -> None:
    pdf = (shared / "disclosures" / "shanghai-putuo-guihua-2024.pdf").read_bytes()
    if "pdf" not in read.READERS:
        pytest.skip("there is no PDF reader yet")
    one = read.read(pdf)
    two = archive.read_bundle([("a.pdf", pdf), ("b.pdf", pdf)], read.read)
    assert len(two.pages) == 2 * len(one.pages)
    assert two.pages[-1].number == 2 * len(one.pages)
    start = len(one.text) + 1
    assert two.text[start:] == one.text
    assert two.tables[-1].page == (one.tables[-1].page or 0) + len(one.pages)
    assert two.box_of(start + one.lines[3].char_start, start + one.lines[3].char_end) == (
        one.lines[3].page + len(one.pages),
        one.lines[3].box,
    )


def test_a_folder_gives_what_its_archive_gives() -> None:
    files = {"说明.docx": docx_of(p("甲")), "表.xlsx": TABLES}
    assert archive.read_bundle(files.items(), read.read) == read.read(zipped(dict(files)))


def test_names_in_gbk_are_read() -> None:
    data = zipped({"abcd.xlsx": TABLES}).replace(b"abcd.xlsx", "表表".encode("gbk") + b".xlsx")
    assert read.read(data).tables[0].cells[0].place == "表表.xlsx: Sheet1!A2"


@pytest.mark.parametrize("name", ["../甲.txt", "/etc/甲.txt", "a/../../甲.txt", "C:\\甲.txt", "..\\甲.txt"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert refusal(zipped({name: "甲" * 9})) == "unsafe_name"


def test_a_file_without_a_name_is_refused() -> None:
    assert refusal(zipped({"a": "甲" * 9}).replace(b"a", b"\0")) == "unsafe_name"  # zipfile ends a name at NUL


def test_control_characters_in_names_do_not_reach_messages_or_places() -> None:
    found = read.read(zipped({"a\n\x1b[31m\u202eb.xlsx": TABLES}))
    assert found.tables[0].cells[0].place == "a��[31m�b.xlsx: Sheet1!A2"


def test_links_archives_in_archives_and_unreadable_members_are_refused() -> None:
    link = zipfile.ZipInfo("甲.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(link, "/etc/passwd")
    assert refusal(out.getvalue()) == "unsafe_name"
    assert refusal(zipped({"内.zip": zipped({"甲.txt": "甲"})})) == "nested_archive"
    assert refusal(zipped({"甲.txt": "甲" * 9, "乙.docx": docx_of("")})) == "empty_file"
    assert refusal(zipped({"章.png": b"\x89PNG\r\n\x1a\n"})) == "empty_file"
    assert refusal(zipped({f"{at}.txt": "甲" for at in range(201)})) == "too_many_files"
    assert refusal(b"Rar!\x1a\x07\x00") == "unsupported_format"
    assert refusal(zipped({"ppt/presentation.xml": "<p/>", "[Content_Types].xml": "<t/>"})) == "unsupported_format"


def test_a_reason_names_the_member() -> None:
    with pytest.raises(read.Unreadable) as error:
        read.read(zipped({"甲.txt": "甲" * 9, "乙.docx": docx_of("")}))
    assert error.value.zh.startswith("乙.docx：")
