"""Files made to exhaust or mislead a reader end in a reason, soon and in little memory."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration import read
from orchestration.read import office
from tests.read.office_files import cell, docx_of, p, rows, xlsx_of, zipped

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as member:
        for _ in range(500):
            member.write(b"0" * 1024 * 1024)
    return out.getvalue()


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("深") + "</w:tc></w:tr></w:tbl>" * depth


def diagonal() -> str:
    letters = [chr(65 + a) + chr(65 + b) for a in range(26) for b in range(26)]
    return "".join(f'<row r="{at}">{cell(f"{name}{at}", "1")}{cell(f"A{at}", "1")}</row>' for at, name in enumerate(letters, 1))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb in a DOCX": (lambda: bomb("word/document.xml"), "too_large_inside"),
    "bomb in an XLSX": (lambda: bomb("xl/worksheets/sheet1.xml"), "too_large_inside"),
    "bomb in an archive": (lambda: bomb("a.txt"), "too_large_inside"),
    "entities in a DOCX": (lambda: docx_of(p("&c;"), prolog=LAUGHS), "xml_entities"),
    "outside entity in a DOCX": (lambda: docx_of(p("&a;"), prolog=OUTSIDE), "xml_entities"),
    "entities in an XLSX": (lambda: xlsx_of("<sheetData/>", prolog=LAUGHS), "xml_entities"),
    "outside entity in an XLSX": (lambda: xlsx_of("<sheetData/>", prolog=OUTSIDE), "xml_entities"),
    "tables in tables": (lambda: docx_of(nested(20_000)), "too_large_inside"),
    "many cells": (lambda: docx_of(f"<w:tbl>{'<w:tr><w:tc/><w:tc/></w:tr>' * 120_000}</w:tbl>"), "too_many_cells"),
    "a million rows": (
        lambda: xlsx_of(f"<sheetData>{('<row>' + '<c><v>1</v></c>' * 10 + '</row>') * 110_000}</sheetData>"),
        "too_large_inside",
    ),
    "a wide diagonal": (lambda: xlsx_of(f"<sheetData>{diagonal()}</sheetData>"), "too_many_cells"),
    "a page of 50 MB": (lambda: b"<html><body>" + b"<p>x</p>" * 6_600_000, "too_large_inside"),
    "blocks in blocks": (lambda: b"<html>" + b"<div>" * 100_000, "too_complex"),
    "marks left open": (lambda: b"<html>" + b"".join(b"<p><font size=%d>" % at for at in range(6000)), "too_complex"),
    "ends of nothing": (lambda: b"<html>" + b"<b></p>" * 100_000, "too_complex"),
    "spans without end": (lambda: b"<html><table>" + b"<tr>" + b"<td rowspan=65534 colspan=1000>1" * 9000, "too_complex"),
    "cells without end": (lambda: b"<html><table>" + b"<tr><td>1<td>2" * 110_000, "too_many_cells"),
    "an old workbook of rubbish": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 9000, "damaged_file"),
    "a locked new workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9, "encrypted"),
    "a cut DOCX": (lambda: docx_of(p("甲"))[:-200], "damaged_file"),
    "a DOCX without a body": (lambda: zipped({"word/document.xml": "<w/>", "[Content_Types].xml": ""}), "damaged_file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_reason(name: str) -> None:
    make, code = HOSTILE[name]
    data = make()
    began = time.monotonic()
    with pytest.raises(read.Unreadable) as error:
        read.read(data)
    assert error.value.code == code
    assert error.value.zh and error.value.en
    assert time.monotonic() - began < 30


def test_a_sheet_that_claims_a_million_rows_costs_what_it_holds() -> None:
    sheet = f'<dimension ref="A1:XFD1048576"/><sheetData>{rows(("项目", "金额"), ("合计", "1"))}'
    sheet += f'<row r="1048576">{cell("XFD1048576", "完")}</row></sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    with pytest.raises(read.Unreadable, match="too_many_cells"):
        read.read(xlsx_of(sheet))
    found = read.read(xlsx_of(sheet.split("<mergeCells>")[0]))
    assert [len(table.cells) for table in found.tables] == [4]
    assert found.text == "完"


def test_deep_tables_within_the_limit_are_read() -> None:
    assert read.read(docx_of(nested(60))).text == "深"


def test_without_libreoffice_an_old_word_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(read.Unreadable) as error:
        read.read(data)
    assert error.value.code == "needs_libreoffice"
    assert "LibreOffice" in error.value.zh


def test_a_converter_that_hangs_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(slow))
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(read.Unreadable, match="too_slow"):
        office.read(b"")
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "stat"
    until = time.monotonic() + 20  # it would sleep for 60 s; who is killed must be given a processor to die on
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(stat: Path) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return stat.read_text().split()[2] != "Z"
    return False


@pytest.mark.parametrize("name", ["a million rows", "marks left open", "many cells", "a page of 50 MB", "cells without end"])
def test_it_takes_less_than_a_gigabyte(name: str) -> None:
    # VmHWM is the peak of this program alone; ru_maxrss would count what the tests that started it had taken before.
    program = (
        "import re\nfrom pathlib import Path\nfrom orchestration import read\nfrom tests.read.test_hostile_office import HOSTILE\n"
        f"data = HOSTILE[{name!r}][0]()\n"
        "try:\n    read.read(data)\nexcept read.Unreadable:\n"
        "    print(re.search(r'VmHWM:\\s*(\\d+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < 1024 * 1024
