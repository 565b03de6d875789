"""The report served on this machine: only the report and the marts, to nobody else, and its SQL page asks the marts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

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
    assert page.read() == (released.report / "index.html").read_bytes()
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
    assert page.locator("#answer td").all_inner_texts() == [str(documents), str(total).rstrip("0").rstrip(".")]
    page.get_by_label("Query").fill("select * from nothing_at_all;")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer pre")
    assert "nothing_at_all" in page.inner_text("#answer")
    page.get_by_role("button", name="quality.dim_rule", exact=True).click()
    page.wait_for_selector("#answer table")
    assert "Z001" in page.inner_text("#answer")
    assert (opened.outside, opened.dialogs, opened.errors) == ([], [], [])
