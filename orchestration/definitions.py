"""The whole warehouse as Dagster sees it. Read this first: it names every step, in order.

register → read → observe → model → reconcile → judge → release
"""

from __future__ import annotations

from typing import Any

from dagster import Definitions, in_process_executor

from orchestration.dagster.asset_checks import ASSET_CHECKS
from orchestration.dagster.assets import ASSETS
from orchestration.dagster.jobs import JOBS
from orchestration.dagster.resources import JudgeResource, ModelResource, WarehouseResource, silent
from orchestration.dagster.schedules import SCHEDULES
from orchestration.dagster.sensors import SENSORS


def build_defs(**overrides: Any) -> Definitions:
    """Fresh definitions; `overrides` replaces resources by name, as tests and the command line do."""
    warehouse = overrides.pop("warehouse", None) or WarehouseResource()
    return Definitions(
        assets=ASSETS,
        asset_checks=ASSET_CHECKS,
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=SENSORS,
        resources={
            "warehouse": warehouse,
            "judge": JudgeResource(warehouse=warehouse),
            "models": ModelResource(),
            "progress": silent,
            **overrides,
        },
        executor=in_process_executor,
    )


defs = build_defs()
