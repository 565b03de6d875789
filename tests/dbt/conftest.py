"""One warehouse with every hand-made document, built by dbt once for all tests of the models, dbt's own unit tests included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.model import manifest
from orchestration.settings import be_quiet
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database, open_database
from tests.dbt.cases import BAD, GOOD, WAIVED, waivers
from tests.dbt.landing import land
from tests.dbt.table_cases import ALSO_BAD, BEFORE_THE_LIST
from tests.dbt.year_cases import FORMER, FROM_NOTHING, NOT_SINCE_THEN


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build database after `dbt build`, read-only."""
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("models")).create()
    with build_database(warehouse) as con:
        more = [*(document for _, document in ALSO_BAD.values()), BEFORE_THE_LIST]
        land(con, [*BAD.values(), *GOOD.values(), WAIVED, FROM_NOTHING, NOT_SINCE_THEN, *FORMER, *more])
    accepted = warehouse.root / "waivers.csv"
    accepted.write_text(waivers(), encoding="utf-8")
    _dbt_build(warehouse.database, accepted)
    con = open_database(warehouse.database, read_only=True)
    con.execute(f"attach '{warehouse.database.with_name('scratch.duckdb')}' as scratch (read_only)")
    yield con
    con.close()


def _dbt_build(database: Path, accepted: Path) -> None:
    be_quiet()
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    scratch = database.with_name("scratch.duckdb")
    environment = {"JUESUAN_DATABASE": str(database), "JUESUAN_WAIVERS": str(accepted), "JUESUAN_SCRATCH": str(scratch)}
    os.environ.update(environment)
    project = str(manifest.PROJECT)
    places = ["--project-dir", project, "--profiles-dir", project, "--target-path", str(database.parent / "dbt")]
    try:
        outcome = dbtRunner(manifest=manifest.load()).invoke(["build", *places, "--quiet", "--log-level-file", "none"])
    finally:
        DuckDBConnectionManager.close_all_connections()
        for name in environment:
            del os.environ[name]
    assert outcome.success, outcome.exception or [r.message for r in outcome.result.results if str(r.status) not in ("success", "pass")]
