"""Dagster's databases with nothing in them, made once when the project is set up: `python -m orchestration.dagster.blank`.

For every new warehouse Dagster would make them by its migrations, a quarter of a second of a run.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from orchestration.dagster import home
from orchestration.warehouse import Warehouse


def make() -> None:
    """Let Dagster make its databases for a warehouse that nobody needs, and keep them."""
    from dagster import DagsterInstance

    shutil.rmtree(home.BLANK.parent, ignore_errors=True)
    home.BLANK.parent.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=home.BLANK.parent) as folder:
        made = home.prepare(Warehouse(Path(folder)))
        with DagsterInstance.get():
            pass
        (made / home.SETTINGS.name).unlink()
        made.rename(home.BLANK)


if __name__ == "__main__":
    make()
