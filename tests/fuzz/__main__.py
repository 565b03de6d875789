"""Tries as many cases as asked and says what became of them; ends with 1 where anything is wrong."""

from __future__ import annotations

import argparse
import os
import sys
import time

from tests.fuzz.cases import KINDS, case
from tests.fuzz.farm import Result, run
from tests.fuzz.trial import attempt

_SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000, help="how many cases (default 20000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--case", type=int, help="try this one case here, and show what it raises")
    parser.add_argument("--write", metavar="FILE", help="with --case: write its bytes there")
    options = parser.parse_args()
    if options.case is not None:
        kind, data = case(options.case)
        if options.write:
            with open(options.write, "wb") as file:  # noqa: PTH123
                file.write(data)
        print(f"{kind}, {len(data)} bytes: {attempt(data)}")
        return 0
    began = time.monotonic()

    def tell(result: Result) -> None:
        rate = 60 * result.cases / (time.monotonic() - began)
        print(
            f"\r{result.cases:,} of {options.runs:,}, {rate:,.0f} a minute, {len(result.wrong)} wrong ", end="", file=sys.stderr, flush=True
        )

    numbers = range(options.first, options.first + options.runs)
    result = run(numbers, options.processes, tell if sys.stderr.isatty() else lambda _: None, 60 * options.minutes)
    minutes = (time.monotonic() - began) / 60
    print(f"{result.cases:,} cases in {minutes:.1f} minutes, {result.cases / minutes:,.0f} a minute")
    for kind in KINDS:
        ends = {end.partition(": ")[2]: count for end, count in result.ends.most_common() if end.startswith(f"{kind}: ")}
        print(f"  {kind}: " + ", ".join(f"{count:,} {end}" for end, count in ends.items()))
    print(f"slowest {result.slowest[0]:.2f} s (case {result.slowest[1]}), peak {result.peak / 1024**2:,.0f} MB")
    for number, what in sorted(result.wrong)[:_SHOWN]:
        print(f"case {number}: {what}")
    print(f"{len(result.wrong)} wrong")
    return bool(result.wrong)


if __name__ == "__main__":
    sys.exit(main())
