"""The Dagster UI as a user starts it, over a warehouse of its own, and the clicks that start a run in it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse

PATIENCE = 300_000
"""Milliseconds: a busy machine is no defect."""
ENDED = re.compile(r"^(Success|Failure|Canceled)$")
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Served:
    """A UI over a warehouse of its own."""

    address: str
    warehouse: Warehouse

    def launch(self, page: Page, *paths: Path) -> None:
        """Start the main job on files of one's own, as the README says it: with shift, so that it asks for a configuration."""
        page.context.set_default_timeout(PATIENCE)
        page.goto(f"{self.address}/jobs")
        page.get_by_role("link", name="publish_accounts").first.click()
        expect(page.get_by_text("From files to a release")).to_be_visible()
        page.get_by_role("button", name="Materialize all").click(modifiers=["Shift"])
        page.locator(".CodeMirror-line", has_text="may_be_gone").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("ops: {take_in: {config: {paths: " + str([str(path) for path in paths]) + "}}}")
        page.get_by_role("button", name="Materialize").last.click()

    def await_end(self, page: Page, status: str) -> None:
        """The page of the run that was started, until it has ended so."""
        expect(page).to_have_url(re.compile("/runs/"))
        expect(page.get_by_text(ENDED).first).to_have_text(status)


@pytest.fixture(scope="session")
def served(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`juesuan ui`, until it answers; at the end it must stop when it is told to."""
    folder = tmp_path_factory.mktemp("ui")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "orchestration.cli", "ui", "--port", str(port), "-w", str(folder / "warehouse")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=log, stderr=log, env=dict(os.environ), start_new_session=True)
    try:
        _wait(f"http://127.0.0.1:{port}/server_info", server)
        yield Served(f"http://127.0.0.1:{port}", Warehouse.locate(folder / "warehouse"))
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            raise
    assert server.returncode == 0, (folder / "log").read_text()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"the UI does not answer (exit code {server.poll()})")
