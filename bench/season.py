"""A season of disclosures through `juesuan run`: so many of them, then one more, then what readers ask of the release.

Two of three are PDF with nine tables and a narrative, every third is text. What one more costs is compared with a run that takes the same
document into an empty warehouse. `python -m bench.season 100 1000` measures these sizes.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from bench.processes import CORES, JUESUAN, Cost, run
from orchestration.cli.reader import SEARCH_PATH
from orchestration.settings import PROJECT_ROOT
from orchestration.warehouse import Warehouse
from tests.generator import generate
from tests.generator.formats import FORMATS

COLUMNS = (
    "documents",
    "observations",
    "run s",
    "s a document",
    "processor s",
    "peak MB",
    "disk MB",
    "one more s",
    "into an empty one s",
    "times",
    "query median ms",
    "slowest query ms",
)
SIZES = (100, 1_000)
HISTORY = Path(__file__).with_name("history.csv")
QUERIES = sorted((PROJECT_ROOT / "examples").glob("*.sql"))
_FORMS = ("pdf", "txt", "pdf")
_SIZE_OF = ("small", "medium")
_REPEATED = 5


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """One row a size, each in a warehouse of its own; each adds a line to the history."""
    last = folder / "last"
    last.mkdir(parents=True)
    _write(last, max(sizes))
    empty = _run(last, folder / "empty")
    rows = [_row(folder / str(size), size, last, empty) for size in sizes]
    _keep(rows)
    return rows


def _row(folder: Path, size: int, last: Path, empty: Cost) -> dict[str, Any]:
    files = folder / "files"
    files.mkdir(parents=True)
    for number in range(size):
        _write(files, number)
    warehouse = Warehouse(folder / "warehouse")
    cost = _run(files, warehouse.root)
    disk = sum(each.st_blocks * 512 for each in {each.st_ino: each for each in map(Path.lstat, warehouse.root.rglob("*"))}.values())
    more = _run(last, warehouse.root)
    observations, times = _asked(warehouse)
    cells = (
        *(f"{number:,}" for number in (size, observations)),
        *(f"{cost.wall:.1f}", f"{cost.wall / size:.2f}", f"{cost.processor:.1f}", str(cost.peak // 2**20), str(disk // 2**20)),
        *(f"{more.wall:.1f}", f"{empty.wall:.1f}", f"{more.wall / empty.wall:.2f}"),
        *(f"{1000 * each:.1f}" for each in (statistics.median(times), max(times))),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _keep(rows: list[dict[str, Any]]) -> None:
    """Add what was measured to the history, with the day, the commit and the cores it was measured on."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=PROJECT_ROOT, capture_output=True, text=True).stdout.strip()
    is_new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("day", "commit", "cores", *COLUMNS), lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerows({"day": date.today().isoformat(), "commit": commit, "cores": CORES, **row} for row in rows)


def _write(folder: Path, number: int) -> None:
    form = _FORMS[number % len(_FORMS)]
    (folder / f"{number:05d}.{form}").write_bytes(FORMATS[form](generate(number, size=_SIZE_OF[number % len(_SIZE_OF)])))


def _run(files: Path, warehouse: Path) -> Cost:
    return run([*JUESUAN, "run", str(files), "-w", str(warehouse)])


def _asked(warehouse: Warehouse) -> tuple[int, list[float]]:
    """How many numbers the release holds, and how long each of the twenty examples takes: the median of some times, in seconds."""
    times = []
    with duckdb.connect(str(warehouse.marts), read_only=True) as con:
        con.execute(f"set search_path = '{SEARCH_PATH}'")
        for path in QUERIES:
            query = path.read_text(encoding="utf-8")
            times.append(statistics.median(_timed(con, query) for _ in range(_REPEATED)))
        ((observations,),) = con.execute("select count(*) from quality.fct_observation").fetchall()
    return observations, times


def _timed(con: duckdb.DuckDBPyConnection, query: str) -> float:
    """Seconds until the whole answer is there, as Arrow: to make objects of Python of 600,000 rows would take longer than to find them."""
    began = time.monotonic()
    con.execute(query).to_arrow_table()
    return time.monotonic() - began


def main() -> None:
    """Measure the sizes asked for, print them and keep them."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        rows = measure(Path(folder), sizes)
    for row in rows:
        print(", ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
