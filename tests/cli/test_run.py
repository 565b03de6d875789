"""`juesuan run` as a user starts it: a process of its own, a folder of all sorts, an account at the end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orchestration.cli.running import INTERRUPTED
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse, lock
from tests.register import samples

COMMAND = [sys.executable, "-m", "orchestration.cli"]


def juesuan(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample among files that are none."""
    folder = tmp_path_factory.mktemp("inbox")
    for sample in SAMPLE_FOLDER.glob("*.txt"):
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "budget.txt").write_text(samples.BUDGET)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 4)
    (folder / "two\nlines.txt").write_text(samples.NOTICE)
    return folder


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("warehouses") / "one"


@pytest.fixture(scope="module")
def first(inbox: Path, root: Path) -> subprocess.CompletedProcess[str]:
    return juesuan("run", inbox, "--warehouse", root)


def test_a_run_publishes_and_says_where(first: subprocess.CompletedProcess[str], root: Path) -> None:
    assert first.returncode == 0, first.stderr
    assert "Published release 000001-" in first.stdout
    for place in (root / "data_docs" / "index.html", root / "releases" / "current" / "marts.duckdb"):
        assert str(place.resolve()) in first.stdout
        assert place.is_file()
    assert "What to type next:" in first.stdout
    assert f"findings --warehouse {root}" in first.stdout


def test_what_was_not_taken_is_named_with_its_reason(first: subprocess.CompletedProcess[str]) -> None:
    lines = [line for line in first.stdout.splitlines() if line.startswith("  rejected: ")]
    assert [line.split()[1] for line in lines] == ["budget.txt", "empty.txt", "noise.bin", "two�lines.txt"]
    assert "budget" in lines[0].split(":", 2)[2]
    assert "empty" in lines[1].split(":", 2)[2]


def test_no_step_of_it_is_hidden_and_no_stack_is_shown(first: subprocess.CompletedProcess[str]) -> None:
    steps = [line.split()[1] for line in first.stderr.splitlines() if line.startswith("✓")]
    assert steps[0] == "start"
    assert {"observe", "model", "release"} <= set(steps)
    assert "Traceback" not in first.stderr


def test_the_same_again_makes_no_other_release(first: subprocess.CompletedProcess[str], inbox: Path, root: Path) -> None:
    again = json.loads(juesuan("run", inbox / "budget.txt", "--warehouse", root, "--json").stdout)
    assert (again["published"], again["is_new"]) == (True, False)
    assert f"Published release {again['release']['release_id']}" in first.stdout
    assert len(again["documents"]) == len(list(inbox.iterdir()))


def test_two_runs_at_once_take_turns(inbox: Path, tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [*COMMAND, "run", *paths, "-w", str(tmp_path / "warehouse")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for paths in ([str(SAMPLE_FOLDER)], [str(inbox)])
    ]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sum("Waiting for process" in stderr for _, stderr in told) == 1
    listed = juesuan("sql", "select count(*) as documents from dim_document", "--json", "-w", tmp_path / "warehouse").stdout
    assert json.loads(listed) == [{"documents": len(list(inbox.iterdir()))}]


def test_no_wording_of_the_sample_is_unknown(first: subprocess.CompletedProcess[str], root: Path) -> None:
    asked = juesuan("unknown", "--warehouse", root)
    assert (asked.returncode, asked.stdout.strip()) == (0, "0 unknown wordings.")


def _as_in_a_terminal() -> None:
    """What is started in the background of a script is deaf to an interruption."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("step", ["start", "register and read"])
def test_an_interrupted_run_says_what_stays(step: str, inbox: Path, tmp_path: Path) -> None:
    """A line tells of a step when it is done, so the next is under way."""
    process = subprocess.Popen(
        [*COMMAND, "run", str(inbox), "-w", str(tmp_path / "warehouse")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_as_in_a_terminal,
    )
    assert process.stderr is not None
    seen: list[str] = []
    while step != "start" and (line := process.stderr.readline()):
        seen.append(line)
        if step in line:
            break
    if step == "start":
        while lock.holder(Warehouse(tmp_path / "warehouse")) is None and process.poll() is None:
            time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=120)
    # A shell says 130 of both: Python ends by the signal itself where it came amid code made of text, such as a dataclass.
    assert process.returncode in (INTERRUPTED, -signal.SIGINT)
    assert "Interrupted. The release in force stays" in rest
    assert "Traceback" not in "".join(seen) + rest
