"""Assets: everything that a run makes, from files to a release, in the order of the steps.

Belongs here: which step makes which asset, and from what. Keep out: how a step works (its own package), what is judged (`asset_checks`).
"""

# Dagster reads the annotations of these functions: they must be the classes themselves, not their names.
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dagster import (
    AssetCheckResult,
    AssetExecutionContext,
    AssetKey,
    AssetSpec,
    Config,
    MaterializeResult,
    Output,
    ResourceParam,
    asset,
    multi_asset,
)
from pydantic import Field

from orchestration.dagster import failures, metadata
from orchestration.dagster.dbt import DbtCoreCliEventMessage, dbt_assets
from orchestration.dagster.resources import Models, Progress, WarehouseResource
from orchestration.dagster.translator import OWNER, Translator
from orchestration.dagster.years import fiscal_year
from orchestration.model import manifest
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.observe.land import land
from orchestration.register import register
from orchestration.register.intake import address, asked_for
from orchestration.release.publish import PublicationRefused, publish
from orchestration.warehouse import Warehouse, build, glance, tables

MANIFEST = manifest.read()
TRANSLATOR = Translator()
KEYS, WHOLE = manifest.keys(MANIFEST), manifest.kept_whole(MANIFEST)
PUBLISHED_SCHEMAS = ("marts", "quality")


def _raw(table: tables.Table, group: str, deps: list[AssetKey]) -> AssetSpec:
    return AssetSpec(
        AssetKey([table.schema, table.name]),
        description=table.description,
        group_name=group,
        owners=[OWNER],
        kinds={"python", "duckdb"},
        metadata=metadata.schema_of(table),
        deps=deps,
        skippable=False,
    )


_DOCUMENT, _TEXT = AssetKey(["raw", "raw_document"]), AssetKey(["raw", "raw_text"])


class Arrivals(Config):
    """Which files a run takes in. What arrived before stays in the warehouse, and is read again only by a newer reader."""

    paths: list[str] = Field(
        default=[],
        description="Files and folders on the machine that Dagster runs on, with the engine spark also addresses such as s3://bucket/2024. "
        "An empty list takes in nothing new, and into an empty warehouse the bundled sample.",
    )
    may_be_gone: bool = Field(
        default=False, description="Pass over paths that lead nowhere by now, as the inbox's may, where otherwise the run would fail."
    )

    def found(self, warehouse: Warehouse) -> list[Path]:
        """The paths that a run shall take in."""
        given = asked_for(map(Path, self.paths), warehouse)
        return [path for path in given if address(path) or path.exists() or not self.may_be_gone]


@multi_asset(
    name="take_in",
    specs=[_raw(tables.RAW_DOCUMENT, "register", []), _raw(tables.RAW_TEXT, "read", [_DOCUMENT])],
    description="Copies files into the store by content, recognises what they are and reads their text; what is no final-accounts "
    "disclosure is recorded as rejected, with its reason.",
)
def take_in(
    context: AssetExecutionContext,
    config: Arrivals,
    warehouse: WarehouseResource,
    models: ResourceParam[Models],
    progress: ResourceParam[Progress],
) -> Iterator[MaterializeResult]:  # type: ignore[type-arg]
    progress("register and read", "")
    with warehouse.database() as con:
        build.begin(con, context.run_id)
        summary = register(
            config.found(warehouse.warehouse), warehouse.warehouse, con, _counting(progress, "register and read"), models.hands
        )
        now = glance.at_tables(con, "raw")
    _tag(context, {f"documents/{name}": count for name, count in metadata.intake_counts(summary).items()})
    yield MaterializeResult(asset_key=_DOCUMENT, metadata=metadata.contents(now["raw", "raw_document"]) | metadata.intake(summary))
    yield MaterializeResult(asset_key=_TEXT, metadata=metadata.contents(now["raw", "raw_text"]))


@multi_asset(
    name="observe",
    specs=[_raw(table, "observe", [_DOCUMENT, _TEXT]) for table in (tables.RAW_SECTION, tables.RAW_OBSERVATION, tables.RAW_STATEMENT)],
    description="Finds every number, what it means and where it stands, and what is said in words. Documents observed before by the same "
    "grammar and vocabulary are left as they are.",
)
def observe(warehouse: WarehouseResource, models: ResourceParam[Models], progress: ResourceParam[Progress]) -> Iterator[MaterializeResult]:  # type: ignore[type-arg]
    progress("observe", "")
    with warehouse.database() as con:
        landed = land(con, warehouse.warehouse, _counting(progress, "observe"), observe_all=models.observe_all)
        warehouse.look_ahead(con)
        now = glance.at_tables(con, "raw")
    for table in (tables.RAW_SECTION, tables.RAW_OBSERVATION, tables.RAW_STATEMENT):
        shown = metadata.contents(now[table.schema, table.name]) | {"documents observed now": landed.documents}
        yield MaterializeResult(asset_key=AssetKey([table.schema, table.name]), metadata=shown)


