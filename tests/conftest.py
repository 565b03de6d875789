"""What many tests need: a warehouse of their own, and the shared documents where they are present."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database

# One browser for all of a process: Playwright does not start a second.
from tests.browser.chromium import browser, open_page, watched  # noqa: F401

# No deadline: a busy machine is no defect. What decides about a change tries the same examples every time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

SHARED = PROJECT_ROOT.parent / "shared"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """An empty warehouse."""
    return Warehouse.locate(tmp_path / "warehouse").create()


@pytest.fixture
def con(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its build database, open for writing."""
    with build_database(warehouse) as connection:
        yield connection


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and keys; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared documents are not here ({SHARED})")
    return SHARED
