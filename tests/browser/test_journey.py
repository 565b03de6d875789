"""The way of a user, all of it by clicking: a run on files of one's own, its report, an error's place on its page, its rule, a query."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from orchestration.report import serve
from orchestration.report.words import MARTS
from tests.browser.chromium import Watched
from tests.browser.conftest import Served
from tests.generator.formats import FORMATS
from tests.generator.generate import generate
from tests.generator.plant import Planted, plant

HARM = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) =1+1"
"""What a file may be named: nothing of it is to be drawn, followed or computed."""
BOX = (212, 35, 27)
"""The red of the boxes, as the report's style has it."""


@dataclass(frozen=True)
class Disclosed:
    """A folder of files as a user has it, and the error that was planted in one of them."""

    folder: Path
    planted: Planted


@pytest.fixture(scope="module")
def disclosed(tmp_path_factory: pytest.TempPathFactory) -> Disclosed:
    """A PDF whose text and table differ in one figure, under a harmful name, and beside it a broken file under another."""
    folder = tmp_path_factory.mktemp("disclosed")
    disclosure = generate(8, family="shanghai", year=2022, size="medium", unit="万元", exact=True)
    planted = plant(disclosure, "Z131", 7)
    (folder / f"accounts {HARM}.pdf").write_bytes(FORMATS["pdf"](disclosure))
    (folder / f"broken {HARM}.pdf").write_bytes(b"%PDF-1.7 broken")
    return Disclosed(folder, planted)


def test_from_a_click_to_the_place_of_an_error_its_rule_and_a_query(
    served: Served, disclosed: Disclosed, open_page: Callable[..., Watched]
) -> None:
    watched = open_page()
    page, planted = watched.page, disclosed.planted
    served.launch(page, disclosed.folder)
    served.await_end(page, "Success")

    _see_the_tables(page)
    report = _open_the_report(page, served)
    card = report.locator(".card", has_text=planted.after).first
    card.get_by_role("link").click()
    finding = report.locator("article:target")
    expect(finding).to_contain_text(planted.after)
    expect(report.locator("main")).to_contain_text(f"accounts {HARM}.pdf")
    _see_the_boxes(finding, planted.after)

    finding.locator("p.rule a").click()
    expect(report.locator("h1")).to_contain_text(planted.rules[0])
    expect(report.locator(".listed li", has_text=planted.after)).to_have_count(1)
    report.get_by_role("link", name="SQL", exact=True).click()
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])
    if not serve.has_console():
        pytest.skip("all of the way but its last step was gone: DuckDB for browsers is not here (make report-sql)")
    _ask(report, planted)
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])


def _see_the_tables(page: Page) -> None:
    """Assets say what they are, and show names of files as they are named."""
    _asset(page, "raw/raw_document")
    expect(page.get_by_text(f"broken {HARM}.pdf").first).to_be_attached()
    _asset(page, "marts/fct_funding")
    for shown in ("Where the money came from", "change_pct_recomputed", "columns are made of", "intermediate.int_resolved", "first rows"):
        expect(page.get_by_text(shown).first).to_be_attached()
    with page.expect_download() as download:
        page.locator('a[href$="fct_funding.parquet"]').first.click()
    assert download.value.path().read_bytes()[:4] == b"PAR1"
    assert page.locator("img[src=x]").count() == 0


def _asset(page: Page, key: str) -> None:
    """To the page of an asset by the catalogue."""
    page.get_by_role("link", name="Catalog").click()
    page.locator(".CodeMirror").first.click()
    page.keyboard.insert_text(f'key:"{key}"')
    page.keyboard.press("Enter")
    page.get_by_text("Assets", exact=True).first.click()  # away from what it proposes, which lies over the list
    page.get_by_role("link", name=key.replace("/", " / ")).first.click()


def _open_the_report(page: Page, served: Served) -> Page:
    """From what the UI shows of the release to its report, which opens beside it."""
    _asset(page, "release")
    with page.expect_popup() as opened:
        page.locator('a[href$="/data_docs/index.html"]').first.click()
    opened.value.locator("td").filter(has_text="landing").first.wait_for()
    with page.expect_popup() as opened:
        page.locator('a[href$="/report/index.html"]').first.click()
    report = opened.value
    expect(report.locator("h1")).to_have_text("Review report", use_inner_text=True)
    assert served.warehouse.current.readlink().name in report.url
    return report


def _see_the_boxes(finding: Locator, figure: str) -> None:
    """The piece of the page is drawn: dark letters on white, and red boxes around the figures in it."""
    crops = finding.locator("svg.page")
    expect(crops.first).to_be_visible()
    labels = [crops.nth(at).get_attribute("aria-label") or "" for at in range(crops.count())]
    assert any(figure in label for label in labels)
    for at in range(crops.count()):
        pixels = Image.open(io.BytesIO(crops.nth(at).screenshot())).convert("RGB").getcolors(1 << 24) or []
        dark = sum(count for count, colour in pixels if max(colour) < 100)
        red = sum(count for count, colour in pixels if sum(map(abs, (a - b for a, b in zip(colour, BOX, strict=True)))) < 30)
        assert dark > 500 and red > 100, labels[at]


def _ask(report: Page, planted: Planted) -> None:
    """Every table is offered, and a query tells of the error."""
    report.wait_for_selector("html[data-ready]", state="attached")
    assert set(report.locator("#tables button").all_inner_texts()) == set(MARTS)
    query = f"select rule_id, printed_terms from quality.fct_finding where list_contains(printed_terms, '{planted.after}') order by all"
    report.get_by_label("Query").fill(query)
    report.get_by_role("button", name="Run", exact=True).click()
    expect(report.locator("#answer tr", has_text=planted.rules[0]).first).to_contain_text(planted.after)
