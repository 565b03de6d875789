"""Where Dagster keeps runs and events: a folder of the warehouse, so that one warehouse shows one history.

Belongs here: paths and settings of the instance. Keep out: anything that imports Dagster, since the command line asks here first.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse

SETTINGS = Path(__file__).with_name("dagster.yaml")
MODULE = "orchestration.definitions"
BLANK = PROJECT_ROOT / ".cache" / "dagster" / version("dagster")
"""Dagster's databases as it makes them, with nothing in them: made once by `orchestration.dagster.blank`."""


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
    for blank in sorted(BLANK.rglob("*.db")):
        _lay_out(blank, home / blank.relative_to(BLANK))
    os.environ["DAGSTER_HOME"] = str(home)
    return home


def _lay_out(blank: Path, place: Path) -> None:
    """Copy a database to where there is none, whole or not at all, and never over one that another process made meanwhile."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.copyfile(blank, part)
    with suppress(FileExistsError):
        os.link(part, place)
    part.unlink()
