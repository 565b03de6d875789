"""The way of a user: start the job in the UI by clicking, watch it succeed, follow its links, with hostile files among the input."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from orchestration.settings import PROJECT_ROOT, SAMPLE_FOLDER
from orchestration.warehouse import Warehouse
from tests.browser.chromium import Watched

PATIENCE = 300_000
"""Milliseconds: a busy machine is no defect."""
expect.set_options(timeout=PATIENCE)

SAMPLE = next(SAMPLE_FOLDER.glob("*.txt"))
HARM = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) =1+1"


@dataclass(frozen=True)
class Served:
    """A UI over a warehouse of its own."""

    address: str
    warehouse: Warehouse


@pytest.fixture(scope="module")
def served(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`juesuan ui`, as a user starts it, until it answers."""
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


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample under a harmful name, and a broken file under another."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(SAMPLE, folder / f"{HARM}.txt")
    (folder / f"broken {HARM}.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


def _finished(page: Page, status: str) -> None:
    """From the job's page to the run that it started, and its end."""
    page.get_by_text("Latest run:").wait_for()
    page.locator('a[href*="/runs/"]').first.click()
    expect(page.get_by_text(re.compile(r"^(Success|Failure|Canceled)$")).first).to_have_text(status)


def test_a_run_started_by_a_click_ends_in_a_report(served: Served, open_page: Callable[..., Watched]) -> None:
    watched = open_page()
    page = watched.page
    page.context.set_default_timeout(PATIENCE)
    page.goto(f"{served.address}/jobs")
    page.get_by_role("link", name="publish_accounts").first.click()
    expect(page.get_by_text("From files to a release")).to_be_visible()
    page.get_by_role("button", name="Materialize all").click()
    _finished(page, "Success")

    page.goto(f"{served.address}/assets/release")
    with page.expect_popup() as opened:
        page.locator('a[href*="/report/index.html"]').first.click()
    report = opened.value
    report.wait_for_load_state()
    assert served.warehouse.current.readlink().name in report.url
    assert report.locator("h1").count() and "Not there" not in report.inner_text("body")
    report.locator('a[href*="documents/"]').first.click()
    report.locator("article, section, table").first.wait_for()

    with page.expect_popup() as opened:
        page.locator('a[href="/warehouse/data_docs/index.html"]').first.click()
    opened.value.locator("td").filter(has_text="landing").first.wait_for()
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])


def test_an_asset_shows_its_columns_what_they_are_made_of_its_rows_and_its_places(served: Served, watched: Watched) -> None:
    page = watched.page
    page.context.set_default_timeout(PATIENCE)
    page.goto(f"{served.address}/assets/marts/fct_funding")
    for shown in ("Where the money came from", "change_pct_recomputed", "columns are made of", "intermediate.int_resolved", "first rows"):
        expect(page.get_by_text(shown).first).to_be_attached()
    for link in ("report/index.html", "parquet/marts/fct_funding.parquet"):
        assert page.locator(f'a[href="/warehouse/releases/current/{link}"]').count()
    with page.expect_download() as download:
        page.locator('a[href$="fct_funding.parquet"]').first.click()
    assert download.value.path().read_bytes()[:4] == b"PAR1"
    page.goto(f"{served.address}/assets/raw/raw_observation?view=checks")
    expect(page.get_by_text("suite_landing").first).to_be_visible()
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])


def test_files_with_harmful_names_are_shown_as_they_are_named(served: Served, hostile: Path, watched: Watched) -> None:
    page = watched.page
    page.context.set_default_timeout(PATIENCE)
    config = "{ops: {take_in: {config: {paths: ['" + str(hostile) + "']}}}}"
    page.goto(f"{served.address}/locations/orchestration.definitions/jobs/publish_accounts")
    _launch(served, config)
    page.reload()
    _finished(page, "Success")
    page.goto(f"{served.address}/assets/raw/raw_document")
    expect(page.get_by_text(f"broken {HARM}.pdf").first).to_be_attached()
    page.goto(f"{served.address}/assets/marts/dim_document")
    expect(page.get_by_text("first rows")).to_be_attached()
    assert page.locator("img[src=x]").count() == 0
    assert (watched.outside, watched.dialogs) == ([], [])


def _launch(served: Served, config: str) -> None:
    """Start the main job with a configuration, as the launchpad does."""
    import json

    import yaml

    from bench import server

    address = f"{served.address}/graphql"
    where = server._repository(address)
    assert where is not None
    params = {"selector": {**where, "jobName": "publish_accounts"}, "runConfigData": yaml.safe_load(config), "mode": "default"}
    answer = server._ask(address, server._LAUNCH, params=params)
    assert "run" in answer["launchRun"], json.dumps(answer)
