"""Asset checks: each suite is a blocking check of the table that it is about, so that nothing is made of what did not pass.

Belongs here: which suite judges what, and how a judgement is shown. Keep out: expectations, which are data in `expectations/`.
"""

# Dagster reads the annotations of these functions: they must be the classes themselves, not their names.
from dagster import AssetCheckResult, AssetChecksDefinition, AssetKey, ResourceParam, asset_check

from orchestration.dagster import metadata
from orchestration.dagster.resources import Progress, WarehouseResource
from orchestration.judge import suites
from orchestration.judge.verdict import Judge, judge_suite


def suite_check(name: str) -> AssetChecksDefinition:
    """The check that asks one suite about the build."""
    suite = suites.load(name)

    @asset_check(
        asset=AssetKey(suite.spec["meta"]["judges"]),
        name=f"suite_{name}",
        description=f"{suite.title}. {len(suite.questions)} expectations.",
        blocking=True,
    )
    def check(warehouse: WarehouseResource, judge: ResourceParam[Judge], progress: ResourceParam[Progress]) -> AssetCheckResult:
        progress(f"judge {name}", f"{len(suite.questions)} expectations")
        with warehouse.database() as con:
            judged = judge_suite(con, judge, name)
        failed = " ".join(outcome.sentence for outcome in judged.failed)
        return AssetCheckResult(
            passed=judged.passed,
            description=f"Did not hold: {failed}" if failed else f"All {len(judged.outcomes)} expectations held.",
            metadata=metadata.judgement(judged, warehouse.warehouse),
        )

    return check


ASSET_CHECKS = [suite_check(name) for name in suites.names()]
