"""Which engine does the work of a run on many documents: reading and observing them, and building the models. The steps stay the same.

The variable JUESUAN_ENGINE says: `duckdb`, this machine alone, unless it says `spark`.
"""

from __future__ import annotations

import os

from orchestration.model.process import ModelProcess
from orchestration.warehouse import WarehouseError

VARIABLE = "JUESUAN_ENGINE"
ENGINES = ("duckdb", "spark")


def chosen() -> str:
    """The name of the engine. Raises WarehouseError where the variable names another."""
    name = os.environ.get(VARIABLE) or ENGINES[0]
    if name not in ENGINES:
        raise WarehouseError(f"{VARIABLE} is {name}; it can be {' or '.join(ENGINES)}.")
    return name


def companion() -> ModelProcess:
    """The process that does the work, started; see `orchestration.companion`."""
    if chosen() == "spark":
        from orchestration.spark.process import SparkProcess

        return SparkProcess()
    return ModelProcess()
