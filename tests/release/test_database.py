"""The database of a release: what is held once is asked like every other table, wherever the file is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from orchestration.release import publish
from orchestration.release.contents import STORAGE
from orchestration.release.digest import digest
from orchestration.release.shelf import DESCRIPTION, Release
from orchestration.warehouse import Warehouse
from tests.release.conftest import KEYS as OTHERS
from tests.release.conftest import follow

Connection = duckdb.DuckDBPyConnection
Passed = Callable[..., str]
KEYS = OTHERS | {"fct_observation": ("observation_id",)}
NUMBERS = """
    create or replace table quality.fct_observation as
    select * from (values ('aaaa-1', 'aaaa', 1.50::decimal(24, 6)), ('aaaa-2', 'aaaa', null), ('bbbb-1', 'bbbb', 2.00))
        as t (observation_id, document_id, value);
    create or replace table quality.fct_document_quality as select document_id, status from marts.dim_document;
    comment on table quality.fct_observation is '观测 Of all.';
    create or replace table marts.fct_observation as from quality.fct_observation where document_id = 'aaaa';
    comment on table marts.fct_observation is '观测 Of published ones.';
    comment on column marts.fct_observation.value is 'As printed.';
"""
ADMITTED = """
    update marts.dim_document set status = 'published' where document_id = 'bbbb';
    update quality.fct_document_quality set status = 'published' where document_id = 'bbbb';
    insert into marts.fct_observation from quality.fct_observation where document_id = 'bbbb';
"""


@pytest.fixture
def release(con: Connection, warehouse: Warehouse, passed: Passed) -> Release:
    passed(NUMBERS)
    return publish.publish(con, warehouse, KEYS).release


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def test_published_numbers_are_held_once_and_asked_as_a_table(release: Release) -> None:
    assert ask(release.marts, "select observation_id from marts.fct_observation order by all") == [("aaaa-1",), ("aaaa-2",)]
    assert ask(release.marts, "select count(*) from quality.fct_observation") == [(3,)]
    assert ask(release.marts, "select table_name from duckdb_tables() where table_name = 'fct_observation'") == [("fct_observation",)]
    assert release.description["tables"]["marts.fct_observation"] == 2
    parquet = release.path / "parquet" / "marts" / "fct_observation.parquet"
    assert duckdb.sql(f"select observation_id from '{parquet}'").fetchall() == [("aaaa-1",), ("aaaa-2",)]


def test_what_is_said_of_the_published_numbers_is_said_of_the_view(release: Release) -> None:
    told = "select table_comment from information_schema.tables where table_schema = 'main' and table_name = 'fct_observation'"
    assert ask(release.marts, told) == [("观测 Of published ones.",)]
    told = "select comment from duckdb_columns() where schema_name = 'main' and table_name = 'fct_observation' and column_name = 'value'"
    assert ask(release.marts, told) == [("As printed.",)]
    resources = orjson.loads((release.path / "datapackage.json").read_bytes())["resources"]
    (told_of,) = (each for each in resources if each["name"] == "marts.fct_observation")
    assert told_of["description"] == "观测 Of published ones."
    assert [(field["name"], field["description"]) for field in told_of["schema"]["fields"]] == [
        ("observation_id", ""),
        ("document_id", ""),
        ("value", "As printed."),
    ]


def test_the_file_is_asked_under_any_name_and_beside_another(release: Release, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(release.marts.read_bytes())
    with duckdb.connect(str(other)) as con:
        con.execute("delete from quality.fct_observation where observation_id = 'aaaa-2'")
    with duckdb.connect() as con:
        con.execute("create schema quality; create table quality.fct_observation as select 'none' as document_id")
        con.execute(f"attach '{release.marts}' as before (read_only); attach '{other}' as after (read_only)")
        counts = "select (select count(*) from before.fct_observation), (select count(*) from after.main.fct_observation)"
        assert con.execute(counts).fetchone() == (2, 1)


def test_the_next_release_shows_the_numbers_of_what_is_published_now(release: Release, con: Connection, warehouse: Warehouse) -> None:
    follow(con, "bbbb", ADMITTED)
    after = publish.publish(con, warehouse, KEYS).release
    assert after.release_id != release.release_id
    assert ask(after.marts, "select count(*) from marts.fct_observation") == [(3,)]
    assert ask(after.marts, "select key, change from quality.fct_release_change where table_name = 'marts.fct_observation'") == [
        ("bbbb-1", "added")
    ]
    parquet = after.path / "parquet" / "marts" / "fct_observation.parquet"
    assert duckdb.sql(f"select count(*) from '{parquet}'").fetchone() == (3,)
    assert ask(release.marts, "select count(*) from marts.fct_observation") == [(2,)]


def test_a_release_of_another_layout_is_not_taken_over(release: Release, con: Connection, warehouse: Warehouse) -> None:
    """One made before numbers were held once: what its file lacks must not be missed in the next."""
    path, told = release.path / DESCRIPTION, dict(release.description)
    path.chmod(0o644)
    release.marts.chmod(0o644)
    with duckdb.connect(str(release.marts)) as former:
        former.execute("drop view fct_observation; create table fct_observation as from quality.fct_observation where document_id = 'aaaa'")
    del told["layout"]
    told["files"][release.marts.name] = digest(release.marts)  # it is what was published then
    path.write_bytes(orjson.dumps(told))
    follow(con, "bbbb", ADMITTED)
    after = publish.publish(con, warehouse, KEYS).release
    assert ask(after.marts, "select view_name from duckdb_views() where not internal") == [("fct_observation",)]
    assert ask(after.marts, "select count(*) from marts.fct_observation") == [(3,)]


def test_what_a_reader_keeps_for_the_session_is_not_taken_for_a_table_of_the_file(release: Release) -> None:
    with duckdb.connect(str(release.marts), read_only=True) as con:
        for name in ("dim_document", "fct_document_quality", "quality"):
            con.execute(f"create temp table {name} as select 'none' as document_id, 'none' as status")
        assert con.execute("select count(*) from fct_observation").fetchone() == (2,)


def test_an_older_duckdb_refuses_the_file_instead_of_misreading_it(release: Release) -> None:
    assert ask(release.marts, "select tags['storage_version'] from duckdb_databases() where not internal") == [(f"{STORAGE}+",)]
