"""Whatever is in a folder, every file ends as a row or a named skip, once, and the others go on."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.register import BadPath, intake, landing, register
from orchestration.warehouse import Warehouse, build
from orchestration.warehouse.connection import build_database
from tests.register import samples

BATCH = {
    "accounts.txt": samples.ACCOUNTS.encode(),
    "gb.txt": samples.DEPARTMENT.encode("gb18030"),
    "budget.txt": samples.BUDGET.encode(),
    "empty.txt": b"",
    "noise.txt": bytes(range(256)) * 4,
    "notice.txt": samples.NOTICE.encode(),
    "report.txt": b"\x89PNG\r\n\x1a\n a picture, whatever its name says",
}
CODES = {
    "accounts.txt": None,
    "gb.txt": None,
    "budget.txt": "budget",
    "empty.txt": "empty_file",
    "noise.txt": "binary_file",
    "notice.txt": "not_final_accounts",
    "report.txt": "unsupported_format",
}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, data in BATCH.items():
        (folder / name).write_bytes(data)
    return folder


def rows(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("select * from raw.raw_document order by document_id").fetchall()


def test_every_file_of_a_batch_is_taken_or_refused_by_its_reason(inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection) -> None:
    summary = register([inbox], warehouse, con)
    assert {entry.source_name: entry.reject_code for entry in summary.entries} == CODES
    assert all(bool(entry.reject_reason_zh and entry.reject_reason_en) == (entry.status == "rejected") for entry in summary.entries)
    assert con.execute(
        "select d.source_name, t.text from raw.raw_text t join raw.raw_document d using (document_id) order by 1"
    ).fetchall() == [
        ("accounts.txt", samples.ACCOUNTS),
        ("gb.txt", samples.DEPARTMENT),
    ]


def test_registering_again_changes_nothing_not_even_the_build(inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection) -> None:
    register([inbox], warehouse, con)
    before, state = rows(con), build.current(con)
    again = register([inbox / "gb.txt", inbox], warehouse, con)
    assert (rows(con), build.current(con)) == (before, state)
    assert not any(entry.changed for entry in again.entries)


@given(st.permutations(["a.txt", "b.txt", "c.txt"]))
def test_names_and_order_of_arrival_leave_the_same_rows(tmp_path_factory: pytest.TempPathFactory, order: list[str]) -> None:
    folder = tmp_path_factory.mktemp("order")
    for name in order:
        (folder / name).write_text(samples.ACCOUNTS)
    warehouse = Warehouse(folder / "warehouse").create()
    with build_database(warehouse) as con:
        for name in order:
            register([folder / name], warehouse, con)
        assert con.execute("select source_name from raw.raw_document").fetchall() == [("a.txt",)]
    assert len(list(warehouse.objects.iterdir())) == 1


def test_a_new_version_reads_again_and_forgets_what_was_observed(
    inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    register([inbox], warehouse, con)
    con.execute("update raw.raw_document set observer_version = '1'")
    monkeypatch.setattr(landing, "READER_VERSION", "2")
    assert all(entry.changed for entry in register([inbox], warehouse, con).entries)
    assert con.execute("select distinct reader_version, observer_version from raw.raw_document").fetchall() == [("2", None)]


def test_a_file_beyond_the_limit_is_refused_and_not_kept(
    inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SIZE_LIMIT", 10)
    (entry,) = register([inbox / "accounts.txt"], warehouse, con).entries
    assert entry.reject_code == "too_large"
    assert list(warehouse.objects.iterdir()) == []


@pytest.mark.parametrize("paths", [["absent"], ["inbox", "absent"], ["hollow"]])
def test_a_path_that_leads_nowhere_is_said_before_anything_is_taken(
    tmp_path: Path, inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, paths: list[str]
) -> None:
    (tmp_path / "hollow").mkdir()
    with pytest.raises(BadPath, match=paths[-1]):
        register([tmp_path / path for path in paths], warehouse, con)
    assert rows(con) == []


def test_links_out_of_a_folder_devices_and_hidden_files_are_left_alone(
    tmp_path: Path, inbox: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(samples.DEPARTMENT + "secret")
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "loop").symlink_to(inbox)
    (inbox / ".hidden.txt").write_text(samples.ACCOUNTS + "hidden")
    os.mkfifo(inbox / "pipe.txt")
    summary = register([inbox], warehouse, con)
    assert {entry.source_name for entry in summary.entries} == set(CODES)
    assert [(skip.path.name, skip.reason) for skip in summary.skipped] == [
        ("link.txt", "a link that leads out of its folder"),
        ("pipe.txt", "not a regular file"),
    ]


@given(st.binary(min_size=1, max_size=80))
def test_any_file_name_becomes_one_readable_line(raw: bytes) -> None:
    safe = intake.safe_name(os.fsdecode(raw))
    assert len(safe.splitlines()) <= 1
    assert "/" not in safe
    assert safe.encode()


def test_line_breaks_and_controls_in_a_name_are_replaced() -> None:
    assert intake.safe_name("a\nb\x1b[31m\u202etxt.决算") == "a�b�[31m�txt.决算"
