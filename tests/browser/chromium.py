"""A real browser: headless Chromium as Debian packages it, one for a test session, and a page that notes what goes wrong and what leaves.

Skipped with a clear word where no browser is installed; a failure in CI, where `.ci/run` installs one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_AT_HOME = re.compile(r"(?:https?|wss?)://(?:127\.0\.0\.1|localhost|\[::1\])[:/]|(?:file|data|blob|about|chrome):")


@dataclass
class Watched:
    """A page, and what happened on it: `outside` addresses asked for that are not of this machine, `errors` of its scripts,
    `dialogs` that anybody opened."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, in Chinese time and with nothing to fetch."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium here, and CI must have one: apt-get install chromium.")
        pytest.skip("no Chromium is installed (apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages, each in a context of its own (options as for a context: viewport, locale …). Nothing is let out of this machine."""
    contexts = []

    def opened(**options: object) -> Watched:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options})
        contexts.append(context)
        context.set_default_timeout(60_000)
        watched = Watched(context.new_page())
        context.route(lambda address: not _AT_HOME.match(address), lambda route: (watched.outside.append(route.request.url), route.abort()))
        context.on("weberror", lambda error: watched.errors.append(str(error.error)))
        context.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def watched(open_page: Callable[..., Watched]) -> Watched:
    """One such page."""
    return open_page()
