"""What the UI's server hands out, to whom, and what a page of the warehouse could do if a document had got a script into it."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from orchestration.dagster import links
from orchestration.dagster.webserver import Guard, Pages, console
from orchestration.report.serve import CONSOLE
from orchestration.warehouse import Warehouse

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def ask(warehouse: Warehouse) -> Iterator[Callable[..., Answer]]:
    """Asks a server that has the warehouse's pages and, in the place of Dagster, something that runs what it is told."""
    routes = [Route(f"{links.ROOT}/releases/{{release}}/report/console/{{name}}", console)]
    routes += [Mount(f"{links.ROOT}/{name}", Pages(folder)) for name, folder in links.served(warehouse).items()]
    routes.append(Route("/graphql", lambda _: PlainTextResponse("started"), methods=["GET", "POST"]))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes, middleware=[Middleware(Guard)]), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    def asked(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        given = {name.replace("_", "-"): value.replace("PORT", str(port)) for name, value in headers.items()}
        connection.request(method, path, headers=given)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    yield asked
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def release(warehouse: Warehouse) -> Path:
    folder = warehouse.releases / "000001-abc"
    (folder / "report").mkdir(parents=True)
    (folder / "report" / "单位 100%.html").write_text("<h1>报告</h1>", encoding="utf-8")
    (folder / "marts.duckdb").write_bytes(bytes(range(200)))
    warehouse.current.symlink_to("000001-abc")
    return folder


def test_an_address_leads_to_its_file(ask: Callable[..., Answer], warehouse: Warehouse, release: Path) -> None:
    status, headers, body = ask(links.address(warehouse, release / "report" / "单位 100%.html"))
    assert (status, body.decode()) == (200, "<h1>报告</h1>")
    assert headers["content-type"].startswith("text/html")
    assert ask("/warehouse/releases/current/report/")[0] == 404, "a folder is not listed"


def test_parts_of_a_database_are_handed_out(ask: Callable[..., Answer], release: Path) -> None:
    status, headers, body = ask("/warehouse/releases/current/marts.duckdb", Range="bytes=100-109")
    assert (status, body) == (206, bytes(range(100, 110)))
    assert "text" not in headers["content-type"]


@pytest.mark.parametrize(
    "path", ["releases/../lock", "releases/%2e%2e/lock", "releases/..%2flock", "releases//etc/passwd", "releases/way/out"]
)
def test_nothing_else_is(path: str, ask: Callable[..., Answer], warehouse: Warehouse, release: Path) -> None:
    warehouse.lock.write_text("secret")
    (warehouse.releases / "way").symlink_to(warehouse.root)
    (warehouse.root / "out").write_text("secret")
    status, _, body = ask(f"/warehouse/{path}")
    assert status == 404
    assert b"secret" not in body and b"root:" not in body


def test_the_sql_page_finds_its_scripts_beside_every_release(ask: Callable[..., Answer]) -> None:
    status, headers, body = ask("/warehouse/releases/000001-abc/report/console/shim.js")
    assert (status, body) == (200, CONSOLE["shim.js"].read_bytes())
    assert headers["content-type"].startswith("text/javascript")
    assert "'wasm-unsafe-eval'" in headers["content-security-policy"]
    assert ask("/warehouse/releases/current/report/console/..%2f..%2fserve.py")[0] == 404


def test_documents_as_they_arrived_have_no_address(warehouse: Warehouse) -> None:
    with pytest.raises(ValueError, match="not handed out"):
        links.address(warehouse, warehouse.objects / "abc")


def test_what_is_not_there_is_said_in_words_and_harmless(ask: Callable[..., Answer]) -> None:
    status, _, body = ask("/warehouse/releases/%3Cscript%3Ealert(1)%3C/script%3E")
    assert status == 404
    assert b"publish_accounts" in body and b"<script>" not in body


def test_a_page_may_ask_for_its_neighbours_and_nothing_else(ask: Callable[..., Answer], release: Path) -> None:
    policy = ask("/warehouse/releases/current/report/%E5%8D%95%E4%BD%8D%20100%25.html", Host="localhost:PORT")[1]["content-security-policy"]
    asked = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert asked["connect-src"].startswith("http://localhost:") and asked["connect-src"].split()[0].endswith("/warehouse/")
    assert asked["default-src"].split()[0] == "'self'" and "http" not in asked["default-src"]
    assert asked["frame-src"] == "'none'"


def test_the_ui_a_command_and_a_followed_link_are_let_in(ask: Callable[..., Answer], release: Path) -> None:
    assert ask("/graphql")[0] == 200
    assert ask("/graphql", "POST", Origin="http://127.0.0.1:PORT", Sec_Fetch_Site="same-origin")[0] == 200
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert ask("/warehouse/releases/current/marts.duckdb", **followed)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "attacker.example"},
        {"Host": "127.0.0.1.attacker.example:80"},
        {"Origin": "http://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
    ],
)
def test_another_page_in_the_same_browser_starts_nothing(headers: dict[str, str], ask: Callable[..., Answer]) -> None:
    for method in ("GET", "POST"):
        status, _, body = ask("/graphql?query=mutation", method, **headers)
        assert (status, b"started" in body) == (403, False)
