"""The command that serves the Dagster UI over one warehouse.

Belongs here: how the server is started. Keep out: Dagster itself, which the server imports on its own.
"""

from __future__ import annotations

import os
import sys

from orchestration.dagster import home
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse
from orchestration.warehouse.folder import VARIABLE

HOST = "127.0.0.1"
SERVICES = "orchestration.dagster.services"


def command(warehouse: Warehouse, port: int = 3000) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment of the server: UI and daemon, on this machine only, code in a process of its own.

    Start it in the project's root; it runs until it gets SIGINT or SIGTERM.
    """
    environment = dict(os.environ)
    environment["DAGSTER_HOME"] = str(home.prepare(warehouse.create()))
    environment[VARIABLE] = str(warehouse.root)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PROJECT_ROOT), os.environ.get("PYTHONPATH")]))
    arguments = [sys.executable, "-m", SERVICES, "--module-name", home.MODULE, "--host", HOST, "--port", str(port)]
    return arguments, environment
