"""Schedules: what starts a run at its time. Off until switched on in the UI."""

from __future__ import annotations

from dagster import DefaultScheduleStatus, RunRequest, ScheduleEvaluationContext, schedule

from orchestration.dagster.inbox import Look, folder_of, look
from orchestration.dagster.jobs import publish_accounts
from orchestration.dagster.sensors import STARTED_BY, taking_in
from orchestration.warehouse import Warehouse


@schedule(
    name="yearly",
    job=publish_accounts,
    cron_schedule="0 6 1 10 *",
    execution_timezone="Asia/Shanghai",
    default_status=DefaultScheduleStatus.STOPPED,
    description="年度 Once a year, on the first of October, when departments have published the accounts of the year before: takes in all "
    "that lies in the inbox and publishes. What is known already is read again only by a newer reader.",
)
def yearly(context: ScheduleEvaluationContext) -> RunRequest:
    moment = context.scheduled_execution_time
    lying, _ = look(folder_of(Warehouse.locate()), Look(), int(moment.timestamp() * 10**9))
    return RunRequest(run_key=f"{moment:%Y}", run_config=taking_in([str(path) for path in lying]), tags={STARTED_BY: "yearly"})


SCHEDULES = [yearly]
