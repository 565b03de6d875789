"""What the Dagster UI shows: every asset says what it is, every suite stands in the way of the release."""

from __future__ import annotations

import pytest
from dagster import AssetKey, Definitions

from orchestration.dagster import home, ui
from orchestration.dagster.jobs import MAIN
from orchestration.definitions import build_defs
from orchestration.judge import suites
from orchestration.warehouse import Warehouse, tables

GROUPS = {"register", "read", "observe", "model", "reconcile", "judge", "release"}


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return build_defs()


def test_every_step_is_a_group(definitions: Definitions) -> None:
    specs = definitions.resolve_all_asset_specs()
    assert {spec.group_name for spec in specs} == GROUPS


def test_every_asset_tells_what_it_is(definitions: Definitions) -> None:
    for spec in definitions.resolve_all_asset_specs():
        assert spec.description, spec.key
        assert spec.owners, spec.key
        assert spec.kinds, spec.key


def test_the_raw_tables_show_their_columns(definitions: Definitions) -> None:
    shown = {spec.key: spec.metadata for spec in definitions.resolve_all_asset_specs()}
    for table in tables.RAW_TABLES:
        columns = shown[AssetKey([table.schema, table.name])]["dagster/column_schema"]
        assert [column.name for column in columns.columns] == [column.name for column in table.columns]


def test_every_suite_is_a_check_that_blocks(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for suite in suites.names():
        (check,) = [key for key in graph.asset_check_keys if key.name == f"suite_{suite}"]
        assert list(check.asset_key.path) == suites.load(suite).spec["meta"]["judges"]
        assert graph.get_check_spec(check).blocking


def test_the_release_is_made_of_everything_it_publishes(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    above = graph.get_ancestor_asset_keys(AssetKey("release"))
    published = {key for key in graph.get_all_asset_keys() if key.path[0] in ("marts", "quality")}
    assert published <= above
    assert {AssetKey([table.schema, table.name]) for table in tables.RAW_TABLES} <= above


def test_the_main_job_makes_and_checks_everything(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    job = definitions.resolve_job_def(MAIN)
    assert set(job.asset_layer.selected_asset_keys) == set(graph.get_all_asset_keys()) - {AssetKey(["raw", "fiscal_year"])}
    assert job.partitions_def is None, "a run of everything asks for no year"
    assert {f"suite_{name}" for name in suites.names()} <= {key.name for key in job.asset_layer.asset_graph.asset_check_keys}


def test_dagster_reports_nothing_and_runs_one_at_a_time(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    from dagster import DagsterInstance

    monkeypatch.setenv("DAGSTER_HOME", "")
    home.prepare(warehouse)
    with DagsterInstance.get() as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1


def test_the_server_listens_on_this_machine_only(warehouse: Warehouse) -> None:
    arguments, environment = ui.command(warehouse, 4321)
    assert arguments[arguments.index("--host") + 1] == "127.0.0.1"
    assert environment["JUESUAN_WAREHOUSE"] == str(warehouse.root)
    assert environment["DAGSTER_HOME"].startswith(str(warehouse.root))
