"""One who reads while others publish: `python -m tests.release.reader ROOT SEED`, until its input is closed.

Every table of a release must tell the same number, now, a while later, and in both forms. Prints, as JSON, how often it looked, how many
releases it saw, and what was wrong.
"""

from __future__ import annotations

import json
import random
import select
import sys
import time
from pathlib import Path

import duckdb

from orchestration.warehouse import Warehouse

NUMBERS = "select distinct source_name from marts.dim_document union select distinct final_cny::integer::varchar from marts.fct_spending"
PARQUET = """
    select distinct source_name from '{0}/parquet/marts/dim_document.parquet'
    union select distinct final_cny::integer::varchar from '{0}/parquet/marts/fct_spending.parquet'
"""


def main(root: Path, seed: int) -> dict[str, object]:
    """Open, look, hold, look again; sometimes at the Parquet files instead."""
    warehouse, rng = Warehouse(root), random.Random(seed)  # noqa: S311
    looks, seen, wrong = 0, set[str](), list[str]()
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            folder = warehouse.current.resolve()
            with duckdb.connect(str(folder / "marts.duckdb"), read_only=True) as con:
                first = con.execute(NUMBERS).fetchall()
                time.sleep(rng.choice((0, 0, 0.05, 1.5)))
                told = {*first, *con.execute(NUMBERS).fetchall(), *con.execute(PARQUET.format(folder)).fetchall()}
        except (OSError, duckdb.Error) as error:
            wrong.append(repr(error))
            continue
        looks += 1
        seen.add(folder.name)
        if len(told) != 1 or len(first) != 1:
            wrong.append(f"{folder.name} tells {sorted(told)}")
    return {"looks": looks, "releases": len(seen), "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
