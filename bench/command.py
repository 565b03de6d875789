"""`juesuan run` on the sample: into an empty warehouse, and again, with the steps that it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.processes import JUESUAN, run

COLUMNS = ("run", "wall s", "processor s", "peak MB", "steps")


def measure(folder: Path) -> list[dict[str, Any]]:
    """One row a run; the steps as the command itself timed them."""
    rows = []
    for name in ("first", "again", "once more"):
        cost = run([*JUESUAN, "run", "-w", str(folder)])
        steps = [line.split() for line in cost.stderr.splitlines() if line.startswith("✓")]
        told = ", ".join(f"{' '.join(words[1:-2])} {words[-2]}" for words in steps)
        rows.append(dict(zip(COLUMNS, (name, f"{cost.wall:.1f}", f"{cost.processor:.1f}", str(cost.peak // 2**20), told), strict=True)))
    return rows
