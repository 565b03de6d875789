"""What dbt executes for a build, recorded once and replayed without dbt: a build in tenths of a second, not in seconds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb

from orchestration.judge import suites, waivers
from orchestration.model.manifest import digest
from orchestration.model.results import NodeResult
from orchestration.model.run import build_models, sound_release
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database
from tests.dbt.documents import CLASSES
from tests.dbt.landing import land

HEADING = "finding_id,document_id,rule_id,reason,reviewer,waived_on\n"


@dataclass(frozen=True)
class Replay:
    """Statements in the order of the models, by what dbt is told of a batch; and a database with reference data and no documents."""

    template: Path
    waivers: str
    statements: dict[str, list[str]]

    def warehouse(self, folder: Path) -> Warehouse:
        """A new warehouse without documents, its tables there and empty."""
        warehouse = Warehouse.locate(folder).create()
        shutil.copyfile(self.template, warehouse.database)
        warehouse.waivers.write_text(HEADING, encoding="utf-8")
        return warehouse

    def build(self, con: duckdb.DuckDBPyConnection, warehouse: Warehouse, *, anew: bool = False) -> None:
        """What `build_models` does, and every suite passed."""
        con.begin()
        build_id = build.start_modelling(con)
        work = delta.plan(con, "another digest" if anew else digest(), waivers.prepare(warehouse), sound_release(warehouse))
        con.execute("create schema if not exists intermediate")  # as dbt does
        for batch in work.batches:
            delta.start(con, batch)
            for statement in self.statements["" if work.anew else "more"]:
                con.execute(statement.replace(self.waivers, str(waivers.prepare(warehouse))))
        delta.mark_modelled(con, delta.Work(digest(), work.waivers, work.anew, work.batches))
        build.mark_modelled(con, build_id)
        for suite in suites.names():
            build.record(con, build.Verdict(build_id, suite, True, 1, 0, build.now(), suites.digest()))
        con.commit()


def record(folder: Path) -> Replay:
    """Two builds by dbt itself: of nothing, anew, then of two documents one after the other."""
    warehouse = Warehouse.locate(folder).create()
    warehouse.waivers.write_text(HEADING, encoding="utf-8")
    names = _build(warehouse)
    template = folder / "template.duckdb"
    shutil.copyfile(warehouse.database, template)
    statements = {"": _statements(warehouse, names)}
    with build_database(warehouse) as con:
        land(con, [CLASSES.called("one"), CLASSES.called("two")])
    with patch.object(delta, "SIZE", 1):
        statements["more"] = _statements(warehouse, _build(warehouse))
    return Replay(template, str(waivers.prepare(warehouse)), statements)


def _build(warehouse: Warehouse) -> list[str]:
    results: list[NodeResult] = []
    failure = build_models(warehouse, on_result=results.append)
    assert failure is None, failure
    told = [result.event["data"]["node_info"] for result in results]
    return [each["node_path"] for each in told if each["resource_type"] == "model"]


def _statements(warehouse: Warehouse, names: list[str]) -> list[str]:
    folder = warehouse.database.parent / "dbt" / "run" / "juesuan" / "models"
    # One transaction writes one database only: what is made on the way lies in the build's own here.
    return [(folder / name).read_text(encoding="utf-8").replace('"scratch".', '"warehouse".') for name in names]
