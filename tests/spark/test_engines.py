"""The same documents through DuckDB and through Spark: raw rows, facts, check results and findings are the same, row for row."""

from __future__ import annotations

from pathlib import Path

import pytest
from dagster import DagsterInstance

from orchestration.dagster.jobs import MAIN
from orchestration.dagster.resources import WarehouseResource
from orchestration.definitions import build_defs
from orchestration.model.process import ModelProcess
from orchestration.model.results import ModelsFailed
from orchestration.observe.land import land, version
from orchestration.register import READER_VERSION, Skipped, register
from orchestration.spark.process import SparkProcess
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database
from tests.dbt import landing
from tests.dbt.cases import BAD, GOOD, WAIVED, waivers
from tests.dbt.year_cases import FORMER, FROM_NOTHING, NOT_SINCE_THEN
from tests.generator import generate
from tests.generator.formats import FORMATS
from tests.spark.compare import differences

NAMES = ("决算 公开%20.html", "accounts.txt", "_again.txt", "tables.docx")
"""Names as they come, with what addresses and Spark's own sources take for something else."""


def test_spark_gives_what_duckdb_gives(tmp_path: Path, spark: SparkProcess, subtests: pytest.Subtests) -> None:
    """One test: a build by Spark takes minutes, and workers of pytest would each make their own."""
    inbox = _inbox(tmp_path / "inbox")
    by_spark = _built(tmp_path / "spark", inbox, spark)
    with ModelProcess() as dbt:
        by_duckdb = _built(tmp_path / "duckdb", inbox, dbt)

    with subtests.test("every row is the same"):
        rows, found = differences(by_duckdb, by_spark)
        assert not found
        assert rows["quality.fct_finding"] > len(BAD)
        assert rows["marts.fct_observation"] > 0
        assert rows["raw.raw_statement"] > 0

    with subtests.test("the build is as complete, with the views that suites read"), build_database(by_spark) as con:
        current = build.current(con)
        assert current is not None and current.state == "modelled"
        for view in ("staging.stg_waiver", "intermediate.int_fact_amount"):
            assert con.execute(f"select count(*) > 0 from {view}").fetchone() == (True,)

    with subtests.test("what the store holds is the same"):
        held = [
            {path.name: path.read_bytes() for path in (one.root / "store").rglob("*") if path.is_file()} for one in (by_duckdb, by_spark)
        ]
        assert held[0] and held[0] == held[1]

    with subtests.test("what Spark has built DuckDB goes on with"), ModelProcess() as dbt:
        with build_database(by_spark) as con:
            delta.touch(
                con, [document_id for (document_id,) in con.execute("select document_id from marts.dim_document limit 9").fetchall()]
            )
        list(dbt.build(by_spark))
        assert differences(by_duckdb, by_spark)[1] == []

    with subtests.test("nothing is read or observed twice"), build_database(by_spark) as con:
        assert not [entry for entry in register([inbox], by_spark, con, hands=spark).entries if entry.changed]
        assert land(con, by_spark, observe_all=spark.observe_all).documents == 0

    with subtests.test("a file that cannot be read is passed over"):
        taken = list(spark.take([tmp_path / "gone.txt"], by_spark))
        assert [one.reason for one in taken] == ["cannot be read: No such file or directory"]

    with subtests.test("part of the models is refused in words"), pytest.raises(ModelsFailed, match="On Spark all models are built"):
        list(spark.build(by_spark, ["fct_finding"]))

    with subtests.test("files are taken from an address"):
        there, skipped = spark.files([inbox.as_uri()])
        taken = list(spark.take(there, by_spark))
        assert not skipped
        assert sorted(one.name for one in taken if not isinstance(one, Skipped)) == sorted(path.name for path in inbox.iterdir())


def _inbox(folder: Path) -> Path:
    """Disclosures, one of them twice and one as a document of an office program, and what is none."""
    folder.mkdir()
    made = {"html": generate(1, size="small"), "txt": generate(2, size="small"), "docx": generate(3, size="small")}
    for name in NAMES:
        kind = name.rpartition(".")[2]
        (folder / name).write_bytes(FORMATS[kind](made[kind]))
    (folder / "notes.txt").write_text("会议记录：讨论了预算。", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    return folder


def _built(root: Path, inbox: Path, models: ModelProcess) -> Warehouse:
    """A warehouse in which the job has made everything of the inbox and of the hand-made documents that break every rule."""
    warehouse = Warehouse.locate(root).create()
    warehouse.waivers.write_text(waivers(), encoding="utf-8")
    with build_database(warehouse) as con:
        landing.land(con, [*BAD.values(), *GOOD.values(), WAIVED, FROM_NOTHING, NOT_SINCE_THEN, *FORMER])
        # As if they had been read and observed before, by the present code.
        con.execute("update raw.raw_document set reader_version = ?, observer_version = ?", [READER_VERSION, version()])
    job = build_defs(warehouse=WarehouseResource(folder=str(root)), models=models).resolve_job_def(MAIN)
    config = {"ops": {"take_in": {"config": {"paths": [str(inbox)]}}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with DagsterInstance.ephemeral() as instance:
        steps = ["take_in", "observe", "model"]
        assert job.execute_in_process(run_config=config, instance=instance, op_selection=steps).success
    return warehouse
