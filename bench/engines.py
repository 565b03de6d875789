"""The same made disclosures through `juesuan run` by DuckDB and by Spark on this machine: every row the same, and what each takes.

`python -m bench.engines --documents 300` ends with 1 where a row, or the release, differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.processes import JUESUAN, run
from orchestration import engine
from orchestration.cli import output
from orchestration.release import in_force
from orchestration.settings import be_quiet
from orchestration.warehouse import Warehouse
from tests.generator import generate
from tests.generator.formats import FORMATS
from tests.spark.compare import differences

COLUMNS = ("engine", "wall s", "processor s", "peak MB", "disk MB", "steps")
FORMS = ("html", "docx", "pdf", "txt")
SIZES = ("small", "medium")


def measure(folder: Path, documents: int) -> tuple[list[dict[str, Any]], list[str]]:
    """One row an engine, and what is not the same."""
    files = folder / "files"
    files.mkdir(parents=True)
    for seed in range(documents):
        form = FORMS[seed % len(FORMS)]
        (files / f"{seed:05d}.{form}").write_bytes(FORMATS[form](generate(seed, size=SIZES[seed % len(SIZES)])))
    warehouses = {name: Warehouse.locate(folder / name).create() for name in engine.ENGINES}
    rows = [_row(name, warehouse, files) for name, warehouse in warehouses.items()]
    counts, found = differences(*warehouses.values())
    print(json.dumps(counts, indent=1), file=sys.stderr)
    digests = {_digest(warehouse) for warehouse in warehouses.values()}
    return rows, found + (["the releases have other content"] if len(digests) > 1 else [])


def _row(name: str, warehouse: Warehouse, files: Path) -> dict[str, Any]:
    cost = run([*JUESUAN, "run", str(files), "-w", str(warehouse.root)], {engine.VARIABLE: name})
    steps = [line.split() for line in cost.stderr.splitlines() if line.startswith("✓")]
    told = ", ".join(f"{' '.join(words[1:-2])} {words[-2]}" for words in steps)
    disk = sum(path.stat().st_size for path in warehouse.root.rglob("*") if path.is_file() and not path.is_symlink())
    cells = (name, f"{cost.wall:.1f}", f"{cost.processor:.1f}", str(cost.peak // 2**20), str(disk // 2**20), told)
    return dict(zip(COLUMNS, cells, strict=True))


def _digest(warehouse: Warehouse) -> str:
    release = in_force(warehouse)
    return str(release.description["content_digest"]) if release else "none"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    be_quiet()
    with tempfile.TemporaryDirectory(prefix="juesuan-engines-") as folder:
        rows, found = measure(Path(folder), parser.parse_args().documents)
    output.console().print(output.table(rows, COLUMNS))
    for sentence in found:
        print(sentence)
    print("Every row is the same." if not found else f"{len(found)} differences.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
