"""`python -m orchestration.dagster.webserver`: Dagster's webserver, which also hands out the warehouse's pages.

Belongs here: what is served beside Dagster's own pages, and to whom. Keep out: how the services are started (`services`).
"""

from __future__ import annotations

import html
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dagster_webserver import app, cli
from dagster_webserver.webserver import DagsterWebserver
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from orchestration.dagster import links
from orchestration.report.serve import CONSOLE, placed
from orchestration.warehouse import Warehouse

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_DATA = {".duckdb": "application/vnd.duckdb", ".parquet": "application/vnd.apache.parquet"}
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'wasm-unsafe-eval'; connect-src {here} data: blob:; "
    "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
)
"""What a page of the warehouse may do: show itself and ask for its neighbours. Should a document's text ever get into one unescaped, it
still could neither call out nor start a run, though it came from the server that starts runs."""
_MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Not there</title>
<body style="font-family: sans-serif; margin: 4rem; max-width: 40rem">
<h1>Not there (yet)</h1><p>{path}</p>
<p>There is no such page in {folder}. A report belongs to a release: run the job <b>publish_accounts</b> first. Pages of the suites are
drawn a moment after the verdict.</p>
<h1 lang="zh">此页（尚）不存在</h1><p lang="zh">复核报告随发布生成，请先运行作业 <b>publish_accounts</b>；数据质量页面在裁定后片刻生成。</p>
"""


class Webserver(DagsterWebserver[Any, Any]):
    """Dagster's webserver with two folders of the warehouse beside it, and a guard before all of it."""

    def build_routes(self) -> list[BaseRoute]:
        folders = links.served(Warehouse.locate())
        pages: list[BaseRoute] = [Route(f"{links.ROOT}/releases/{{release}}/report/console/{{name}}", console)]
        pages += [Mount(f"{links.ROOT}/{name}", Pages(folder)) for name, folder in folders.items()]
        return pages + list(super().build_routes())  # type: ignore[no-untyped-call]

    def build_middleware(self) -> list[Middleware]:
        return [Middleware(Guard), *super().build_middleware()]


class Pages(StaticFiles):
    """The files of one folder. What lies outside of it is not found, whatever the path says and wherever a link in it leads."""

    def __init__(self, folder: Path) -> None:
        for ending, kind in _DATA.items():
            mimetypes.add_type(kind, ending)
        super().__init__(directory=folder, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            response = HTMLResponse(_MISSING.format(path=html.escape(path), folder=html.escape(str(self.directory))), 404)
        if isinstance(response, FileResponse) and str(response.path).endswith(".html"):
            response = HTMLResponse(placed(Path(response.path).read_bytes(), Warehouse.locate()), response.status_code)
        return _sealed(response, scope)


async def console(request: Request) -> Response:
    """What a report's SQL page loads, where it is installed: the same for every release, so that none carries it."""
    path = CONSOLE.get(request.path_params["name"])
    if path is None or not path.is_file():
        return PlainTextResponse("The SQL page is not installed here: make report-sql", 404)
    kind = "text/javascript" if path.suffix in (".js", ".cjs") else None
    return _sealed(FileResponse(path, media_type=kind), request.scope)


def _sealed(response: Response, scope: Scope) -> Response:
    here = HTTPConnection(scope).url
    response.headers["Content-Security-Policy"] = _POLICY.format(here=f"{here.scheme}://{here.netloc}{links.ROOT}/")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    return response


class Guard:
    """Lets in what this machine asks by its own name and what the UI's own pages ask.

    Dagster asks nobody who they are and starts a run for any GET: without this, any page that is open in the same browser could.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_from_here(HTTPConnection(scope).headers):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("This server answers its own pages on this machine only.", 403)(scope, receive, send)


def is_from_here(headers: Mapping[str, Any]) -> bool:
    """Whether a request names this machine, and comes from a page of this server, an address typed, a link followed, or no browser."""
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return False
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return False
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none") or is_link


if __name__ == "__main__":
    vars(app).update(DagsterWebserver=Webserver)
    cli.main()  # type: ignore[no-untyped-call]