@dbt_assets(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, name="model")  # type: ignore[untyped-decorator]
def model(
    context: AssetExecutionContext, warehouse: WarehouseResource, models: ResourceParam[Models], progress: ResourceParam[Progress]
) -> Iterator[Any]:
    progress("model and reconcile", "")
    try:
        for result in models.build(warehouse.warehouse, _selected(context)):
            progress("model and reconcile", result.name)
            for event in DbtCoreCliEventMessage(result.event, {}).to_default_asset_events(MANIFEST, TRANSLATOR, context):
                if not _is_beside(event, context):
                    yield _shown(event, result)
    except ModelsFailed as broken:
        raise failures.failure(str(broken), failures.cure_of(broken)) from broken
    if not context.is_subset:
        warehouse.draft_ahead(KEYS, WHOLE)


def _counting(progress: Progress, step: str) -> Callable[[int, int, str], None]:
    return lambda done, of, name: progress(step, f"{done}/{of} {name}")


def _selected(context: AssetExecutionContext) -> list[str] | None:
    """What was chosen in the UI, in dbt's words; nothing where all was."""
    if not context.is_subset:
        return None
    ids = (
        TRANSLATOR.get_resource_props(MANIFEST, unique_id) | {"unique_id": unique_id}
        for unique_id in MANIFEST["nodes"]
        if MANIFEST["nodes"][unique_id]["resource_type"] in ("model", "seed")
    )
    return sorted(".".join(props["fqn"]) for props in ids if TRANSLATOR.get_asset_key(props) in context.selected_asset_keys)


def _is_beside(event: Any, context: AssetExecutionContext) -> bool:
    """Of what was not chosen: tables in memory are made again for each that is."""
    if isinstance(event, Output):
        return context.asset_key_for_output(event.output_name) not in context.selected_asset_keys
    return isinstance(event, AssetCheckResult) and event.asset_key not in context.selected_asset_keys


def _shown(event: Any, result: NodeResult) -> Any:
    """dbt's event with the table that it made, or the rows that failed its test."""
    if isinstance(event, AssetCheckResult) and result.seen is not None:
        return event._replace(metadata={**event.metadata, "failing rows": metadata.rows(result.seen)})
    if not isinstance(event, Output):
        return event
    took = {name: value for name, value in event.metadata.items() if name == metadata.DURATION}
    return event.with_metadata({**(metadata.contents(result.seen) if result.seen else {}), **took})


def _tag(context: AssetExecutionContext, counts: dict[str, int]) -> None:
    context.instance.add_run_tags(context.run_id, {name: str(count) for name, count in counts.items()})


def _published() -> list[AssetKey]:
    nodes = (node for node in MANIFEST["nodes"].values() if node["resource_type"] == "model")
    return sorted(TRANSLATOR.get_asset_key(node) for node in nodes if node["config"]["schema"] in PUBLISHED_SCHEMAS)


@asset(
    deps=_published(),
    key=["meta", "verdict"],
    group_name="judge",
    owners=[OWNER],
    kinds={"greatexpectations", "duckdb"},
    description="What every suite said of this build. The suites themselves are checks of the tables that they are about; one that fails "
    "keeps this and the release from being made.",
)
def verdict(warehouse: WarehouseResource) -> MaterializeResult:  # type: ignore[type-arg]
    with warehouse.database() as con:
        current = build.current(con)
        made = build.verdicts(con, current.build_id) if current else []
    return MaterializeResult(metadata=metadata.verdicts(made, warehouse.warehouse))


@asset(
    deps=[*_published(), verdict],
    group_name="release",
    owners=[OWNER],
    kinds={"duckdb", "parquet"},
    description="The release in force: marts and quality tables as DuckDB and Parquet, immutable, switched at once. Made only of a build "
    "that every suite has passed, whoever starts it.",
)
def release(context: AssetExecutionContext, warehouse: WarehouseResource, progress: ResourceParam[Progress]) -> MaterializeResult:  # type: ignore[type-arg]
    progress("release", "")
    with warehouse.database() as con:
        try:
            publication = publish(con, warehouse.warehouse, KEYS, WHOLE, ahead=warehouse.ahead)
        except PublicationRefused as refusal:
            told = " ".join(["Not published; the release in force stays.", *refusal.reasons])
            raise failures.failure(told, failures.cure_of(refusal)) from refusal
    _tag(context, metadata.release_counts(publication))
    return MaterializeResult(metadata=metadata.release(publication, warehouse.warehouse))


ASSETS = [take_in, observe, fiscal_year, model, verdict, release]
