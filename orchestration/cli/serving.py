"""`juesuan ui`: the Dagster UI on loopback, over the warehouse asked for."""

from __future__ import annotations

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
