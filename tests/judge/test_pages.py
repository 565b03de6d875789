"""Data Docs as a reader without a network opens them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.judge.process import JudgeProcess
from orchestration.judge.verdict import judge_suite
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database

LOADED = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*?\b(?:href|src)=\"([^\"]*)\"", re.IGNORECASE)
IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def pages(built: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages about two builds: one that passed, and one whose evidence tries to be markup."""
    folder = tmp_path_factory.mktemp("pages")
    with build_database(built) as con:
        con.begin()
        with JudgeProcess(folder) as judge:
            assert judge_suite(con, judge, "landing").passed
            con.execute("update raw.raw_observation set fund = ? where ordinal = 1", [HOSTILE])
            con.execute("update meta.build set build_id = 'another'")
            assert not judge_suite(con, judge, "landing").passed
        con.rollback()
    return folder


def test_nothing_is_loaded_from_a_server(pages: Path) -> None:
    documents = sorted(pages.rglob("*.html"))
    assert documents
    for document in documents:
        html = document.read_text(encoding="utf-8")
        styles = [first or second for first, second in IN_STYLES.findall(html)]
        for address in [*LOADED.findall(html), *styles]:
            assert not re.match(r"(https?:)?//", address), (document, address)


def test_everything_that_is_loaded_is_there(pages: Path) -> None:
    loaded = 0
    for document in sorted(pages.rglob("*.html")):
        for address in LOADED.findall(document.read_text(encoding="utf-8")):
            if not address.startswith("data:") and "favicon" not in address:
                assert (document.parent / address.partition("?")[0]).resolve().is_file(), (document, address)
                loaded += 1
    assert loaded > 20, "the pages have their styles and scripts"


def test_styles_lead_only_to_files_that_are_there(pages: Path) -> None:
    for style in (pages / "static" / "css").glob("*.css"):
        for first, second in IN_STYLES.findall(style.read_text(encoding="utf-8")):
            address = first or second
            # A .ttf is the second choice of browsers that cannot read the font before it; there are none left.
            if not address.startswith(("data:", "#")) and not address.endswith(".ttf"):
                assert (style.parent / address.partition("?")[0]).resolve().is_file(), (style, address)


def test_history_is_kept_and_the_index_leads_to_it(pages: Path) -> None:
    validations = sorted(pages.glob("validations/landing/*/*/*.html"))
    assert len(validations) == 2
    index = (pages / "index.html").read_text(encoding="utf-8")
    for page in validations:
        assert str(page.relative_to(pages)) in index


def test_files_that_a_killed_judge_left_empty_do_not_stop_the_next(pages: Path, built: Warehouse, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(pages, tmp_path / "pages"))
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".html"}):
        path.write_bytes(b"")
    with build_database(built) as con:
        con.begin()
        with JudgeProcess(folder) as judge:
            verdict = judge_suite(con, judge, "landing")
        con.rollback()
    assert verdict.passed
    (page,) = (path for path in folder.glob("validations/landing/*/*/*.html") if path.stat().st_size)
    assert str(page.relative_to(folder)) in (folder / "index.html").read_text(encoding="utf-8")


def test_markup_in_the_evidence_stays_text(pages: Path) -> None:
    shown = [page for page in pages.glob("validations/landing/another/*/*.html") if "onerror" in page.read_text(encoding="utf-8")]
    assert shown, "the offending value is shown"
    for page in shown:
        assert HOSTILE not in page.read_text(encoding="utf-8")


def test_each_suite_page_says_what_is_expected(pages: Path, con: duckdb.DuckDBPyConnection) -> None:
    page = (pages / "expectations" / "landing.html").read_text(encoding="utf-8")
    assert "Every digit of a document stands in exactly one observation." in page
