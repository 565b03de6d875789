"""Failures: what a person reads in the UI when a step cannot go on: what is wrong, with which file, and what to do about it.

Belongs here: cures. Keep out: what is wrong, which the steps' own errors say.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dagster import Failure, HookContext, MetadataValue, failure_hook

from orchestration.judge.process import JudgeFailed
from orchestration.model.results import ModelsFailed
from orchestration.register import BadPath
from orchestration.release.publish import PublicationRefused
from orchestration.warehouse import WarehouseError, disk
from orchestration.warehouse.lock import WarehouseBusy

WRONG, CURE = "what went wrong", "what to do"
_TAG = 500
"""Characters of a tag that anybody reads."""
_STAYS = "The release in force stays."
# Tags are cut short in the UI: what to do comes first.
_CURES: tuple[tuple[type[Exception], str], ...] = (
    (
        BadPath,
        "Correct the path and launch again: each in the run's configuration, `ops: take_in: config: paths`, must lead to a file, or a "
        "folder with files, on the machine that Dagster runs on. Nothing was taken in.",
    ),
    (WarehouseBusy, f"Re-execute this run when the other has ended. Nothing was changed. {_STAYS}"),
    (WarehouseError, f"See that the warehouse's folder is there, can be written to and is not open in another program. {_STAYS}"),
    (ModelsFailed, f"See the checks of the models named, and what dbt says of them. Nothing of this build is published. {_STAYS}"),
    (PublicationRefused, "See the checks that failed, with the rows they are about, and the Data Docs; then run publish_accounts."),
    (JudgeFailed, f"Re-execute the run from the failed step: this is no verdict, the judge itself could not work. {_STAYS}"),
)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what a step raises and a person can mend into a failure that says how; anything else is a defect and keeps its name."""
    try:
        yield
    except Exception as error:
        meaning = disk.trouble(error)
        if meaning is not None:
            raise failure(
                f"{meaning[0].upper()}{meaning[1:]}.", "Make room, and re-execute this run. What is in force is whole."
            ) from error
        if not cure_of(error):
            raise
        raise failure(str(error), cure_of(error)) from error


@failure_hook(name="say_it_on_top")
def say_it_on_top(context: HookContext) -> None:
    """Tag a run with what went wrong and what to do: its page shows tags on top, and the failure itself lines below others it led to."""
    error = context.op_exception
    if not isinstance(error, Failure):
        return
    cure = error.metadata.get(CURE)
    told = {WRONG: error.description or "", CURE: str(cure.value) if cure else ""}
    context.instance.add_run_tags(context.run_id, {name: text[:_TAG] for name, text in told.items() if text})


def cure_of(error: Exception) -> str:
    """What a person can do about it; empty where nothing is known."""
    return next((cure for kind, cure in _CURES if isinstance(error, kind)), "")


def failure(what: str, cure: str) -> Failure:
    """A failure in words. What a document or a file's name says stands in it as text, never as markup."""
    return Failure(what, {CURE: MetadataValue.text(cure)}, allow_retries=False)
