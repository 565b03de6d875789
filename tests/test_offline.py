"""A whole run talks to nobody: every Python process of it is watched, and only loopback and local sockets are let pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_ROOT

WATCH = """
import os, sys

def _is_local(address):
    if not isinstance(address, tuple):
        return True  # a unix socket
    host = str(address[0])
    return host in ("localhost", "::1", "0.0.0.0", "") or host.startswith("127.")

def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        told = arguments[1]
    elif event == "socket.getaddrinfo":
        told = (arguments[0] or "",)
    elif event == "socket.gethostbyname":
        told = (arguments[0],)
    else:
        return
    if not _is_local(told):
        with open(os.environ["JUESUAN_TEST_CALLS"], "a") as calls:
            calls.write(f"{event} {told} from {sys.argv}\\n")

sys.addaudithook(_watch)
with open(os.environ["JUESUAN_TEST_CALLS"] + ".watched", "a") as watched:
    watched.write("1\\n")
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which every Python process writes down whom it calls."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    return {**os.environ, "PYTHONPATH": str(tmp_path / "watch"), "JUESUAN_TEST_CALLS": str(tmp_path / "calls"), "HOME": str(tmp_path)}


def python(watched: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], env=watched, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=300)


def calls(watched: dict[str, str]) -> str:
    path = Path(watched["JUESUAN_TEST_CALLS"])
    assert path.with_name("calls.watched").is_file(), "no process was watched"
    return path.read_text() if path.exists() else ""


def test_the_watch_sees_a_call_to_the_outside(watched: dict[str, str]) -> None:
    python(watched, "-c", "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))")
    assert "192.0.2.1" in calls(watched)


def test_the_watch_sees_a_name_being_looked_up_by_a_child(watched: dict[str, str]) -> None:
    child = "import socket; socket.getaddrinfo('example.invalid', 80)"
    python(watched, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])")
    assert "example.invalid" in calls(watched)


def test_a_whole_run_calls_nobody(watched: dict[str, str], tmp_path: Path) -> None:
    result = python(watched, "-m", "orchestration.cli", "run", "--json", "-w", str(tmp_path / "warehouse"))
    assert result.returncode == 0, result.stderr
    assert calls(watched) == ""
