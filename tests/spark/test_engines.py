"""The same documents through DuckDB and through Spark: raw rows, facts, check results and findings are the same, row for row."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.model.results import ModelsFailed
from orchestration.model.run import build_models
from orchestration.observe.land import land, version
from orchestration.register import READER_VERSION, Skipped, register
from orchestration.spark.process import SparkProcess
from orchestration.warehouse import Warehouse, build
from orchestration.warehouse.connection import build_database
from tests.dbt import landing
from tests.dbt.cases import BAD, GOOD, WAIVED, waivers
from tests.dbt.year_cases import BEFORE
from tests.generator import generate
from tests.generator.formats import FORMATS
from tests.spark.compare import differences

NAMES = ("决算 公开%20.html", "accounts.txt", "_again.txt", "tables.docx")
"""Names as they come, with what addresses and Spark's own sources take for something else."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two disclosures, one of them twice, one as a document of an office program, and what is none."""
    folder = tmp_path_factory.mktemp("inbox")
    made = {"html": generate(1, size="small"), "txt": generate(2, size="small"), "docx": generate(3, size="small")}
    for name in NAMES:
        kind = name.rpartition(".")[2]
        (folder / name).write_bytes(FORMATS[kind](made[kind]))
    (folder / "notes.txt").write_text("会议记录：讨论了预算。", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    return folder


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, inbox: Path, spark: SparkProcess) -> tuple[Warehouse, Warehouse]:
    """Warehouses of the two engines, with the files of the inbox and the hand-made documents that break every rule."""
    by_duckdb, by_spark = (Warehouse.locate(tmp_path_factory.mktemp(name)).create() for name in ("duckdb", "spark"))
    for warehouse, process in ((by_duckdb, None), (by_spark, spark)):
        warehouse.waivers.write_text(waivers(), encoding="utf-8")
        with build_database(warehouse) as con:
            _land_cases(con)
            register([inbox], warehouse, con, hands=process)
            land(con, warehouse, observe_all=process.observe_all if process else None)
    failure = build_models(by_duckdb)
    assert failure is None
    told = list(spark.build(by_spark))
    assert {result.status for result in told} <= {"success", "pass"}
    return by_duckdb, by_spark


def _land_cases(con: duckdb.DuckDBPyConnection) -> None:
    """As if they had been read and observed before, by the present code."""
    landing.land(con, [*BAD.values(), *GOOD.values(), WAIVED, BEFORE])
    con.execute("update raw.raw_document set reader_version = ?, observer_version = ?", [READER_VERSION, version()])


def test_every_row_is_the_same(both: tuple[Warehouse, Warehouse]) -> None:
    rows, found = differences(*both)
    assert not found
    assert rows["quality.fct_finding"] > len(BAD)
    assert rows["marts.fct_observation"] > 0
    assert rows["raw.raw_statement"] > 0


def test_a_build_by_spark_is_as_complete(both: tuple[Warehouse, Warehouse]) -> None:
    """Modelled, and with the views that suites read."""
    for warehouse in both:
        with build_database(warehouse) as con:
            current = build.current(con)
            assert current is not None and current.state == "modelled"
            for view in ("staging.stg_waiver", "intermediate.int_fact_amount"):
                assert con.execute(f"select count(*) > 0 from {view}").fetchone() == (True,)


def test_what_the_store_holds_is_the_same(both: tuple[Warehouse, Warehouse]) -> None:
    held = [{path.name: path.read_bytes() for path in (one.root / "store").rglob("*") if path.is_file()} for one in both]
    assert held[0] and held[0] == held[1]


def test_nothing_is_read_or_observed_twice(both: tuple[Warehouse, Warehouse], inbox: Path, spark: SparkProcess) -> None:
    _, warehouse = both
    with build_database(warehouse) as con:
        summary = register([inbox], warehouse, con, hands=spark)
        assert not [entry for entry in summary.entries if entry.changed]
        assert land(con, warehouse, observe_all=spark.observe_all).documents == 0


def test_a_file_that_cannot_be_read_is_passed_over(both: tuple[Warehouse, Warehouse], tmp_path: Path, spark: SparkProcess) -> None:
    _, warehouse = both
    taken = list(spark.take([tmp_path / "gone.txt"], warehouse))
    assert [one.reason for one in taken] == ["cannot be read: No such file or directory"]


def test_part_of_the_models_is_refused_in_words(both: tuple[Warehouse, Warehouse], spark: SparkProcess) -> None:
    with pytest.raises(ModelsFailed, match="On Spark all models are built"):
        list(spark.build(both[1], ["fct_finding"]))


def test_files_are_taken_from_an_address(both: tuple[Warehouse, Warehouse], inbox: Path, spark: SparkProcess) -> None:
    _, warehouse = both
    found, skipped = spark.files([inbox.as_uri()])
    taken = list(spark.take(found, warehouse))
    assert not skipped
    assert sorted(one.name for one in taken if not isinstance(one, Skipped)) == sorted(path.name for path in inbox.iterdir())
