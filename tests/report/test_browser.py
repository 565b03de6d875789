"""The report as people meet it: opened from disk in a real browser, with mouse and keyboard, wide and narrow, by eye and by ear."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe

from orchestration.report.write import write_report
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse
from tests.browser.chromium import Watched
from tests.report.conftest import HARM, Released

POISONED = {
    "dim_document": ("source_name", "title", "organisation_name", "status_reason", "status_reason_zh", "format"),
    "dim_concept": ("label_zh", "label_en"),
    "dim_function_class": ("name",),
    "quality.dim_rule": ("title_zh", "title_en", "formula_zh", "formula_en", "source", "applies_to"),
    "quality.fct_finding": ("message_zh", "message_en", "unit", "waiver", "reviewer"),
    "quality.fct_observation": ("quote", "unit", "member", "section", "row_key", "column_key", "printed", "phrase", "note"),
}
Opened = Callable[..., Watched]


@pytest.fixture
def overview(released: Released, open_page: Opened) -> Watched:
    """The first page, in Chinese."""
    opened = open_page(locale="zh-CN")
    opened.page.goto((released.report / "index.html").as_uri())
    return opened


def test_one_click_leads_from_the_overview_to_the_boxed_place_and_one_more_to_its_rule(released: Released, overview: Watched) -> None:
    page, (finding, rule) = overview.page, released.finding()
    page.locator(f'a[href$="#f-{finding}"]').click()
    article = page.locator(f"#f-{finding}")
    assert article.is_visible()
    boxes = article.locator("svg.page rect.box")
    assert boxes.count() >= 2
    shown = article.locator("svg.page").first.bounding_box()
    box = boxes.first.bounding_box()
    assert shown and box and shown["width"] > 600
    assert shown["x"] < box["x"] and box["x"] + box["width"] < shown["x"] + shown["width"]
    assert shown["y"] < box["y"] and box["y"] + box["height"] < shown["y"] + shown["height"]
    picture = article.locator("svg.page use").first
    assert page.evaluate("use => { const box = use.getBBox(); return box.width > 0 && box.height > 0 }", picture.element_handle())
    assert released.planted.after in article.inner_text()
    article.locator("p.rule a").click()
    assert rule in page.inner_text("h1")
    assert (overview.outside, overview.errors, overview.dialogs) == ([], [], [])


def test_the_language_is_that_of_the_reader_until_he_takes_the_other(released: Released, open_page: Opened) -> None:
    for locale, first, other, choice in (("zh-CN", "复核报告", "Review report", "English"), ("en-GB", "Review report", "复核报告", "中文")):
        page = open_page(locale=locale).page
        page.goto((released.report / "index.html").as_uri())
        assert page.inner_text("h1") == first
        page.get_by_text(choice, exact=True).click()
        assert page.inner_text("h1") == other
        page.get_by_role("link", name="Rules" if choice == "English" else "规则", exact=True).click()
        page.wait_for_url("**/rules/index.html")  # the whole page: what is chosen is taken over when all of it is there
        assert page.inner_text("h1") == ("Rules" if choice == "English" else "规则")


def test_without_scripts_it_can_be_read_and_the_language_changed(released: Released, open_page: Opened) -> None:
    page = open_page(java_script_enabled=False).page
    page.goto((released.report / "index.html").as_uri())
    assert page.inner_text("h1") == "复核报告"
    page.get_by_text("English", exact=True).click()
    assert page.inner_text("h1") == "Review report"
    assert not page.locator("p.search").count() or not page.locator("p.search").is_visible()


def test_a_figure_is_found_by_number_name_and_words(released: Released, open_page: Opened) -> None:
    page = open_page(locale="en-GB").page
    page.goto(released.page_of("yunhu-digital-affairs-2020.txt", ".figures").as_uri())
    everything = page.locator("[data-row]:visible").count()
    for words, expected in (
        ("2,556.03", "2556.03"),
        ("２５５６.０３ 总计", "2556.03"),
        ("three-public 4.20", "4.20"),
        ("公务用车购置", "公务用车购置"),
    ):
        page.get_by_role("searchbox").fill(words)
        shown = page.locator("[data-row]:visible")
        assert 0 < shown.count() < everything / 2, words
        assert expected in shown.first.inner_text().replace(",", ""), words
    assert page.get_by_text("Nothing found.").is_hidden()
    page.get_by_role("searchbox").fill("9999999.99")
    assert page.locator("[data-row]:visible").count() == 0
    assert page.get_by_text("Nothing found.").is_visible()
    page.get_by_role("searchbox").fill("")
    assert page.locator("[data-row]:visible").count() == everything


def test_a_key_figure_leads_to_the_sentence_it_is_printed_in(released: Released, open_page: Opened) -> None:
    page = open_page(locale="en-GB").page
    page.goto(released.page_of("yunhu-digital-affairs-2020.txt").as_uri())
    page.locator(".tile .big a").first.click()
    assert "figures.html#n" in page.url
    assert page.locator("tr:target").inner_text().startswith("2,556.03")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_is_wider_than_its_screen(released: Released, open_page: Opened, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800}).page
    for path in _kinds(released):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_narrow_screen_words_stay_whole_and_badges_keep_their_numbers(released: Released, open_page: Opened) -> None:
    page = open_page(viewport={"width": 380, "height": 800}).page
    page.goto((released.report / "rules" / f"{released.finding()[1]}.html").as_uri())
    lines = "cells => cells.map(cell => { const range = document.createRange(); range.selectNodeContents(cell.querySelector('.e'));"
    lines += " return range.getClientRects().length })"
    assert set(page.locator(".results tbody th").evaluate_all(lines)) == {1}
    page.goto((released.report / "index.html").as_uri())
    tops = "pairs => pairs.map(pair => { const box = pair.getBoundingClientRect(), chip = pair.querySelector('.chip');"
    tops += " return [box.height, chip ? chip.getBoundingClientRect().height : 0] })"
    pairs = page.locator(".tiles .pair").evaluate_all(tops)
    assert len(pairs) >= 6 and all(not chip or height < chip + 10 for height, chip in pairs)


def test_a_table_that_goes_on_to_the_right_shows_so(released: Released, open_page: Opened) -> None:
    """Phones draw no scroll bar: the shadow at the edge is the only sign."""
    page = open_page(viewport={"width": 380, "height": 800}).page
    page.goto((released.report / "documents" / "index.html").as_uri())
    table = page.locator(".scroll").first
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "gradient" in str(table.evaluate("box => getComputedStyle(box).backgroundImage"))


def test_everything_can_be_reached_by_keyboard(released: Released, overview: Watched) -> None:
    page = overview.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    seen = set()
    for _ in range(60):
        seen.add(page.evaluate("document.activeElement.getAttribute('href') || ''"))
        if any("#f-" in href for href in seen):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#f-*")
    page.locator("#lang-z").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".jump").inner_text().startswith("Key figures")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_stands_in_the_way_of_those_who_listen_or_see_badly(released: Released, open_page: Opened, locale: str) -> None:
    """axe's rules, serious and critical; the pages' policy would keep axe out too."""
    opened = open_page(locale=locale, bypass_csp=True)
    for path in _kinds(released):
        opened.page.goto(path.as_uri())
        found = Axe().run(opened.page).response["violations"]
        serious = [(each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] in ("serious", "critical")]
        assert serious == [], path


def test_what_a_document_says_stays_words(released: Released, open_page: Opened, tmp_path: Path) -> None:
    """Every text that comes from a document, a reviewer or the vocabulary carries markup: it is shown as it is, and does nothing."""
    shutil.copyfile(released.folder / "marts.duckdb", tmp_path / "marts.duckdb")
    with duckdb.connect(str(tmp_path / "marts.duckdb")) as con:
        for table, columns in POISONED.items():
            told = ", ".join(f"{column} = coalesce({column}, '') || $harm" for column in columns)
            con.execute(f"update {table} set {told}", {"harm": HARM})
        # All are waived now; one that is not stands on pages of its own.
        con.execute("update quality.fct_finding set waiver = null where finding_id = ?", [released.finding()[0]])
    write_report(released.warehouse, tmp_path, lambda: "000009-harm", None)
    opened = open_page()
    for path in [
        tmp_path / released_page.relative_to(released.folder) for released_page in _kinds(released) if released_page.name != "sql.html"
    ]:
        opened.page.goto(path.as_uri())
        opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert opened.page.locator("main img, main script").count() == 0, path
        assert "<script>alert(2)</script>" in opened.page.locator("main").inner_text(), path
    assert (opened.outside, opened.errors, opened.dialogs) == ([], [], [])


def test_a_planted_script_would_not_run(released: Released, open_page: Opened, tmp_path: Path) -> None:
    """Should escaping ever fail, the page's policy still stands."""
    text = (released.report / "index.html").read_text(encoding="utf-8")
    harmed = tmp_path / "index.html"
    harmed.write_text(text.replace("<h1>", "<script>alert(1)</script><img src=x onerror=alert(2)><h1>", 1), encoding="utf-8")
    opened = open_page()
    opened.page.goto(harmed.as_uri())
    opened.page.wait_for_timeout(200)
    assert opened.dialogs == []


