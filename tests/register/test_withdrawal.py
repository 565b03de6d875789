"""A document that a person takes back, or says that a newer one replaces."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli.app import app
from orchestration.register import landing, register
from orchestration.register.withdrawal import Withdrawal, restore, withdraw, withdrawals
from orchestration.warehouse import Warehouse, WarehouseError
from tests.register import samples

ROWS = "select source_name, intake_status, reject_reason_en from raw.raw_document order by 1"


def juesuan(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return done.exit_code, done.output


def test_a_withdrawn_document_goes_and_stays_away_until_it_is_brought_back(
    tmp_path: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(samples.ACCOUNTS)
    new.write_text(samples.DEPARTMENT)
    first, second = register([old, new], warehouse, con).entries
    gone, other = (first, second) if first.source_name == "a.txt" else (second, first)
    assert juesuan("withdraw", gone.document_id, "-w", warehouse.root)[0] == 2
    assert juesuan("withdraw", "ffffffff", "--reason", "x", "--reviewer", "Li", "-w", warehouse.root)[0] == 1
    superseded = ("--superseded-by", other.document_id, "--reason", "换了\n新的", "--reviewer", "Li", "-w", warehouse.root)
    assert juesuan("withdraw", gone.document_id[:10], *superseded)[0] == 0
    reason = f"Superseded by {other.document_id}: 换了 新的 (Li, {datetime.now(UTC):%Y-%m-%d})"
    expected = [("a.txt", "withdrawn", reason), ("b.txt", "read", None)]
    in_a_circle = ("--superseded-by", gone.document_id, "--reason", "x", "--reviewer", "Li", "-w", warehouse.root)
    assert juesuan("withdraw", other.document_id, *in_a_circle)[0] == 2
    for paths in ([new], [old], [old, new]):
        register(paths, warehouse, con)
        assert con.execute(ROWS).fetchall() == expected
        assert con.execute("select document_id from raw.raw_text").fetchall() == [(other.document_id,)]
    monkeypatch.setattr(landing, "READER_VERSION", "another")
    assert [entry.changed for entry in register([new], warehouse, con).entries] == [True, True]
    assert con.execute(ROWS).fetchall() == expected
    assert warehouse.object_path(gone.sha256).is_file()
    assert juesuan("withdraw", gone.document_id, "--undo", "-w", warehouse.root)[0] == 0
    assert juesuan("withdraw", gone.document_id, "--undo", "-w", warehouse.root)[0] == 1
    register([new], warehouse, con)
    assert [row[1] for row in con.execute(ROWS).fetchall()] == ["read", "read"]
    assert len(con.execute("select document_id from raw.raw_text").fetchall()) == 2


def test_an_upgrade_reads_again_what_is_not_given_again(
    tmp_path: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(samples.ACCOUNTS)
    new.write_text(samples.DEPARTMENT)
    register([old], warehouse, con)
    monkeypatch.setattr(landing, "READER_VERSION", "another")
    register([new], warehouse, con)
    assert con.execute("select count(*) from raw.raw_document where reader_version = 'another'").fetchone() == (2,)


def test_what_was_read_before_a_crash_is_not_read_again(
    tmp_path: Path, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run breaks when the second batch is landed: the first is in the tables, and what was read is in the store."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(6):
        (inbox / f"{number}.txt").write_text(samples.ACCOUNTS + f"第{number}份。")
    monkeypatch.setattr(landing, "BATCH", 3)
    land, batches = landing._land, iter([True, False])
    monkeypatch.setattr(landing, "_land", lambda *arguments: land(*arguments) if next(batches) else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        register([inbox], warehouse, con)
    assert con.execute("select count(*) from raw.raw_document").fetchone() == (3,)
    monkeypatch.setattr(landing, "_land", land)
    read = {path: path.stat().st_mtime_ns for path in warehouse.documents.rglob("*.gz")}
    assert len(read) == 6
    entries = register([inbox], warehouse, con).entries
    assert sorted(entry.changed for entry in entries) == [False] * 3 + [True] * 3
    assert {path: path.stat().st_mtime_ns for path in read} == read


def test_a_file_of_withdrawals_that_cannot_be_one_is_said(warehouse: Warehouse, con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    warehouse.withdrawals.write_text("what,why\n")
    (tmp_path / "a.txt").write_text(samples.ACCOUNTS)
    with pytest.raises(WarehouseError, match="no column document_id"):
        register([tmp_path / "a.txt"], warehouse, con)


@pytest.mark.parametrize(
    ("line", "encoding", "withdrawn"),
    [("{},,改了,李,2026-11-01", "gb18030", True), ("{},,,李,2026-11-01", "utf-8", False), ("{},,,,", "utf-8", False)],
)
def test_a_line_by_hand_counts_where_it_is_complete(line: str, encoding: str, withdrawn: bool, warehouse: Warehouse) -> None:
    header = "document_id,superseded_by,reason,reviewer,withdrawn_on"
    warehouse.withdrawals.write_bytes(f"{header}\n{line.format('0123456789abcdef')}\n".encode(encoding))
    assert bool(withdrawals(warehouse)) is withdrawn


def test_lines_of_others_stay_as_they_are(warehouse: Warehouse) -> None:
    header = "document_id,superseded_by,reason,reviewer,withdrawn_on,memo"
    unfinished = "fedcba9876543210,,,王,,问一下"
    warehouse.withdrawals.write_text(f"{header}\n{unfinished}\n", encoding="utf-8")
    withdraw(warehouse, Withdrawal("0123456789abcdef", "", "改了", "李", "2026-11-01"))
    restore(warehouse, "0123456789abcdef")
    assert warehouse.withdrawals.read_text(encoding="utf-8") == f"{header}\n{unfinished}\n"
