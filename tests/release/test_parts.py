"""A long table is a folder of files by document: of the same rows the same files, of which a few documents change a few."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package, validate

from orchestration.release import parquet, proof, publish
from orchestration.release.shelf import Release
from orchestration.warehouse import Warehouse, delta
from tests.release.conftest import KEYS, follow

LONG = """
    create or replace table marts.fct_spending as
    select printf('%02xaa/%d', n, m) as spending_id, printf('%02xaa', n) as document_id, (n * m)::decimal(24, 2) as final_cny
    from range(0, 256, 8) as d (n), range(40) as r (m);
    create or replace table marts.dim_document as
    select distinct document_id, document_id as sha256, document_id as source_name, 'published' as status from marts.fct_spending;
    update quality.fct_finding set document_id = '28aa';
"""


@pytest.fixture(autouse=True)
def long_at_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LONG", 1_000)
    monkeypatch.setattr(parquet, "_PART", 200)


def files(release: Release) -> dict[str, Path]:
    return {path.name: path for path in (release.path / "parquet/marts/fct_spending.parquet").iterdir()}


def test_a_document_changes_its_file_and_no_other(
    tmp_path: Path, con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]
) -> None:
    passed(LONG)
    before = publish.publish(con, warehouse, KEYS).release
    assert len(files(before)) == 8
    follow(con, "28aa", "update marts.fct_spending set final_cny = -1 where spending_id = '28aa/3'")
    after = publish.publish(con, warehouse, KEYS).release
    assert [name for name, path in files(after).items() if path.stat().st_ino != files(before)[name].stat().st_ino] == ["001.parquet"]
    assert proof.faults(after) == []
    anew = publish.publish(con, Warehouse.locate(tmp_path / "other").create(), KEYS).release
    assert anew.description["content_digest"] == after.description["content_digest"]


def test_a_document_that_turned_out_the_same_changes_no_file(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]
) -> None:
    """Such as one of the same body, which is modelled again with every other."""
    passed(LONG)
    before = publish.publish(con, warehouse, KEYS).release
    follow(con, "28aa", "update marts.fct_spending set final_cny = -1 where spending_id = '28aa/3'")
    delta.touch(con, ["b0aa"])
    con.execute("update meta.delta set modelled = true")
    after = publish.publish(con, warehouse, KEYS).release
    assert [name for name, path in files(after).items() if path.stat().st_ino != files(before)[name].stat().st_ino] == ["001.parquet"]
    with duckdb.connect(str(after.marts), read_only=True) as con:
        # Rows that are written anew come to lie behind all others.
        found = con.execute("select document_id from fct_spending group by all order by max(rowid) desc limit 2").fetchall()
        assert found == [("28aa",), ("f8aa",)]
        assert con.execute("select count(*), count(distinct spending_id) from fct_spending").fetchone() == (32 * 40, 32 * 40)
        assert con.execute("select final_cny from fct_spending where spending_id = '28aa/3'").fetchone() == (-1,)


@pytest.mark.parametrize(
    "change",
    [
        "update marts.fct_spending set document_id = 'b0aa' where spending_id = '28aa/3'",
        "insert into quality.fct_finding from quality.fct_finding; update quality.fct_finding set severity = 'none'",
        "delete from marts.fct_spending where document_id = '28aa'",
        "delete from marts.dim_document where document_id = '28aa'",
    ],
)
def test_rows_that_move_double_or_go_are_as_in_a_release_of_everything(
    tmp_path: Path, con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str], change: str
) -> None:
    """Also those that no key tells apart."""
    passed(LONG)
    publish.publish(con, warehouse, KEYS)
    follow(con, "28aa", change)
    delta.touch(con, ["b0aa"])
    con.execute("update meta.delta set modelled = true")
    after = publish.publish(con, warehouse, KEYS).release
    anew = publish.publish(con, Warehouse.locate(tmp_path / "other").create(), KEYS).release
    assert anew.description["content_digest"] == after.description["content_digest"]
    assert [table for table in after.description["tables"] if differing(after, table)] == []


def test_parquet_holds_what_the_database_does(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]) -> None:
    """In a release that takes over most of the one before, too: its account of changes is its own."""
    passed(LONG)
    publish.publish(con, warehouse, KEYS)
    follow(con, "28aa", "update marts.fct_spending set final_cny = -1 where spending_id = '28aa/3'")
    release = publish.publish(con, warehouse, KEYS).release
    follow(con, "30aa", "delete from marts.fct_spending where document_id = '30aa'")
    after = publish.publish(con, warehouse, KEYS).release
    assert [(each.sequence, table) for each in (release, after) for table in each.description["tables"] if differing(each, table)] == []


def differing(release: Release, table: str) -> int:
    """Rows of a table that the database of a release has and its Parquet has not, and the other way round."""
    written = release.path / "parquet" / f"{table.replace('.', '/')}.parquet"
    source = f"'{written}/*.parquet'" if written.is_dir() else f"'{written}'"
    with duckdb.connect(str(release.marts), read_only=True) as con:
        held = table.replace("marts.", "main.")
        return sum(
            con.execute(f"select count(*) from (from {one} except all from {other})").fetchall()[0][0]
            for one, other in ((held, source), (source, held))
        )


def test_the_package_names_every_file_with_its_rows(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]
) -> None:
    passed(LONG)
    release = publish.publish(con, warehouse, KEYS).release
    descriptor = release.path / "datapackage.json"
    found = validate(str(descriptor))
    assert found.valid, found.flatten(["message"])
    package = Package(str(descriptor))
    parts = [resource for resource in package.resources if resource.name.startswith("marts.fct_spending")]
    assert [resource.name for resource in parts] == [f"marts.fct_spending.{number:03d}" for number in range(8)]
    rows = [row["spending_id"] for resource in parts for row in resource.read_rows()]
    assert len(rows) == len(set(rows)) == 32 * 40
    assert rows == pq.read_table(release.path / "parquet/marts/fct_spending.parquet")["spending_id"].to_pylist()
    measure = json.loads(descriptor.read_text(encoding="utf-8"))["mapping"]["measures"]["fct_spending_final_cny"]
    assert measure["resource"] == "marts.fct_spending.000"


def test_a_part_that_is_gone_is_written_again(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]) -> None:
    """Also where as many files lie there as before."""
    passed(LONG)
    before = publish.publish(con, warehouse, KEYS).release
    files(before)["003.parquet"].rename(files(before)["003.parquet"].with_name("stray.parquet"))
    follow(con, "28aa", "update marts.fct_spending set final_cny = -1 where spending_id = '28aa/3'")
    after = publish.publish(con, warehouse, KEYS).release
    assert sorted(files(after)) == [f"{number:03d}.parquet" for number in range(8)]
    assert proof.faults(after) == []
