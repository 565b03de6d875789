"""Dagster's folder of a warehouse: begun with the databases that the set-up made, and never begun twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.dagster import home
from orchestration.warehouse import Warehouse


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the set-up made, here one file."""
    path = tmp_path / "blank" / "history" / "runs.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"blank")
    monkeypatch.setattr(home, "BLANK", tmp_path / "blank")
    monkeypatch.setenv("DAGSTER_HOME", "")  # set by `prepare`, and put back
    return path


def test_a_new_warehouse_begins_with_what_the_set_up_made(tmp_path: Path, blank: Path) -> None:
    made = home.prepare(Warehouse(tmp_path / "warehouse"))
    assert (made / "history" / "runs.db").read_bytes() == b"blank"
    assert sorted(path.name for path in made.iterdir()) == ["dagster.yaml", "history"]
    assert [path.name for path in (made / "history").iterdir()] == ["runs.db"]


def test_a_history_that_is_there_stays(tmp_path: Path, blank: Path) -> None:
    history = home.prepare(Warehouse(tmp_path / "warehouse")) / "history" / "runs.db"
    history.write_bytes(b"of last year")
    home.prepare(Warehouse(tmp_path / "warehouse"))
    assert history.read_bytes() == b"of last year"


def test_where_nothing_was_made_dagster_is_left_to_it(tmp_path: Path, blank: Path) -> None:
    blank.unlink()
    assert [path.name for path in home.prepare(Warehouse(tmp_path / "warehouse")).iterdir()] == ["dagster.yaml"]
