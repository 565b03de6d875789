"""Which releases stay, putting an older one in force, and telling whether one is still what was published."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import duckdb
import pytest

from orchestration.release import in_force, keeping, proof, publish, releases, shelf
from orchestration.warehouse import Warehouse, WarehouseError, build
from tests.release.conftest import KEYS

Passed = Callable[..., str]
READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True) if sys.argv[1].endswith(".duckdb") else open(sys.argv[1], "rb")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def four(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed) -> Warehouse:
    """Four releases."""
    for number in range(4):
        passed(f"update marts.fct_spending set final_cny = {number}")
        publish.publish(con, warehouse, KEYS)
    return warehouse


def numbers(warehouse: Warehouse) -> list[int]:
    return [release.sequence for release in releases(warehouse)]


def test_the_last_ones_stay(four: Warehouse) -> None:
    first, second, *_ = (release.release_id for release in releases(four))
    assert keeping.collect(four, 2) == ([first, second], [])
    assert numbers(four) == [3, 4]
    assert sorted(path.name for path in four.releases.iterdir()) == [*(release.release_id for release in releases(four)), "current"]


def test_the_one_in_force_and_the_one_before_stay_whatever_is_asked(four: Warehouse) -> None:
    shelf.switch(four, releases(four)[0].release_id)
    keeping.collect(four, 0)
    assert numbers(four) == [1, 3, 4]
    assert in_force(four) == releases(four)[0]


@pytest.mark.parametrize("file", ["marts.duckdb", "parquet/marts/fct_spending.parquet", "release.json"])
def test_one_being_read_stays_until_its_reader_is_done(four: Warehouse, file: str) -> None:
    first = releases(four)[0]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(first.path / file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    second = releases(four)[1]
    assert keeping.collect(four, 2) == ([second.release_id], [first.release_id])
    assert numbers(four) == [1, 3, 4]
    reader.communicate()
    assert keeping.collect(four, 2) == ([first.release_id], [])


def test_one_being_read_by_this_very_process_stays(four: Warehouse) -> None:
    with duckdb.connect(str(releases(four)[0].marts), read_only=True):
        keeping.collect(four, 2)
        assert numbers(four) == [1, 3, 4]


def test_publication_keeps_as_many_as_the_variable_says(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keeping.VARIABLE, "3")
    for number in range(5):
        passed(f"update marts.fct_spending set final_cny = {number}")
        publish.publish(con, warehouse, KEYS)
    assert numbers(warehouse) == [3, 4, 5]
    for nonsense in ("1", "many", "-3"):
        monkeypatch.setenv(keeping.VARIABLE, nonsense)
        with pytest.raises(WarehouseError, match=keeping.VARIABLE):
            keeping.wanted()


def test_numbers_go_on_after_a_rollback(four: Warehouse, con: duckdb.DuckDBPyConnection, passed: Passed) -> None:
    shelf.switch(four, shelf.find(four, "2").release_id)
    published = publish.publish(con, four, KEYS)
    assert published.is_new
    assert numbers(four) == [1, 2, 3, 4, 5]
    assert published.release.description["follows"] == shelf.find(four, "2").release_id


def test_a_clock_that_jumps_back_changes_no_order(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = build.now
    for years in (0, -11, 22, -1):
        monkeypatch.setattr(build, "now", lambda years=years: real() + timedelta(days=365 * years))
        passed(f"update marts.fct_spending set final_cny = {years}")
        last = publish.publish(con, warehouse, KEYS).release
    assert numbers(warehouse) == [1, 2, 3, 4]
    assert in_force(warehouse) == last == releases(warehouse)[-1]


def test_a_release_is_found_by_its_id_its_number_and_its_beginning(four: Warehouse) -> None:
    third = releases(four)[2]
    for name in (third.release_id, "3", "000003", third.release_id[:8]):
        assert shelf.find(four, name) == third
    assert shelf.find(four, "current") == in_force(four)
    for name in ("", "9", "00000", "../current", "zzz"):
        with pytest.raises(WarehouseError, match="called"):
            shelf.find(four, name)


def test_a_whole_release_has_no_faults(four: Warehouse) -> None:
    assert [proof.faults(release) for release in releases(four)] == [[], [], [], []]


def test_whatever_is_done_to_a_release_shows(four: Warehouse) -> None:
    release = releases(four)[1]
    altered, gone = release.path / "marts.duckdb", release.path / "parquet/marts/fct_spending.parquet"
    altered.chmod(0o644)
    with altered.open("r+b") as file:
        file.seek(20_000)
        file.write(b"!")
    gone.unlink()
    (release.path / "more").write_bytes(b"")
    assert proof.faults(release) == [
        "parquet/marts/fct_spending.parquet is missing.",
        "more does not belong to the release.",
        "marts.duckdb is not as it was published.",
    ]
