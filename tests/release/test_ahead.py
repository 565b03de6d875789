"""What is prepared of the next release: copied while models are built, drafted while suites judge, taken over or thrown away."""

from __future__ import annotations

import os
import resource
import time

import pytest

from orchestration.release import proof, publish
from orchestration.release.ahead import Ahead
from orchestration.report import carried, pages
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database
from tests.release.conftest import KEYS, follow
from tests.release.test_publish import DEARER, Connection, Passed, read


@pytest.mark.parametrize("begun", ["", "copied", "drafted"])
@pytest.mark.parametrize("harm", ["", "altered", "gone"])
def test_what_is_taken_over_is_what_was_published(begun: str, harm: str, con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    """Wherever the copy was begun, and also where the file's times tell nothing."""
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    if harm == "altered":
        times = first.marts.stat()
        first.marts.chmod(0o644)
        first.marts.write_bytes(first.marts.read_bytes()[:-4096] + b"\xff" * 4096)
        os.utime(first.marts, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif harm:
        first.marts.unlink()
    follow(con, "aaaa", DEARER)
    ahead = Ahead(warehouse, first) if begun else None
    if ahead and begun == "drafted":
        ahead.go_on(KEYS, ())
        assert (ahead.drafted() is None) == bool(harm)
    second = publish.publish(con, warehouse, KEYS, ahead=ahead).release
    assert proof.faults(second) == []
    assert read(second.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("20.25",)]
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [first.release_id, second.release_id, "current"]


@pytest.mark.parametrize("judged", ["another build", "nothing new", "nothing"])
def test_a_draft_becomes_the_release_of_its_own_build_only(judged: str, con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    follow(con, "aaaa", DEARER if judged != "nothing new" else "update marts.fct_spending set final_cny = final_cny")
    ahead = Ahead(warehouse, first)
    ahead.go_on(KEYS, ())
    if judged == "nothing":
        ahead.discard()
        assert sorted(path.name for path in warehouse.releases.iterdir()) == [first.release_id, "current"]
        return
    assert (ahead.drafted() is None) == (judged == "nothing new")
    if judged == "another build":
        follow(con, "aaaa", "update marts.fct_spending set final_cny = 2 * final_cny")
    publication = publish.publish(con, warehouse, KEYS, ahead=ahead)
    assert publication.is_new == (judged == "another build")
    assert proof.faults(publication.release) == []
    total = "40.50" if publication.is_new else "19.75"
    assert read(publication.release.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [(total,)]


def test_what_is_alike_is_published_where_its_report_looks_otherwise(
    con: Connection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a connection that has compared nothing yet."""
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    follow(con, "aaaa", "update marts.fct_spending set final_cny = final_cny")
    monkeypatch.setattr(pages, "edition", lambda: "another")
    ahead = Ahead(warehouse, first)
    ahead.go_on(KEYS, ())
    assert ahead.drafted() is None
    with build_database(warehouse) as another:
        publication = publish.publish(another, warehouse, KEYS, ahead=ahead)
    assert publication.is_new
    assert proof.faults(publication.release) == []


def test_a_draft_waits_for_no_query_of_the_build(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    """One that asks what tables there are holds on to every database that is attached beside it."""
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    follow(con, "aaaa", DEARER)
    with build_database(warehouse) as other:
        other.begin()
        other.execute("from duckdb_columns()").fetchone()
        ahead = Ahead(warehouse, first)
        ahead.go_on(KEYS, ())
        drafted = ahead.drafted()
        assert drafted and drafted.tables.result().rows
        assert {name for (name,) in other.execute("select database_name from duckdb_databases() where not internal").fetchall()} == {
            "warehouse"
        }
        other.rollback()
    assert proof.faults(publish.publish(con, warehouse, KEYS, ahead=ahead).release) == []


def test_a_copy_that_nobody_takes_leaves_nothing(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    killed = Ahead(warehouse, first)
    assert killed.is_sound()
    (killed.path / "half").write_bytes(b"half")
    again = Ahead(warehouse, first)
    assert again.is_sound()
    assert sorted(path.name for path in again.path.rglob("*") if path.is_file()) == ["marts.duckdb"]
    again.discard()
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [first.release_id, "current"]
    follow(con, "aaaa", "update marts.fct_spending set final_cny = final_cny")
    assert not publish.publish(con, warehouse, KEYS, ahead=Ahead(warehouse, first)).is_new
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [first.release_id, "current"]


def test_half_a_copy_is_not_taken_for_a_whole_one(con: Connection, warehouse: Warehouse, passed: Passed) -> None:
    """A disk that has no more room may take part of what it is told to write, and say so only then."""
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (first.marts.stat().st_size - 100_000, before[1]))
    try:
        ahead = Ahead(warehouse, first)
        with pytest.raises(OSError, match="File too large"):
            ahead.is_sound()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        ahead.discard()


def test_what_is_prepared_for_nothing_is_stopped_before_it_is_swept(
    con: Connection, warehouse: Warehouse, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed()
    first = publish.publish(con, warehouse, KEYS).release
    slowly = carried.carry_document
    monkeypatch.setattr(carried, "carry_document", lambda *told: (time.sleep(0.02), slowly(*told)))
    (first.path / carried.DOCUMENTS).mkdir(parents=True)
    for number in range(200):
        (first.path / carried.DOCUMENTS / f"{number:04}.html").touch()
    ahead = Ahead(warehouse, first)
    passed(DEARER)
    second = publish.publish(con, warehouse, KEYS, ahead=ahead).release
    assert second.release_id != first.release_id
    assert sorted(path.name for path in warehouse.releases.iterdir()) == [first.release_id, second.release_id, "current"]
