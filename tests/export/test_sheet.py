"""What a spreadsheet opens: nothing is computed, nothing is shortened, the same rows are the same bytes."""

from __future__ import annotations

import csv
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.export.sheet import LONGEST, Column, Sheet, csv_cell, file_name, write_csv, write_workbook

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "\r=1", '"=1', " =1", "%0a=1", "|calc"]


def sheet(*rows: dict[str, object]) -> Sheet:
    return Sheet("发现", (Column("a", "甲\nA"), Column("b", "乙\nB")), rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_is_text_behind_an_apostrophe(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["0123456789012345", "1234567890123456", "12e4567890123456", "007"])
def test_an_identity_of_digits_is_not_taken_for_a_number(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["5,364.75", "-12.89", "+3", "99.94%", "0", "0.00", "2010301", "原文如此", ""])
def test_numbers_and_plain_words_are_left_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


def test_values_keep_their_digits() -> None:
    assert [csv_cell(value) for value in (Decimal("12345678901234567.890000"), Decimal("1E+3"), date(2026, 1, 2), True, None)] == [
        "12345678901234567.89",
        "1000",
        "2026-01-02",
        "true",
        "",
    ]


def test_a_csv_is_what_a_spreadsheet_expects(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", sheet({"a": "一，二\n三", "b": Decimal("-1.50")}))
    assert (tmp_path / "a.csv").read_bytes() == '\ufeff"甲\nA","乙\nB"\r\n"一，二\n三",-1.5\r\n'.encode()


@given(text=st.text())
def test_any_text_comes_back_and_never_computes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_csv(folder / "a.csv", sheet({"a": text, "b": 1}))
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        _, (told, _) = csv.reader(file)
    assert told.removeprefix("'") == text.encode("utf-8", "replace").decode().removeprefix("'")
    assert not told.lstrip().startswith(("=", "@", "＝"))


def test_a_workbook_holds_text_as_text_and_numbers_exactly(tmp_path: Path) -> None:
    rows = [{"a": text, "b": Decimal("5364.75")} for text in HOSTILE] + [{"a": "x" * 40_000, "b": Decimal("12345678901234567.89")}]
    write_workbook(tmp_path / "a.xlsx", [sheet(*rows), sheet(), Sheet("[a]:*?/\\" + "长" * 40, (Column("a", "甲"),), [{"a": None}])])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["发现"]
    for line, row in enumerate(rows[:-1], 2):
        assert page.cell(line, 1).data_type == "s"
        assert str(page.cell(line, 1).value).strip() == str(row["a"]).strip()
        assert page.cell(line, 2).value == 5364.75
    long, exact = page.cell(len(rows) + 1, 1).value, page.cell(len(rows) + 1, 2).value
    assert isinstance(long, str) and len(long) == LONGEST and long.endswith("…")
    assert exact == "12345678901234567.89", "more digits than a spreadsheet keeps stay text"
    assert len(set(book.sheetnames)) == 3 and all(len(name) <= 31 for name in book.sheetnames)


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [sheet({"a": "甲", "b": 1})])
        time.sleep(2.1)  # a zip archive tells time by two seconds
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("parts", "name"), [(("../../某局/<b>", 2020, "ab"), "某局_b-2020-ab"), ((None, ""), "document"), (("a" * 300,), "a" * 80)]
)
def test_a_file_name_leads_nowhere_else(parts: tuple[object, ...], name: str) -> None:
    assert file_name(*parts) == name
