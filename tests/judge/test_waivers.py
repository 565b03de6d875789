"""What a reviewer accepts is written down whole or not at all, and read however a spreadsheet saved it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.judge import waivers
from orchestration.warehouse import Warehouse, WarehouseError, ledger

DAY = date(2026, 11, 25)
HEAD = ",".join(waivers.COLUMNS)


def finding(name: str) -> dict[str, str]:
    return {"finding_id": name, "document_id": "aaaa", "rule_id": "Z123-sum"}


def grant(warehouse: Warehouse, *names: str, reason: str = "原文如此", reviewer: str = "李") -> None:
    waivers.grant(warehouse, [finding(name) for name in names], reason, reviewer, DAY)


def accepted(warehouse: Warehouse) -> list[str]:
    return [row["finding_id"] for row in waivers.read(warehouse.waivers).rows]


def test_nothing_is_accepted_where_there_is_no_file(warehouse: Warehouse) -> None:
    assert accepted(warehouse) == []
    assert waivers.prepare(warehouse).read_text() == f"{HEAD}\n"


def test_a_waiver_is_a_line_that_a_person_can_read(warehouse: Warehouse) -> None:
    grant(warehouse, "f1", "f2")
    assert warehouse.waivers.read_text(encoding="utf-8").splitlines() == [
        HEAD,
        "f1,aaaa,Z123-sum,原文如此,李,2026-11-25",
        "f2,aaaa,Z123-sum,原文如此,李,2026-11-25",
    ]


def test_all_findings_are_accepted_or_none(warehouse: Warehouse) -> None:
    grant(warehouse, "f2")
    with pytest.raises(waivers.WaiverRefused, match=r"f2 is waived already, by 李 on 2026-11-25: 原文如此\."):
        grant(warehouse, "f1", "f2")
    assert accepted(warehouse) == ["f2"]
    with pytest.raises(waivers.WaiverRefused, match="f1 is not waived"):
        waivers.withdraw(warehouse, ["f2", "f1"])
    assert accepted(warehouse) == ["f2"]


@pytest.mark.parametrize(("reason", "reviewer", "asked"), [(" \n", "李", "--reason"), ("原文如此", "\t", "--reviewer")])
def test_an_empty_word_accepts_nothing(warehouse: Warehouse, reason: str, reviewer: str, asked: str) -> None:
    with pytest.raises(waivers.WaiverRefused, match=asked):
        grant(warehouse, "f1", reason=reason, reviewer=reviewer)
    assert not warehouse.waivers.exists()


def test_taking_back_leaves_the_others_and_columns_of_the_reviewers_own(warehouse: Warehouse) -> None:
    warehouse.waivers.write_text("note,reviewer,finding_id,document_id,rule_id,waived_on,reason\nask again,Li,f0,a,r,2026-01-01,so\n")
    grant(warehouse, "f1")
    (taken,) = waivers.withdraw(warehouse, ["f1"])
    assert taken["reason"] == "原文如此"
    (row,) = waivers.read(warehouse.waivers).rows
    assert (row["note"], row["finding_id"], row["reason"]) == ("ask again", "f0", "so")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_saved_by_a_spreadsheet_is_read(warehouse: Warehouse, encoding: str) -> None:
    warehouse.waivers.write_bytes(f"{HEAD}\r\nf1,aaaa,Z123-sum,原文如此，已函告,李,2026-11-25\r\n\r\n".encode(encoding))
    prepared = waivers.prepare(warehouse).read_text(encoding="utf-8")
    assert prepared.splitlines() == [HEAD, "f1,aaaa,Z123-sum,原文如此，已函告,李,2026-11-25"]


@pytest.mark.parametrize("text", ["finding_id,reason\nf1,so\n", f"{HEAD}\nf1,a,r,so,Li,2026-01-01,more\n", f'{HEAD}\nf1,a,r,"so\n'])
def test_what_are_no_waivers_is_refused_and_left_as_it_is(warehouse: Warehouse, text: str) -> None:
    warehouse.waivers.write_text(text)
    for use in (lambda: grant(warehouse, "f2"), lambda: waivers.prepare(warehouse), lambda: waivers.withdraw(warehouse, ["f1"])):
        with pytest.raises(WarehouseError, match="waivers"):
            use()
    assert warehouse.waivers.read_text() == text


def test_a_write_that_breaks_off_leaves_the_file(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    grant(warehouse, "f1")
    before = warehouse.waivers.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger.os, "fsync", full)
    with pytest.raises(WarehouseError, match="No space left"):
        grant(warehouse, "f2")
    assert warehouse.waivers.read_bytes() == before
    assert [path.name for path in warehouse.root.glob(".waivers*")] == []


@given(reason=st.text(min_size=1), reviewer=st.text(min_size=1))
def test_any_words_come_back_on_one_line(tmp_path_factory: pytest.TempPathFactory, reason: str, reviewer: str) -> None:
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("any")).create()
    said = [" ".join("".join(char if char.isprintable() else " " for char in text).split()) for text in (reason, reviewer)]
    if not all(said):
        with pytest.raises(waivers.WaiverRefused):
            grant(warehouse, "f1", reason=reason, reviewer=reviewer)
        return
    grant(warehouse, "f1", reason=reason, reviewer=reviewer)
    lines = _lines(waivers.prepare(warehouse))
    assert lines == [list(waivers.COLUMNS), ["f1", "aaaa", "Z123-sum", *said, "2026-11-25"]]


def _lines(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
