"""What dbt executes for a build, recorded once and replayed without dbt: a build in tenths of a second, not in seconds."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from orchestration.judge import suites, waivers
from orchestration.model.manifest import digest
from orchestration.model.results import NodeResult
from orchestration.model.run import build_models, released
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database
from tests.dbt.documents import CLASSES
from tests.dbt.landing import land

ALONE = 2
"""Documents up to which a batch is taken for a few."""
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
        work = delta.plan(con, "another digest" if anew else digest(), waivers.prepare(warehouse), released(con, warehouse))
        con.execute("create schema if not exists intermediate")  # as dbt does
        for batch in work.batches:
            delta.start(con, batch)
            for statement in self.statements["" if work.anew else "few" if len(batch) <= ALONE else "more"]:
                con.execute(statement.replace(self.waivers, str(waivers.prepare(warehouse))))
        delta.mark_modelled(con, delta.Work(digest(), work.waivers, work.anew, work.batches))
        build.mark_modelled(con, build_id)
        for suite in suites.names():
            build.record(con, build.Verdict(build_id, suite, True, 1, 0, build.now(), suites.digest()))
        con.commit()


def record(folder: Path) -> Replay:
    """Three builds by dbt itself: of nothing, anew, then of a document as one of many, and of another as one of a few."""
    warehouse = Warehouse.locate(folder).create()
    warehouse.waivers.write_text(HEADING, encoding="utf-8")
    statements = {"": _statements(warehouse)}
    template = folder / "template.duckdb"
    shutil.copyfile(warehouse.database, template)
    for mode, few in (("more", 0), ("few", delta.FEW)):
        with build_database(warehouse) as con:
            land(con, [CLASSES.called(mode)])
        with patch.object(delta, "FEW", few):
            statements[mode] = _statements(warehouse)
    return Replay(template, str(waivers.prepare(warehouse)), statements)


def _statements(warehouse: Warehouse) -> list[str]:
    """What a build of the warehouse executes, model by model."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    executed: defaultdict[str, list[str]] = defaultdict(list)
    results: list[NodeResult] = []
    add_query = DuckDBConnectionManager.add_query

    def recording(self: DuckDBConnectionManager, sql: str, *rest: Any, **told: Any) -> Any:
        executed[self.get_thread_connection().name].append(re.sub(r"\A\s*/\*.*?\*/\s*", "", sql, flags=re.DOTALL))
        return add_query(self, sql, *rest, **told)

    with patch.object(DuckDBConnectionManager, "add_query", recording):
        failure = build_models(warehouse, on_result=results.append)
    assert failure is None, failure
    models = [result.unique_id for result in results if result.unique_id.startswith("model.")]
    made = [sql for model in models for sql in executed[model] if re.match("create|delete", sql)]
    # One transaction writes one database only: what is made on the way lies in the build's own here.
    return [sql.replace('"scratch".', '"warehouse".') for sql in made]
