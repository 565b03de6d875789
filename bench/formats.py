"""The same disclosure in every format: pages a second of one core, text and tables, counted as the pages that it has as PDF."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.generator import Disclosure, generate
from tests.generator.formats import FORMATS
from tests.generator.model import Table

COLUMNS = ("format", "of", "pages", "pages/s", "cells/s", "peak MB")
ROUNDS = 5
_NAMES = ("pdf", "docx", "xlsx", "xls", "html", "txt")


def measure(folder: Path) -> list[dict[str, Any]]:
    """Two rows a format, one of the narrative and one of the tables; each in a process of its own, on processor time."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = generate(7, size="large")
    parts = {"text": _only(whole, tables=False), "tables": _only(whole, tables=True)}
    found = []
    for kind, part in parts.items():
        pages = _run(_written(folder, "pdf", kind, part))["pages"]
        for name in _NAMES:
            if (kind == "text" and name in ("xlsx", "xls")) or (kind == "tables" and name == "txt"):
                continue
            told = _run(_written(folder, name, kind, part))
            row = (name, kind, str(pages), f"{pages / told['seconds']:.0f}", f"{told['cells'] / told['seconds']:,.0f}", str(told["peak"]))
            found.append(dict(zip(COLUMNS, row, strict=True)))
    return found


def _only(whole: Disclosure, *, tables: bool) -> Disclosure:
    return replace(whole, blocks=[block for block in whole.blocks if isinstance(block, Table) == tables])


def _written(folder: Path, name: str, kind: str, part: Disclosure) -> Path:
    path = folder / f"{kind}.{name}"
    path.write_bytes(FORMATS[name](part))
    return path


def _run(path: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "bench.formats", str(path)], capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _child(path: Path) -> None:
    from orchestration.read import load_readers, read

    load_readers()
    data = path.read_bytes()
    document = read(data)
    began = time.process_time()
    for _ in range(ROUNDS):
        read(data)
    seconds = (time.process_time() - began) / ROUNDS
    status = Path("/proc/self/status").read_text()  # of this program alone: getrusage counts what the parent had before it
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    cells = sum(len(table.cells) for table in document.tables)
    print(json.dumps({"pages": len(document.pages), "cells": cells, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    _child(Path(sys.argv[1]))
