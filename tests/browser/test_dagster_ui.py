"""Dagster's pages beside the main way: a run that cannot begin says why and what to do, what starts by itself is off, years are there."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.chromium import Watched
from tests.browser.conftest import PATIENCE, Served

SHANGHAI = timezone(timedelta(hours=8))


def test_a_run_on_a_path_that_is_not_there_says_so_and_what_to_do(served: Served, watched: Watched, tmp_path: Path) -> None:
    page, nowhere = watched.page, tmp_path / "not-there"
    served.launch(page, nowhere)
    served.await_end(page, "Failure")
    wrong = f"There is no file or folder {nowhere}."
    expect(page.get_by_text(wrong).first).to_be_visible()
    page.get_by_role("button", name="View tags and config").click()
    tags = page.get_by_role("dialog")
    expect(tags.get_by_text("what went wrong: There is no file or folder")).to_be_visible()
    expect(tags.get_by_text("what to do: Correct the path")).to_be_visible()
    page.get_by_role("button", name="OK").click()
    page.get_by_role("link", name="Runs").first.click()
    expect(page.get_by_text("what went wrong: There is no file or folder").first).to_be_visible()
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])


def test_what_starts_runs_by_itself_is_there_and_off(served: Served, watched: Watched) -> None:
    page = watched.page
    page.context.set_default_timeout(PATIENCE)
    page.goto(served.address)
    page.get_by_role("link", name="Automation").click()
    for name, about in (("inbox", "Standard sensor"), ("yearly", "only in October")):
        expect(page.get_by_text(name, exact=True)).to_be_visible()
        expect(page.get_by_text(about).first).to_be_visible()
    switches = page.locator("[class*=formatSwitch] input")
    expect(switches).to_have_count(2)
    assert [switches.nth(at).is_checked() for at in range(2)] == [False, False]
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])


def test_every_year_that_is_over_can_be_renewed(served: Served, watched: Watched) -> None:
    page = watched.page
    page.context.set_default_timeout(PATIENCE)
    page.goto(f"{served.address}/jobs")
    page.get_by_role("link", name="renew_fiscal_year").first.click()
    page.get_by_role("link", name="raw/fiscal_year").click()
    page.get_by_role("tab", name="Partitions").click()
    last = datetime.now(SHANGHAI).year - 1
    expect(page.get_by_text(f"{last - 2006} Partitions Selected")).to_be_visible()
    for year in (2007, last):
        expect(page.get_by_text(str(year), exact=True).first).to_be_visible()
    assert page.get_by_text(str(last + 1), exact=True).count() == 0
    expect(page.get_by_role("button", name="Materialize…")).to_be_enabled()
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])