def test_the_real_error_is_seen_two_clicks_from_the_overview(shared: Path, tmp_path: Path, open_page: Opened) -> None:
    """5,377.64 in the text of page 24 against 5,364.75 in the table of page 15."""
    file, place = shared / "disclosures" / "shanghai-putuo-guihua-2024.pdf", tmp_path / "warehouse"
    command = [sys.executable, "-m", "orchestration.cli", "run", str(file), "--warehouse", str(place), "--json"]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT_ROOT, env=dict(os.environ), timeout=600)
    index = Warehouse.locate(place).current / "report" / "index.html"
    opened = open_page(locale="zh-CN")
    opened.page.goto(index.as_uri())
    opened.page.locator(".card", has_text="5,377.64").get_by_role("link").click()
    article = opened.page.locator("article:target")
    article.locator("svg.page").first.wait_for()  # the page that the click leads to
    pages = [article.locator("svg.page").nth(at).get_attribute("aria-label") for at in range(article.locator("svg.page").count())]
    assert [label.split(" ")[1] for label in pages if label] == ["15", "24"]
    assert "5364.75" in str(pages[0]) and "5377.64" in str(pages[1])
    assert all(path.stat().st_size < 1_000_000 for path in index.parent.rglob("*.html"))


def _kinds(released: Released) -> list[Path]:
    """One page of each kind."""
    of_documents = [released.page_of("after.pdf", listed) for listed in ("", ".figures")]
    of_documents += [released.page_of(ending) for ending in ("before.docx", "nothing.txt")]
    shared = [released.report / name for name in ("index.html", "errors.html", "documents/index.html", "rules/index.html", "sql.html")]
    rule = released.report / "rules" / f"{released.finding()[1]}.html"
    return [*shared, rule, *of_documents]
