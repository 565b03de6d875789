"""Fiscal years: the part of the work that can be done by year.

Reading and observing know one document at a time, so a year of them can be done again without the others. Facts and checks compare years,
and a release is one whole: they stay the main job's. What is changed here makes the build a new one, which nobody has judged, so that
the release in force stays until the main job has made the next.
"""

# Dagster reads the annotations of these functions: they must be the classes themselves, not their names.
from dagster import AssetExecutionContext, AssetKey, MaterializeResult, ResourceParam, TimeWindowPartitionsDefinition, asset

from orchestration.dagster import metadata
from orchestration.dagster.resources import Progress, WarehouseResource
from orchestration.dagster.translator import OWNER
from orchestration.observe.land import land
from orchestration.register import renew
from orchestration.warehouse import build
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_OBSERVATION, RAW_TABLES

FIRST = "2007"
"""The first year of the present classification of government revenue and expenditure."""
YEARS = TimeWindowPartitionsDefinition(start=FIRST, fmt="%Y", cron_schedule="0 0 1 1 *", timezone="Asia/Shanghai")
"""A year is there when it is over: no accounts of it are closed before."""

_STATE = f"""
    select
        count(distinct document.document_id) as documents,
        count(*) filter (observation.status = 'mapped') as figures_with_a_meaning,
        count(*) filter (observation.status = 'unmapped') as figures_without
    from {RAW_DOCUMENT.qualified} as document
    left join {RAW_OBSERVATION.qualified} as observation using (document_id)
    where document.intake_status = 'read' and document.fiscal_year = ?
"""  # noqa: S608


@asset(
    key=["raw", "fiscal_year"],
    partitions_def=YEARS,
    deps=[AssetKey([table.schema, table.name]) for table in RAW_TABLES],
    group_name="observe",
    owners=[OWNER],
    kinds={"python", "duckdb"},
    description="会计年度 The documents of a fiscal year, brought up to the present readers and vocabulary: read again from the store and "
    "observed again where an earlier version did it, left as they are otherwise. Documents that do not tell their year are the main job's.",
)
def fiscal_year(context: AssetExecutionContext, warehouse: WarehouseResource, progress: ResourceParam[Progress]) -> MaterializeResult:  # type: ignore[type-arg]
    year = int(context.partition_key)
    with warehouse.database() as con:
        read_again = renew(year, warehouse.warehouse, con, lambda done, of, name: progress("read", f"{done}/{of} {name}"))
        observed = land(con, warehouse.warehouse, lambda done, of, name: progress("observe", f"{done}/{of} {name}"), fiscal_year=year)
        if read_again or observed.documents:
            build.begin(con, context.run_id)
        documents, mapped, unmapped = con.execute(_STATE, [year]).fetchone() or (0, 0, 0)
    counts = {"documents": documents, "read again": read_again, "observed now": observed.documents}
    return MaterializeResult(metadata=metadata.year(counts, mapped, unmapped))
