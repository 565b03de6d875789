"""Sensors: what starts a run when something happens. Off until switched on in the UI.

Belongs here: when to ask for a run, and with what. Keep out: how the inbox is looked through, which is `inbox`.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

from dagster import DagsterRunStatus, DefaultSensorStatus, RunRequest, RunsFilter, SensorEvaluationContext, SkipReason, sensor

from orchestration.dagster.inbox import VARIABLE, Look, folder_of, look
from orchestration.dagster.jobs import publish_accounts
from orchestration.warehouse import Warehouse

STARTED_BY = "started_by"
TAKEN_IN = "documents/read"
"""The tag of a run that took its files in; whatever failed afterwards, they are in the warehouse."""
ATTEMPT = "attempt"
ATTEMPTS = 3


@sensor(
    name="inbox",
    job=publish_accounts,
    minimum_interval_seconds=30,
    default_status=DefaultSensorStatus.STOPPED,
    description="收件箱 Takes in what is put into the folder `inbox` of the warehouse (or that of the variable "
    f"{VARIABLE}), and publishes. A file is taken when it has not changed for half a minute; it may stay there.",
)
def inbox(context: SensorEvaluationContext) -> RunRequest | SkipReason:
    folder = folder_of(Warehouse.locate())
    if not folder.is_dir():
        return SkipReason(f"There is no folder {folder}: make it and put files into it.")
    came, now = look(folder, Look.from_text(context.cursor), time.time_ns())
    again, attempt = _not_taken_in(context)
    context.update_cursor(now.to_text())
    paths = list(dict.fromkeys([*again, *map(str, came)]))
    if not paths:
        return SkipReason(f"Nothing new in {folder}.")
    key = hashlib.sha256("\n".join([str(now.until), *paths]).encode("utf-8", "surrogateescape")).hexdigest()
    tags = {STARTED_BY: "inbox", "documents/arrived": str(len(paths)), ATTEMPT: str(attempt)}
    return RunRequest(run_key=key[:16], run_config=taking_in(paths), tags=tags)


def taking_in(paths: list[str]) -> dict[str, Any]:
    """The configuration of a run that takes in files which somebody may take away meanwhile."""
    return {"ops": {"take_in": {"config": {"paths": paths, "may_be_gone": True}}}}


def _not_taken_in(context: SensorEvaluationContext) -> tuple[list[str], int]:
    """The files of the last run if it failed before it had taken them in, such as when the warehouse was busy, and which try this is."""
    runs = context.instance.get_runs(RunsFilter(tags={STARTED_BY: "inbox"}), limit=1)
    if not runs or runs[0].status != DagsterRunStatus.FAILURE or TAKEN_IN in runs[0].tags:
        return [], 1
    attempt = int(runs[0].tags.get(ATTEMPT, "1")) + 1
    if attempt > ATTEMPTS:
        return [], 1
    config: Any = runs[0].run_config
    return [path for path in config["ops"]["take_in"]["config"]["paths"] if Path(path).exists()], attempt


SENSORS = [inbox]
