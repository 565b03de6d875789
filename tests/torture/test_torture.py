"""A few runs killed at random moments; JUESUAN_KILLS says how many, `make torture` kills 1,000."""

from __future__ import annotations

import os
import subprocess
import sys

KILLS = os.environ.get("JUESUAN_KILLS", "6")


def test_a_killed_run_tears_and_loses_nothing() -> None:
    """In a process of its own: it forks, which one that runs tests beside threads should not."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--kills", KILLS, "--seed", "1"], capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills" in done.stdout
    assert "torn releases: 0, lost documents: 0, runs that needed help: 0" in done.stdout
