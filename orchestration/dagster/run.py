"""The main job from the command line: the same job as in the UI, in this process, recorded where the UI shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import engine
from orchestration.companion import Companion
from orchestration.dagster import home
from orchestration.imports import collect_seldom, do_without, keep_for_good
from orchestration.judge import suites
from orchestration.judge.process import JudgeProcess
from orchestration.register.intake import address, files, local
from orchestration.release import in_force
from orchestration.warehouse import Warehouse, WarehouseError, build, disk, lock
from orchestration.warehouse.connection import build_database

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

Progress = Callable[[str, str], None]
"""Told (step, what it is at)."""


class RunFailed(WarehouseError):
    """The run broke before the suites could decide; the message says where and why."""


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What came of a run. `release_id` is that of the release in force when these documents are in it, None when it was refused."""

    run_id: str
    build_id: str
    release_id: str | None
    is_new: bool
    refusals: tuple[str, ...]


def run_main_job(paths: Sequence[Path], warehouse: Warehouse, on_progress: Progress | None = None) -> RunOutcome:
    """Take in `paths`, build, judge and publish.

    Raises WarehouseBusy when another writes, RunFailed when a step breaks. A refusal by the suites is an outcome, not an error.
    """
    warehouse.create()
    with lock.writing(warehouse):
        with _in_words():
            before = in_force(warehouse)
            disk.require_space(warehouse, files(local(paths))[0], before.size if before else 0)
        # Both are at their imports while this process is at Dagster's.
        with JudgeProcess(warehouse.data_docs) as judge, engine.companion() as models, _in_words():
            result = _execute(paths, warehouse, on_progress, judge=judge, models=models)
            if _was_interrupted(result):
                raise KeyboardInterrupt
            outcome = _outcome(result, warehouse, before.release_id if before else None)
    keep_for_good()
    return outcome


@contextmanager
def _in_words() -> Iterator[None]:
    """Dagster's own record of a run lies on the same disk: where that cannot be written, there is no step that failed."""
    try:
        yield
    except Exception as error:
        meaning = disk.trouble(error)
        if meaning is None:
            raise
        raise RunFailed(_broken_off(meaning)) from error


def _broken_off(meaning: str, step: str = "") -> str:
    return f"The run broke off{step}: {meaning}. What is in force is whole, and the next run goes on from here."


def _execute(paths: Sequence[Path], warehouse: Warehouse, on_progress: Progress | None, **beside: Companion) -> ExecuteInProcessResult:
    home.prepare(warehouse)
    collect_seldom()
    # DuckDB and Arrow import pandas at the sight of a timestamp or an array, for nothing: 1.4 seconds, 60 MB.
    do_without("pandas")
    from dagster import DagsterInstance

    from orchestration.dagster.jobs import MAIN
    from orchestration.dagster.resources import WarehouseResource, silent
    from orchestration.definitions import build_defs

    defs = build_defs(warehouse=WarehouseResource(folder=str(warehouse.root)), progress=on_progress or silent, **beside)
    config = {
        "ops": {"take_in": {"config": {"paths": [address(path) or str(Path(path).absolute()) for path in paths]}}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with DagsterInstance.get() as instance:
        return defs.resolve_job_def(MAIN).execute_in_process(
            run_config=config, instance=instance, raise_on_error=False, tags={"started_by": "juesuan run"}
        )


def _outcome(result: Any, warehouse: Warehouse, before: str | None) -> RunOutcome:
    with build_database(warehouse) as con:
        current = build.current(con)
        refusals = build.reasons_not_to_publish(con, suites.names())
        judged = current is not None and any(not verdict.passed for verdict in build.verdicts(con, current.build_id))
    build_id = current.build_id if current else ""
    after = in_force(warehouse)
    if result.success and after is not None:
        return RunOutcome(result.run_id, build_id, after.release_id, after.release_id != before, ())
    if judged:
        return RunOutcome(result.run_id, build_id, None, False, tuple(refusals))
    raise RunFailed(_why(result))


def _was_interrupted(result: Any) -> bool:
    """Dagster takes Ctrl+C within a step for a failure of the step."""
    from dagster._core.execution.plan.objects import ErrorSource

    return any(event.is_step_failure and event.step_failure_data.error_source == ErrorSource.INTERRUPT for event in result.all_events)


def _why(result: Any) -> str:
    """The first failure of a run in one sentence or more, without the stack."""
    for event in result.all_events:
        if event.is_step_failure:
            failure = event.step_failure_data
            error = failure.error
            while error is not None and error.cause is not None:
                error = error.cause
            message = error.message.strip() if error else "unknown"
            if meaning := disk.trouble_in_words(message):
                return _broken_off(meaning, f" in step {event.step_key}")
            return f"Step {event.step_key} failed: {message}"
    return "The run failed before its first step."
