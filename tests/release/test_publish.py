"""What a release promises: made only of what every suite has passed, whole or not at all, the same for the same facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.judge import suites
from orchestration.release import in_force, proof, publish, releases, shelf
from orchestration.release.publish import PublicationRefused
from orchestration.report import pages
from orchestration.warehouse import Warehouse, build
from tests.release.conftest import KEYS, follow

Passed = Callable[..., str]
Connection = duckdb.DuckDBPyConnection
DEARER = "update marts.fct_spending set final_cny = 13.00 where spending_id = 'aaaa/1'"


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def test_a_passed_build_is_published_with_comments_and_description(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    build_id = passed()
    published = publish.publish(con, warehouse, KEYS)
    release = published.release
    assert published.is_new
    assert release == in_force(warehouse)
    assert warehouse.marts.resolve() == release.marts.resolve()
    assert read(warehouse.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("19.75",)]
    assert read(warehouse.marts, "select comment from duckdb_tables() where table_name = 'fct_spending'") == [
        ("支出 It's what was spent.",)
    ]
    assert read(warehouse.marts, "select comment from duckdb_columns() where column_name = 'final_cny'") == [("In yuan.",)]
    about = json.loads((release.path / "release.json").read_text())
    assert about["build"]["build_id"] == build_id
    assert about["documents"] == {"published": 1, "quarantined": 1}
    assert about["findings"] == {"error": 1, "info": 1}
    assert [suite["suite"] for suite in about["suites"]] == suites.names()
    assert [(each["sha256"], each["status"]) for each in about["inputs"]] == [("aaaa1", "published"), ("bbbb1", "quarantined")]


def test_every_file_is_there_with_its_digest(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    release = publish.publish(con, warehouse, KEYS).release
    there = {str(path.relative_to(release.path)) for path in release.path.rglob("*") if path.is_file()} - {"release.json"}
    files = release.description["files"]
    assert there == set(files)
    assert "parquet/marts/fct_spending.parquet" in there
    for name, about in files.items():
        data = (release.path / name).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (about["sha256"], about["bytes"])


def test_a_release_knows_its_size(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    """From which a run computes the room that it needs."""
    passed()
    release = publish.publish(con, warehouse, KEYS).release
    on_disk = sum(path.stat().st_size for path in release.path.rglob("*") if path.is_file() and path.name != "release.json")
    assert release.size == on_disk > 0


def test_nothing_is_published_before_anything_was_landed(con: Connection, warehouse: Warehouse) -> None:
    with pytest.raises(PublicationRefused, match="Nothing has been landed"):
        publish.publish(con, warehouse)


@pytest.mark.parametrize("suite", suites.names())
def test_one_failed_suite_refuses_and_leaves_the_release_in_force(
    suite: str, con: Connection, warehouse: Warehouse, passed: Passed
) -> None:
    passed()
    before = publish.publish(con, warehouse, KEYS).release
    build_id = passed(DEARER)
    build.record(con, build.Verdict(build_id, suite, False, 3, 1, build.now(), suites.digest()))
    with pytest.raises(PublicationRefused, match=f"Suite {suite} failed: 1 of 3"):
        publish.publish(con, warehouse, KEYS)
    assert in_force(warehouse) == before
    assert releases(warehouse) == [before]
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [before.release_id, "current"]


def test_a_verdict_is_stale_once_the_suites_change(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    con.execute("update meta.verdict set suites = 'as they were'")
    with pytest.raises(PublicationRefused, match="has not judged"):
        publish.publish(con, warehouse, KEYS)


def test_a_verdict_is_stale_once_raw_tables_change(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    build.begin(con)
    with pytest.raises(PublicationRefused, match="has not been modelled"):
        publish.publish(con, warehouse, KEYS)


def test_a_verdict_is_stale_once_dbt_starts_again(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    build.mark_modelled(con, build.start_modelling(con))
    with pytest.raises(PublicationRefused, match="has not judged build"):
        publish.publish(con, warehouse, KEYS)


def test_a_new_suite_must_have_judged(con: Connection, warehouse: Warehouse, passed: Passed, tmp_path: Path) -> None:
    passed()
    (tmp_path / "newcomer.json").write_text("{}")
    with pytest.raises(PublicationRefused, match="Suite newcomer has not judged"):
        publish.publish(con, warehouse, KEYS, folder=tmp_path)


def test_no_suites_at_all_publish_nothing(con: Connection, warehouse: Warehouse, passed: Passed, tmp_path: Path) -> None:
    passed()
    with pytest.raises(PublicationRefused, match="no suite"):
        publish.publish(con, warehouse, KEYS, folder=tmp_path)


def test_the_same_facts_make_no_other_release(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    first = publish.publish(con, warehouse, KEYS)
    passed("create or replace table marts.fct_spending as from marts.fct_spending order by spending_id desc")
    again = publish.publish(con, warehouse, KEYS)
    assert not again.is_new
    assert again.release == first.release
    assert len(releases(warehouse)) == 1


def test_the_same_facts_in_a_newer_report_are_a_release(
    con: Connection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    monkeypatch.setattr(pages, "edition", lambda: "the next")
    again = publish.publish(con, warehouse, KEYS)
    assert again.is_new and again.release.sequence == first.sequence + 1
    assert again.release.description["content_digest"] == first.description["content_digest"]
    assert "after" in again.release.report.read_text(encoding="utf-8")
    assert read(again.release.marts, "select count(*) from quality.fct_release_change") == [(0,)]
    assert not publish.publish(con, warehouse, KEYS).is_new


def test_the_same_facts_give_the_same_parquet(tmp_path: Path, con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    """In another warehouse, with its rows in another order."""
    passed()
    one = publish.publish(con, warehouse, KEYS).release
    passed("create or replace table marts.fct_spending as from marts.fct_spending order by spending_id desc")
    other = publish.publish(con, Warehouse.locate(tmp_path / "other").create(), KEYS).release
    assert one.release_id == other.release_id
    parquet = {str(path.relative_to(one.path)): path.read_bytes() for path in one.path.rglob("*.parquet")}
    assert len(parquet) == 4
    assert parquet == {str(path.relative_to(other.path)): path.read_bytes() for path in other.path.rglob("*.parquet")}


def test_an_old_release_stays_readable_while_another_takes_its_place(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    publish.publish(con, warehouse, KEYS)
    with duckdb.connect(str(warehouse.marts), read_only=True) as reader:
        passed(DEARER)
        second = publish.publish(con, warehouse, KEYS).release
        assert reader.execute("select sum(final_cny)::varchar from marts.fct_spending").fetchall() == [("19.75",)]
    assert read(second.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("20.25",)]
    assert [release.is_in_force for release in releases(warehouse)] == [False, True]
    assert second.description["follows"] == releases(warehouse)[0].release_id


def test_releases_are_in_order_of_their_numbers(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    for number in range(11):
        passed(f"update marts.fct_spending set final_cny = {number}")
        publish.publish(con, warehouse, KEYS)
    assert [release.sequence for release in releases(warehouse)] == list(range(1, 12))
    assert [release.release_id for release in releases(warehouse)] == sorted(release.release_id for release in releases(warehouse))


def test_a_clock_that_jumps_changes_no_order(
    con: Connection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, year in enumerate((2026, 2099, 1970, 2025), 1):
        monkeypatch.setattr(build, "now", lambda year=year: datetime(year, 1, 1))
        passed(f"update marts.fct_spending set final_cny = {number}")
        release = publish.publish(con, warehouse, KEYS).release
        assert (release.sequence, release.published_at[:4]) == (number, str(year))
        assert in_force(warehouse) == release
    assert [release.sequence for release in releases(warehouse)] == [1, 2, 3, 4]


def test_what_a_crash_left_is_swept_by_the_next_publication(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    before = publish.publish(con, warehouse, KEYS).release
    half = warehouse.releases / f"dead{shelf.PARTIAL}"
    half.mkdir()
    (half / "marts.duckdb").write_bytes(b"half")
    (warehouse.releases / f".000002-dead{shelf.PARTIAL}").symlink_to("000002-dead")
    assert releases(warehouse) == [before]
    passed(DEARER)
    after = publish.publish(con, warehouse, KEYS).release
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [before.release_id, after.release_id, "current"]


@pytest.mark.parametrize("left", [b"", b"[]", b'{"release_id": "0000'])
def test_a_release_whose_description_is_damaged_is_followed_by_a_whole_one(
    left: bytes, con: Connection, warehouse: Warehouse, passed: Passed
) -> None:
    """Without help: nothing is taken over from it."""
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    (first.path / "release.json").unlink()
    (first.path / "release.json").write_bytes(left)
    assert proof.faults(shelf.find(warehouse, first.release_id)) == ["release.json is damaged: it does not say what the release holds."]
    follow(con, "aaaa", DEARER)
    second = publish.publish(con, warehouse, KEYS).release
    assert proof.faults(second) == []
    assert read(second.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("20.25",)]
    assert [each.sequence for each in releases(warehouse)] == [1, 2]
