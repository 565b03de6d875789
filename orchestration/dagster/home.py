"""Where Dagster keeps runs and events: a folder of the warehouse, so that one warehouse shows one history.

Belongs here: paths and settings of the instance. Keep out: anything that imports Dagster, since the command line asks here first.
"""

from __future__ import annotations

import os
from pathlib import Path

from orchestration.warehouse import Warehouse

SETTINGS = Path(__file__).with_name("dagster.yaml")
MODULE = "orchestration.definitions"


def prepare(warehouse: Warehouse) -> Path:
    """Make Dagster's folder of this warehouse, with the project's settings in it, and point this process there."""
    home = warehouse.root / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    wanted = SETTINGS.read_bytes()
    if not settings.is_file() or settings.read_bytes() != wanted:
        part = home / f".dagster.yaml.{os.getpid()}"
        part.write_bytes(wanted)
        part.replace(settings)
    os.environ["DAGSTER_HOME"] = str(home)
    return home
