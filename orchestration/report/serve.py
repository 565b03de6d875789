"""The report of the release in force on this machine's loopback, with the SQL page at work.

Reading the report needs no server; asking the marts in the browser does, because browsers start no WebAssembly from disk. Any static server
does that shows the release's folder and, as `report/console`, the files of CONSOLE.
"""

from __future__ import annotations

import html
import os
import shutil
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from orchestration.warehouse import Warehouse
from orchestration.warehouse.folder import MARTS

HOST = "127.0.0.1"
HERE = Path(__file__).parent
MODULES = HERE / "console" / "node_modules"
CONSOLE = {
    "shim.js": HERE / "assets" / "shim.js",
    "console.js": HERE / "assets" / "console.js",
    "arrow.js": MODULES / "apache-arrow" / "Arrow.es2015.min.js",
    "duckdb.js": MODULES / "@duckdb" / "duckdb-wasm" / "dist" / "duckdb-browser.cjs",
    "worker.js": MODULES / "@duckdb" / "duckdb-wasm" / "dist" / "duckdb-browser-eh.worker.js",
    "duckdb.wasm": MODULES / "@duckdb" / "duckdb-wasm" / "dist" / "duckdb-eh.wasm",
}
"""What `report/console` holds: our own two files, and those that `make report-sql` fetches by their digests in package-lock.json."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
}
# The worker takes its policy from its own reply, not from the page.
_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"


def has_console() -> bool:
    """Whether the SQL page has what it needs."""
    return all(path.is_file() for path in CONSOLE.values())


def placed(page: bytes, warehouse: Warehouse) -> bytes:
    """A page of the report that knows the warehouse's folder, for the commands on it. A release says nothing of the machine it lies on."""
    folder = html.escape(str(warehouse.root)).encode(errors="replace")
    return page.replace(b' data-warehouse=""', b' data-warehouse="' + folder + b'"', 1)


def server(warehouse: Warehouse, port: int) -> ThreadingHTTPServer:
    """A server, not yet serving. Port 0 is any that is free. Raises OSError where the port is taken."""
    return ThreadingHTTPServer((HOST, port), partial(_Handler, warehouse))


class _Handler(BaseHTTPRequestHandler):
    """Shows `report` and `marts.duckdb` of the release in force, for reading."""

    server_version, sys_version = "juesuan", ""
    protocol_version = "HTTP/1.1"

    def __init__(self, warehouse: Warehouse, *arguments: object) -> None:
        self._warehouse = warehouse
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody reads it."""

    def _reply(self, *, with_body: bool) -> None:
        # A page elsewhere may have its own name lead here; it is not to read what it gets.
        if (self.headers.get("Host") or "").rpartition(":")[0] not in (HOST, "localhost"):
            return self._plain(HTTPStatus.FORBIDDEN)
        address = unquote(urlsplit(self.path).path)
        if address in ("/", "/report", "/report/"):
            return self._plain(HTTPStatus.FOUND, Location="/report/index.html")
        path = self._file(address)
        if path is None:
            return self._plain(HTTPStatus.NOT_FOUND)
        if path.suffix == ".html":
            return self._page(placed(path.read_bytes(), self._warehouse), with_body=with_body)
        with path.open("rb") as file:
            self.send_response(HTTPStatus.OK)
            self._send_headers(_TYPES.get(path.suffix.replace(".cjs", ".js"), "application/octet-stream"), os.fstat(file.fileno()).st_size)
            if path.name.endswith((".js", ".cjs")):
                self.send_header("Content-Security-Policy", _POLICY)
            self.end_headers()
            if with_body:
                shutil.copyfileobj(file, self.wfile)
        return None

    def _file(self, address: str) -> Path | None:
        parts = PurePosixPath(address).parts[1:]
        if parts[:2] == ("report", "console"):
            found = CONSOLE.get("/".join(parts[2:]))
            return found if found and found.is_file() else None
        folder = self._warehouse.current.resolve()
        path = folder.joinpath(*parts).resolve()
        shown = path.is_relative_to(folder / "report") or path == folder / MARTS
        return path if shown and path.is_file() else None

    def _page(self, content: bytes, *, with_body: bool) -> None:
        self.send_response(HTTPStatus.OK)
        self._send_headers(_TYPES[".html"], len(content))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def _plain(self, status: HTTPStatus, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self._send_headers("text/plain; charset=utf-8", 0)
        self.end_headers()

    def _send_headers(self, kind: str, size: int) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
