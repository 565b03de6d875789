"""The rules over many documents: 1,000, 3,000 and 10,000 of them in one build, on the cores there are.

A hundred made disclosures are read once, in several formats; their raw rows are then copied under new document ids, as often as it takes.
What is measured is dbt in a process of its own: from the raw tables to the findings, and then the whole build with facts, marts and tests.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.processes import Cost, run
from orchestration.observe.land import land
from orchestration.register import register
from orchestration.warehouse import Warehouse, schema
from orchestration.warehouse.connection import build_database, open_database
from orchestration.warehouse.tables import RAW_TABLES
from tests.generator import generate
from tests.generator.formats import FORMATS

COLUMNS = ("documents", "observations", "checks", "rules s", "processor s", "peak MB", "all s", "all peak MB", "slowest, processor s")
SIZES = (1_000, 3_000, 10_000)
MADE = 120
"""Disclosures that are written and read; all others are copies of them."""
FORMS = ("html", "docx", "txt")
SIZE_OF = ("small", "medium")
"""How many 项 they have: with these, 500 observations a document, as published ones have."""
RULES = ("+fct_finding", "+fct_document_quality", "fct_check_result")
_SLOWEST = 5


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """One row a size, each in a warehouse of its own."""
    made = _warehouse(folder / "made")
    return [_row(made, Warehouse.locate(folder / str(size)).create(), size) for size in sizes]


def _warehouse(folder: Path) -> Warehouse:
    """A warehouse in which the made disclosures are read and observed."""
    warehouse, files = Warehouse.locate(folder).create(), folder / "files"
    files.mkdir(exist_ok=True)
    for seed in range(MADE):
        form = FORMS[seed % len(FORMS)]
        (files / f"{seed:05d}.{form}").write_bytes(FORMATS[form](generate(seed, size=SIZE_OF[seed % len(SIZE_OF)])))
    with build_database(warehouse) as con:
        register([files], warehouse, con)
        land(con, warehouse)
    return warehouse


def _row(made: Warehouse, warehouse: Warehouse, size: int) -> dict[str, Any]:
    _multiply(made, warehouse, size)
    rules, everything = _built(warehouse, *RULES), _built(warehouse)
    seconds = Counter({name: float(told) for name, told in map(str.split, rules.stderr.splitlines())})
    with open_database(warehouse.database, read_only=True) as con:
        observations, checks = (
            con.execute(f"select count(*) from quality.{table}").fetchall()[0][0] for table in ("fct_observation", "fct_check_result")
        )
    cells = (
        *(f"{number:,}" for number in (size, observations, checks)),
        *(f"{rules.wall:.1f}", f"{rules.processor:.1f}", str(rules.peak // 2**20)),
        *(f"{everything.wall:.1f}", str(everything.peak // 2**20)),
        ", ".join(f"{name} {told:.1f}" for name, told in seconds.most_common(_SLOWEST)),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _multiply(made: Warehouse, warehouse: Warehouse, size: int) -> None:
    """The first documents of `made`, and copies of them until there are `size`."""
    with build_database(warehouse) as con:
        con.execute(f"attach '{made.database}' as made (read_only)")
        con.execute(
            """
            create temporary table copied as
            select document_id as old_id, substr(md5(document_id || copy.range), 1, 16) as new_id
            from made.raw.raw_document cross join range(?) as copy
            where intake_status = 'read' order by copy.range, document_id limit ?
            """,
            [size, size],
        )
        with schema.changing(con):
            for table in RAW_TABLES:
                con.execute(_copying(table.qualified, [column.name for column in table.columns]))
        con.execute("detach made")


def _copying(table: str, columns: list[str]) -> str:
    new = {
        "document_id": "copied.new_id",
        "sha256": "sha256(copied.new_id)",
        "observation_id": "copied.new_id || substr(old.observation_id, 17)",
    }
    chosen = ", ".join(f"{new.get(column, f'old.{column}')} as {column}" for column in columns)
    return f"insert into {table} by name select {chosen} from made.{table} as old inner join copied on old.document_id = copied.old_id"


def _built(warehouse: Warehouse, *select: str) -> Cost:
    return run([sys.executable, "-m", "bench.rules", str(warehouse.root), *select])


def _child(root: str, *select: str) -> None:
    """Builds, and tells the processor seconds of each node, in all threads: what else the machine does is no part of them."""
    from orchestration.model.run import build_models

    marks = [("", time.process_time())]
    failure = build_models(Warehouse.locate(Path(root)), [*select] or None, lambda result: marks.append((result.name, time.process_time())))
    if failure:
        raise failure
    for (_, before), (name, after) in pairwise(marks):
        print(name, f"{after - before:.3f}", file=sys.stderr)


if __name__ == "__main__":
    _child(*sys.argv[1:])
