"""The inbox: nothing is lost, nothing is taken half written, and what was taken is not asked for again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRunStatus, RunRequest, SkipReason, build_schedule_context, build_sensor_context
from hypothesis import given
from hypothesis import strategies as st

from orchestration.dagster.inbox import QUIET, VARIABLE, Look, folder_of, look
from orchestration.dagster.jobs import MAIN
from orchestration.dagster.schedules import yearly
from orchestration.dagster.sensors import ATTEMPTS, TAKEN_IN, inbox
from orchestration.warehouse import Warehouse

SECOND = 10**9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def later(seconds: float = 1) -> int:
    return time.time_ns() + QUIET + int(seconds * SECOND)


def test_a_file_is_taken_once_and_again_when_it_changes(folder: Path) -> None:
    path = put(folder / "2023" / "a.pdf")
    came, first = look(folder, Look(), later(0))
    assert came == [path]
    assert look(folder, first, later(5))[0] == []
    time.sleep(0.02)
    put(path, "corrected")
    assert look(folder, first, later(5))[0] == [path]


def test_a_file_still_being_written_waits(folder: Path) -> None:
    path = put(folder / "a.pdf")
    came, first = look(folder, Look(), time.time_ns() + QUIET // 2)
    assert came == []
    assert look(folder, first, later())[0] == [path]


def test_a_file_with_an_old_date_is_new_all_the_same(folder: Path, tmp_path: Path) -> None:
    import os

    _, before = look(folder, Look(), later(0))
    time.sleep(0.02)
    path = put(folder / "a.pdf")
    os.utime(path, (0, 0))
    assert look(folder, before, later())[0] == [path]


def test_a_folder_moved_in_as_a_whole_is_taken(folder: Path, tmp_path: Path) -> None:
    inside = put(tmp_path / "elsewhere" / "2022" / "b.txt")
    _, before = look(folder, Look(), later(60))
    (tmp_path / "elsewhere").rename(folder / "province")
    came, after = look(folder, before, later(120))
    assert came == [folder / "province" / "2022" / inside.name]
    assert look(folder, after, later(180))[0] == []


@pytest.mark.parametrize("name", [".hidden", "~$a.docx", "a.pdf.crdownload", "b.part", "C.TMP"])
def test_what_programs_leave_while_they_write_is_no_document(name: str, folder: Path) -> None:
    put(folder / name)
    assert look(folder, Look(), later())[0] == []


def test_a_folder_that_is_gone_is_empty(tmp_path: Path) -> None:
    assert look(tmp_path / "nothing", Look(), later())[0] == []


@given(st.builds(Look, until=st.integers(-1, 2**63), folders=st.lists(st.integers(0, 2**64)).map(tuple)))
def test_a_look_survives_being_written_down(one: Look) -> None:
    assert Look.from_text(one.to_text()) == one


@pytest.fixture
def instance(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    monkeypatch.setenv("JUESUAN_WAREHOUSE", str(warehouse.root))
    monkeypatch.setattr("orchestration.dagster.inbox.QUIET", 0)
    with DagsterInstance.ephemeral() as instance:
        yield instance


def ask(instance: DagsterInstance, cursor: str | None) -> tuple[RunRequest | SkipReason, str | None]:
    with build_sensor_context(instance=instance, cursor=cursor) as context:
        answer = inbox(context)
        assert isinstance(answer, RunRequest | SkipReason)
        return answer, context.cursor


def test_the_sensor_asks_for_a_run_on_what_came(instance: DagsterInstance, warehouse: Warehouse) -> None:
    answer, cursor = ask(instance, None)
    assert isinstance(answer, SkipReason) and str(folder_of(warehouse)) in (answer.skip_message or "")
    path = put(folder_of(warehouse) / "<b>=1+1</b>.txt")
    time.sleep(0.02)
    answer, cursor = ask(instance, cursor)
    assert isinstance(answer, RunRequest)
    assert answer.run_config == {"ops": {"take_in": {"config": {"paths": [str(path)], "may_be_gone": True}}}}
    assert isinstance(ask(instance, cursor)[0], SkipReason)


def failed(instance: DagsterInstance, request: RunRequest, *, taken_in: bool) -> None:
    """A run as asked for, that failed before or after it took its files in."""
    from orchestration.definitions import build_defs

    job = build_defs().resolve_job_def(MAIN)
    tags = {**request.tags, **({TAKEN_IN: "1"} if taken_in else {})}
    instance.create_run_for_job(job, run_config=request.run_config, tags=tags, status=DagsterRunStatus.FAILURE)


def test_files_whose_run_failed_before_it_took_them_in_are_tried_again(instance: DagsterInstance, warehouse: Warehouse) -> None:
    put(folder_of(warehouse) / "a.txt")
    time.sleep(0.02)
    answer, cursor = ask(instance, None)
    keys = set()
    for _ in range(ATTEMPTS):
        assert isinstance(answer, RunRequest)
        keys.add(answer.run_key)
        failed(instance, answer, taken_in=False)
        answer, cursor = ask(instance, cursor)
    assert isinstance(answer, SkipReason), "not for ever"
    assert len(keys) == ATTEMPTS


def test_a_run_that_failed_afterwards_is_not_repeated(instance: DagsterInstance, warehouse: Warehouse) -> None:
    put(folder_of(warehouse) / "a.txt")
    time.sleep(0.02)
    answer, cursor = ask(instance, None)
    assert isinstance(answer, RunRequest)
    failed(instance, answer, taken_in=True)
    assert isinstance(ask(instance, cursor)[0], SkipReason)


def test_the_yearly_run_takes_in_all_that_lies_in_the_inbox(
    instance: DagsterInstance, warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    path = put(tmp_path / "elsewhere" / "a.txt")
    from datetime import UTC, datetime, timedelta

    request = yearly(build_schedule_context(instance, scheduled_execution_time=datetime.now(UTC) + timedelta(minutes=1)))
    assert isinstance(request, RunRequest)
    assert request.run_config["ops"]["take_in"]["config"]["paths"] == [str(path)]
