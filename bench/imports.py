"""What the libraries cost before they do anything."""

from __future__ import annotations

import sys
from typing import Any

from bench.processes import run

COLUMNS = ("module", "wall s", "peak MB")
MODULES = ("sys", "duckdb", "orchestration.cli", "pyarrow", "pandas", "dagster", "dagster_dbt", "dbt.cli.main", "great_expectations")


def measure() -> list[dict[str, Any]]:
    """One row a module, Python's own start in each of them."""
    rows = []
    for module in MODULES:
        cost = run([sys.executable, "-c", f"import {module}"])
        rows.append({"module": module, "wall s": f"{cost.wall:.2f}", "peak MB": str(cost.peak // 2**20)})
    return rows
