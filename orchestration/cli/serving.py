"""`juesuan ui` and `juesuan report`: the Dagster UI and the review report on loopback, over the warehouse asked for."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from orchestration.cli import output
from orchestration.dagster.ui import HOST, command
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse, WarehouseError


def ui(port: int, folder: Path | None) -> int:  # noqa: RET503
    """Become the server, so that signals reach it and nothing is left behind; 2 where the warehouse cannot be written."""
    warehouse = Warehouse.locate(folder)
    try:
        warehouse.create()
    except WarehouseError as error:
        return output.fail(str(error), 2)
    arguments, environment = command(warehouse, port)
    output.console(stderr=True).print(f"Dagster UI  http://{HOST}:{port}  (warehouse {warehouse.root})", markup=False, soft_wrap=True)
    os.chdir(PROJECT_ROOT)
    os.execve(arguments[0], arguments, environment)  # noqa: S606


def report(port: int, folder: Path | None) -> int:
    """Serve the report until interrupted; 1 where there is no release or the port is taken."""
    from orchestration.release import in_force
    from orchestration.report import serve

    warehouse = Warehouse.locate(folder)
    release = in_force(warehouse)
    if release is None:
        return output.fail(output.no_release(warehouse))
    try:
        server = serve.server(warehouse, port)
    except OSError as error:
        return output.fail(f"Cannot listen on {serve.HOST}:{port}: {error.strerror or error}.")
    console = output.console(stderr=True)
    console.print(f"Review report  http://{serve.HOST}:{server.server_port}/  ({release.report})", markup=False, soft_wrap=True)
    if not serve.has_console():
        console.print("The SQL page needs DuckDB for browsers: make report-sql", markup=False)
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0
