"""The whole job, broken on purpose: what may not be published is not, however publication is started, and one document harms no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import AssetKey, DagsterInstance, ExecuteInProcessResult

from orchestration.dagster import resources
from orchestration.dagster.jobs import MAIN
from orchestration.dagster.resources import WarehouseResource
from orchestration.definitions import build_defs
from orchestration.judge.process import JudgeProcess
from orchestration.release import in_force, releases
from orchestration.release.ahead import Ahead
from orchestration.release.draft import Draft
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.tables import RAW_DOCUMENT

SAMPLE = next(SAMPLE_FOLDER.glob("*.txt"))


class Severe:
    """A judge that finds one offence more than there are, in one suite."""

    def __init__(self, judge: JudgeProcess, suite: str) -> None:
        self._judge, self._suite = judge, suite

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["suite"]["name"] == self._suite:
            column = next(each["kwargs"]["column"] for each in request["suite"]["expectations"] if each["meta"]["evidence"] == "offences")
            request["evidence"][column] = [1]
        return self._judge.judge(request)


class Workshop:
    """One warehouse, and the ways to start something in it."""

    def __init__(self, warehouse: Warehouse, judge: JudgeProcess) -> None:
        self.warehouse, self.judge = warehouse, judge

    def run(
        self,
        *files: Path,
        paths: list[Path] | None = None,
        judge: Any = None,
        only: list[str] | None = None,
        assets: list[AssetKey] | None = None,
    ) -> ExecuteInProcessResult:
        """The main job, or only the named ops or assets of it."""
        defs = build_defs(warehouse=WarehouseResource(folder=str(self.warehouse.root)), judge=judge or self.judge)
        config: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        if files or paths is not None:
            config["ops"] = {"take_in": {"config": {"paths": [str(path) for path in paths or files]}}}
        job = defs.resolve_job_def(MAIN)
        with DagsterInstance.ephemeral() as instance:
            return job.execute_in_process(
                run_config=config, instance=instance, raise_on_error=False, op_selection=only, asset_selection=assets
            )

    def year(self, year: str) -> ExecuteInProcessResult:
        """The job of one fiscal year."""
        job = build_defs(warehouse=WarehouseResource(folder=str(self.warehouse.root))).resolve_job_def("renew_fiscal_year")
        with DagsterInstance.ephemeral() as instance:
            return job.execute_in_process(instance=instance, raise_on_error=False, partition_key=year)

    def marts(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse.marts), read_only=True) as con:
            return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A warehouse with the sample published."""
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("gate") / "warehouse").create()
    with JudgeProcess(warehouse.data_docs) as judge:
        workshop = Workshop(warehouse, judge)
        assert workshop.run(SAMPLE).success
        yield workshop


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, as of another body, with one figure altered: a part of the expenditure is now larger than the printed total allows."""
    text = SAMPLE.read_text(encoding="utf-8")
    (part,) = re.findall(r"基本支出\s*(\d+\.\d+)\s*万\s*元", text)[:1]
    path = tmp_path_factory.mktemp("wrong") / "wrong.txt"
    path.write_text(re.sub(rf"(基本支出\s*){re.escape(part)}", r"\g<1>9" + part, text, count=1), encoding="utf-8")
    return path


def failed_steps(result: ExecuteInProcessResult) -> list[str]:
    return [str(event.step_key) for event in result.all_events if event.is_step_failure]


def verdicts(warehouse: Warehouse) -> dict[str, bool]:
    with build_database(warehouse) as con:
        current = build.current(con)
        assert current is not None
        return {verdict.suite: verdict.passed for verdict in build.verdicts(con, current.build_id)}


def test_the_sample_is_published_with_findings(workshop: Workshop) -> None:
    assert workshop.marts("select status from marts.dim_document") == [("published_with_findings",)]
    assert set(verdicts(workshop.warehouse).values()) == {True}


def test_every_amount_leads_back_to_its_quote_by_one_join(workshop: Workshop) -> None:
    found = workshop.marts("""
        select spending.final_cny, observation.quote, observation.printed from marts.fct_spending as spending
        inner join marts.fct_observation as observation on spending.final_observation_id = observation.observation_id
    """)
    assert found
    for _, quote, printed in found:
        assert re.sub(r"\s", "", printed) in re.sub(r"\s", "", quote)


@pytest.mark.parametrize("suite", ["landing", "reconciliation"])
def test_a_suite_made_to_fail_publishes_nothing_however_it_is_started(suite: str, workshop: Workshop, wrong: Path) -> None:
    before = in_force(workshop.warehouse)
    result = workshop.run(SAMPLE, wrong, judge=Severe(workshop.judge, suite))
    assert not result.success
    assert any(suite in step for step in failed_steps(result))
    assert verdicts(workshop.warehouse)[suite] is False
    alone = workshop.run(only=["release"])
    assert failed_steps(alone) == ["release"]
    assert in_force(workshop.warehouse) == before
    assert len(list(workshop.warehouse.releases.iterdir())) == 2, "that release, and what says that it is in force"


def test_publication_alone_after_a_change_of_models_is_refused(workshop: Workshop) -> None:
    assert workshop.run(SAMPLE).success
    assert workshop.run(only=["release"]).success, "the very build that was judged may be published again"
    assert workshop.run(only=["model"]).success
    before = in_force(workshop.warehouse)
    assert failed_steps(workshop.run(only=["release"])) == ["release"]
    assert in_force(workshop.warehouse) == before


def test_a_document_with_an_error_is_held_back_and_the_other_is_published(workshop: Workshop, wrong: Path) -> None:
    assert workshop.run(SAMPLE, wrong).success
    documents = dict(workshop.marts("select source_name, status from marts.dim_document"))
    assert documents == {SAMPLE.name: "published_with_findings", "wrong.txt": "quarantined"}
    assert workshop.marts(
        "select count(*) from marts.fct_spending join marts.dim_document using (document_id) where status = 'quarantined'"
    ) == [(0,)]
    seen = """
        select count(*) > 100 from quality.fct_observation where document_id in
        (select document_id from marts.dim_document where status = 'quarantined')
    """
    assert workshop.marts(seen) == [(True,)], "a reviewer sees what was held back"
    (release,) = [release for release in releases(workshop.warehouse) if release.is_in_force]
    assert release.description["documents"] == {"published_with_findings": 1, "quarantined": 1}
    assert release.description["findings"]["error"] >= 1
    assert workshop.marts("select change from quality.fct_release_change where table_name = 'marts.dim_document' and change = 'added'")


def test_what_is_in_force_is_copied_while_models_are_built_and_renewed_while_suites_judge(
    workshop: Workshop, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    drafted: list[Draft | None] = []

    class Seen(Ahead):
        def __init__(self, *told: Any) -> None:
            super().__init__(*told)
            begun.append(self.path)

        def drafted(self) -> Draft | None:
            drafted.append(super().drafted())
            return drafted[-1]

    monkeypatch.setattr(resources, "Ahead", Seen)
    monkeypatch.setattr("orchestration.release.proof.altered", None)  # nor is it read a second time
    more = tmp_path / "more.txt"
    more.write_text(wrong.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert workshop.run(more).success
    assert len(begun) == 1 and not begun[0].exists()
    assert drafted[0] and drafted[0].document_ids
    assert workshop.marts("select count(*) from marts.dim_document where source_name = 'more.txt'") == [(1,)]


def test_what_a_run_did_is_shown(workshop: Workshop) -> None:
    result = workshop.run(SAMPLE)
    made = {event.asset_key.to_user_string(): event.materialization.metadata for event in result.get_asset_materialization_events()}
    assert made["marts/fct_spending"]["dagster/row_count"].value > 0
    assert made["release"]["release"].value == in_force(workshop.warehouse).release_id
    checks = {each.check_name: each for each in result.get_asset_check_evaluations()}
    landing = checks["suite_landing"]
    assert landing.passed
    assert str(landing.metadata["page"].value).startswith("/warehouse/data_docs/validations/landing/")
    assert len(landing.metadata["expectations"].value.records) > 10


@pytest.mark.parametrize("models", ["", "as they were"])
def test_a_table_chosen_alone_is_made_with_all_that_is_on_its_way(workshop: Workshop, models: str) -> None:
    """Also after an upgrade, which takes away what former models left on the way, and of documents that wait to be modelled."""
    chosen = AssetKey(["quality", "fct_finding"])
    before = workshop.marts("from quality.fct_finding order by all")
    with build_database(workshop.warehouse) as con:
        delta.touch(con, [row[0] for row in con.execute("select document_id from raw.raw_document").fetchall()])
        con.execute("delete from quality.fct_finding")
        if not models:
            con.execute("drop table intermediate.int_rate")
            con.execute("update meta.base set models = ''")
    result = workshop.run(assets=[chosen])
    assert result.success
    assert [event.asset_key for event in result.get_asset_materialization_events()] == [chosen]
    assert {check.asset_key for check in result.get_asset_check_evaluations()} <= {chosen}
    with duckdb.connect(str(workshop.warehouse.database), read_only=True) as con:
        assert con.execute("from quality.fct_finding order by all").fetchall() == before


def test_a_fiscal_year_is_done_again_without_the_others_and_without_a_release(workshop: Workshop) -> None:
    assert workshop.run(SAMPLE).success
    before = in_force(workshop.warehouse)
    with build_database(workshop.warehouse) as con:
        ((year,),) = con.execute(f"select distinct fiscal_year from {RAW_DOCUMENT.qualified}").fetchall()
        con.execute(f"update {RAW_DOCUMENT.qualified} set reader_version = 'old', observer_version = 'old'")
    (other,) = workshop.year(str(year - 1)).get_asset_materialization_events()
    assert other.materialization.metadata["observed now"].value == 0
    (done,) = workshop.year(str(year)).get_asset_materialization_events()
    told = {name: value.value for name, value in done.materialization.metadata.items()}
    assert told["read again"] == told["observed now"] == told["documents"] >= 1
    assert told["figures with a meaning"] > 100
    assert failed_steps(workshop.run(only=["release"])) == ["release"], "nobody has judged what is there now"
    assert in_force(workshop.warehouse) == before
    assert workshop.run(paths=[]).success
    assert in_force(workshop.warehouse) == before, "the same facts are the same release"
