"""A disk that fails at any write or rename of publication. `JUESUAN_FAULTS=1` tries every call with every fault; the tests try a share.

And one that fails for good in the middle of a run: full, read-only, broken.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.release import in_force, proof
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse

STEP = os.environ.get("JUESUAN_FAULTS", "5")


def test_no_failing_write_tears_a_release(failing_disk: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.release.faults", str(tmp_path), STEP],
        env={**os.environ, "LD_PRELOAD": str(failing_disk)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(done.stdout)
    assert told["wrong"] == [], done.stderr
    assert told["whole"]["faults"] > 5
    assert told["renewal"]["faults"] > 5
    assert told["prepared"]["faults"] > 5
    assert told["drafted"]["faults"] > 5


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse with the sample, by the command itself."""
    warehouse = Warehouse.locate(tmp_path_factory.mktemp("sound") / "warehouse")
    done = _run(warehouse, [SAMPLE_FOLDER])
    assert done.returncode == 0, done.stderr
    return warehouse


@pytest.mark.parametrize(
    ("error", "after", "words"),
    [
        (errno.ENOSPC, 1_000, "the disk is full"),
        (errno.EIO, 400, "the disk reports an input/output error"),
        (errno.EROFS, 1, "the disk is read-only|Read-only file system"),
    ],
)
def test_a_disk_that_fails_for_good_ends_a_run_in_words(
    error: int, after: int, words: str, published: Warehouse, failing_disk: Path, tmp_path: Path
) -> None:
    shutil.copytree(published.root, tmp_path / "warehouse", symlinks=True)
    warehouse = Warehouse.locate(tmp_path / "warehouse")
    before = in_force(warehouse)
    other = tmp_path / "other.txt"
    other.write_text(next(SAMPLE_FOLDER.glob("*.txt")).read_text(encoding="utf-8").replace("云湖", "云山"), encoding="utf-8")
    fault = {"FAULT_PLACE": f"{warehouse.root}/", "FAULT_AT": str(after), "FAULT_ERROR": str(error), "LD_PRELOAD": str(failing_disk)}
    done = _run(warehouse, [other], fault)
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert any(each in done.stderr for each in words.split("|")), done.stderr
    assert "Traceback" not in done.stderr
    assert before is not None and in_force(warehouse) == before and proof.faults(before) == []
    if error != errno.ENOSPC:
        return
    again = _run(warehouse, [other])
    assert again.returncode == 0, again.stderr
    after_all = in_force(warehouse)
    assert after_all is not None and sum(after_all.description["documents"].values()) == 2


def _run(warehouse: Warehouse, paths: list[Path], variables: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "orchestration.cli", "run", *map(str, paths), "-w", str(warehouse.root)]
    return subprocess.run(command, env={**os.environ, **(variables or {})}, capture_output=True, text=True)
