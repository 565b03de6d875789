"""The report served on this machine: only the report and the marts, to nobody else, and its SQL page asks the marts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.client import HTTPConnection, HTTPResponse

import pytest
from playwright.sync_api import Page, expect

from orchestration.report import serve
from tests.browser.chromium import Watched
from tests.report.conftest import Released


@pytest.fixture(scope="module")
def port(released: Released) -> Iterator[int]:
    server = serve.server(released.warehouse, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def get(port: int, address: str, host: str | None = None) -> HTTPResponse:
    connection = HTTPConnection(serve.HOST, port, timeout=30)
    connection.putrequest("GET", address, skip_host=True)
    connection.putheader("Host", host or f"{serve.HOST}:{port}")
    connection.endheaders()
    return connection.getresponse()


def test_it_shows_the_report_and_the_marts(port: int, released: Released) -> None:
    first = get(port, "/")
    assert (first.status, first.headers["Location"]) == (302, "/report/index.html")
    page = get(port, "/report/index.html")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    content, file = page.read(), (released.report / "index.html").read_bytes()
    place = f' data-warehouse="{released.warehouse.root}"'.encode()
    assert place in content and place not in file
    assert content.replace(place, b' data-warehouse=""') == file
    assert get(port, "/marts.duckdb").read() == released.warehouse.marts.read_bytes()


@pytest.mark.parametrize(
    "address",
    ["/release.json", "/../current/release.json", "/report/../release.json", "/report/%2e%2e/release.json", "//etc/passwd",
     "/report/console/../serve.py", "/report/console/", "/report/documents", "/report/nothing.html"],
)  # fmt: skip
def test_it_shows_nothing_else(port: int, address: str) -> None:
    assert get(port, address).status == 404


def test_a_name_that_somebody_else_lets_lead_here_gets_nothing(port: int) -> None:
    assert get(port, "/report/index.html", "example.invalid").status == 403
    assert get(port, "/report/index.html", f"localhost:{port}").status == 200


def test_from_disk_the_sql_page_says_what_it_needs(released: Released, open_page: Callable[..., Watched]) -> None:
    page = open_page(locale="en-GB").page
    page.goto((released.report / "sql.html").as_uri())
    assert "juesuan report" in page.inner_text("#state")
    assert not page.locator("#ask").is_visible()


def test_the_sql_page_asks_the_marts_and_nobody_outside(port: int, released: Released, open_page: Callable[..., Watched]) -> None:
    if not serve.has_console():
        pytest.skip("DuckDB for browsers is not here (make report-sql)")
    opened = open_page(locale="en-GB")
    page = opened.page
    page.goto(f"http://{serve.HOST}:{port}/report/sql.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.get_by_label("Query").fill(
        "select count(*) as documents, sum(final_cny) as total from dim_document left join fct_funding using (document_id)"
    )
    page.get_by_role("button", name="Run", exact=True).click()
    ((documents, total),) = released.ask(
        "select count(*), sum(final_cny)::varchar from dim_document left join fct_funding using (document_id)"
    )
    page.wait_for_selector("#answer table")
    assert page.locator("#answer td").all_inner_texts() == [str(documents), str(Decimal(str(total)).quantize(Decimal("0.01")))]
    page.get_by_label("Query").fill("select * from nothing_at_all;")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer pre")
    assert "nothing_at_all" in page.inner_text("#answer")
    page.get_by_role("button", name="quality.dim_rule", exact=True).click()
    page.wait_for_selector("#answer table")
    assert "Z001" in page.inner_text("#answer")
    assert (opened.outside, opened.dialogs, opened.errors) == ([], [], [])


@pytest.fixture
def console(port: int, open_page: Callable[..., Watched]) -> Page:
    """The SQL page in English, ready to be asked."""
    if not serve.has_console():
        pytest.skip("DuckDB for browsers is not here (make report-sql)")
    page = open_page(locale="en-GB").page
    page.goto(f"http://{serve.HOST}:{port}/report/sql.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def ask(page: Page, query: str) -> str:
    """The state after a query."""
    page.get_by_label("Query").fill(query)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#answer")).not_to_have_attribute("aria-busy", "true")
    return page.locator("#state").inner_text()


@pytest.mark.parametrize("nothing", ["", "  ;\n;", "-- select 1", "/* select 1; */"])
def test_no_query_is_no_error(console: Page, nothing: str) -> None:
    assert ask(console, nothing).startswith("Write a query first")


def test_what_is_wrong_with_a_query_is_said_in_the_readers_words(console: Page) -> None:
    assert ask(console, "select * from nope") == "The query failed"
    told = console.inner_text("#answer")
    assert "LINE 1: select * from nope" in told
    assert "describe" not in told and "Did you mean" not in told
    ask(console, "select * from fct_fundin")
    assert 'Did you mean "fct_funding"' in console.inner_text("#answer")
    assert ask(console, "select 1.50; select 2.50") == "The query failed"
    assert console.inner_text("#answer").strip() == "One query at a time, please."
    box = console.locator("#answer pre")
    assert float(box.evaluate("box => parseFloat(getComputedStyle(box).paddingLeft)")) >= 8


def test_commands_other_than_queries_answer_too(console: Page) -> None:
    for command, shown in (("show tables", "fct_funding"), ("describe fct_funding", "final_cny"), ("explain select 1", "PROJECTION")):
        ask(console, command)
        assert shown in console.inner_text("#answer"), command


def test_a_wide_answer_can_be_read(console: Page) -> None:
    assert "rows" in ask(console, "from quality.fct_observation where length(quote) > 100 limit 50")
    sizes = console.evaluate(
        """() => {
            const names = [...document.querySelectorAll("#answer thead th")].map((cell) => cell.textContent);
            const cell = (name) => document.querySelectorAll("#answer tbody tr")[0].cells[names.indexOf(name)].getBoundingClientRect();
            const rows = [...document.querySelectorAll("#answer tbody tr")].map((row) => row.getBoundingClientRect().height);
            const line = document.createRange();
            line.selectNodeContents(document.querySelectorAll("#answer tbody tr")[0].cells[names.indexOf("observation_id")]);
            return {quote: cell("quote").width, lines: line.getClientRects().length, tallest: Math.max(...rows),
                    page: document.documentElement.scrollWidth};
        }"""
    )
    assert sizes["quote"] >= 300 and sizes["lines"] == 1
    assert sizes["tallest"] < 900 / 2
    assert sizes["page"] <= 1440


def test_the_tables_are_told_in_the_readers_language_alone(console: Page) -> None:
    for choice, shown, other in (
        ("中文", "钱从哪里来", "Where the money came from"),
        ("English", "Where the money came from", "钱从哪里来"),
    ):
        console.get_by_text(choice, exact=True).click()
        told = console.inner_text("#tables")
        assert shown in told and other not in told


def test_the_command_to_copy_names_the_warehouse(port: int, released: Released, open_page: Callable[..., Watched]) -> None:
    """Served or opened from disk: what is copied works as it is."""
    finding, _ = released.finding()
    document = f"documents/{released.id_of('after.pdf')}.html"
    for address in (f"http://{serve.HOST}:{port}/report/{document}", (released.report / document).as_uri()):
        page = open_page().page
        page.goto(address)
        command = page.locator(f"#f-{finding} .command code").text_content()
        assert command and command.startswith(f".venv/bin/juesuan waive {finding} ")
        assert command.endswith(f" --warehouse '{released.warehouse.root}'")
