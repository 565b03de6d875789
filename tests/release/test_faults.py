"""A disk that fails at any write or rename of publication. `JUESUAN_FAULTS=1` tries every call with every fault; the tests try a share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STEP = os.environ.get("JUESUAN_FAULTS", "5")


def test_no_failing_write_tears_a_release(tmp_path: Path) -> None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("there is no C compiler here, which the failing disk is made with")
    library = tmp_path / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.release.faults", str(tmp_path), STEP],
        env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(done.stdout)
    assert told["wrong"] == [], done.stderr
    assert told["whole"]["faults"] > 5
    assert told["renewal"]["faults"] > 5
