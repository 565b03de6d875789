"""A crash at any point of publication: the former release stays in force, whole, and the next publication needs no help."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from orchestration.release import in_force, publish
from orchestration.warehouse import Warehouse
from tests.release.conftest import KEYS
from tests.release.test_publish import DEARER, read

STEPS = {
    "copying tables": "orchestration.release.draft.copy_tables",
    "comparing": "orchestration.release.draft.find_changes",
    "writing Parquet": "orchestration.release.draft.write_parquet",
    "reporting": "orchestration.release.publish.write_report",
    "describing": "orchestration.release.publish.describe",
    "settling on disk": "orchestration.release.shelf.sync_file",
    "naming": "pathlib.Path.rename",
    "linking": "pathlib.Path.symlink_to",
    "switching": "pathlib.Path.replace",
}


class Crash(Exception):
    pass


@pytest.mark.parametrize("step", STEPS)
def test_the_former_release_survives(step: str, con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]) -> None:
    passed()
    before = publish.publish(con, warehouse, KEYS).release
    passed(DEARER)
    with patch(STEPS[step], side_effect=Crash), pytest.raises(Crash):
        publish.publish(con, warehouse, KEYS)
    assert in_force(warehouse) == before
    assert read(warehouse.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("19.75",)]
    after = publish.publish(con, warehouse, KEYS)
    assert after.is_new
    assert read(warehouse.marts, "select sum(final_cny)::varchar from marts.fct_spending") == [("20.25",)]


def test_a_full_disk_leaves_nothing_behind(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]) -> None:
    passed()
    full = OSError(28, os.strerror(28))
    with patch.object(Path, "write_text", side_effect=full), pytest.raises(OSError, match="No space left"):
        publish.publish(con, warehouse, KEYS)
    assert list(warehouse.releases.iterdir()) == []
    assert in_force(warehouse) is None
