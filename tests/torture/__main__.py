"""`python -m tests.torture --kills 1000 --seed 0 [--minutes 60]` prints the tally, and ends with 1 where something was wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from orchestration.settings import CORES

from .kills import Tally, torture


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, help="begin with no other warehouse after so many, however few runs were killed")
    parser.add_argument("--at-once", type=int, default=CORES, help="warehouses in which runs are killed at the same time")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="juesuan-torture-") as folder:
        for tally in torture(Path(folder), options.kills, options.seed, options.at_once, options.minutes):
            print(tally, flush=True)
    print("\n".join(tally.wrong))
    return 1 if tally.wrong or (tally.kills < options.kills and options.minutes is None) else 0


if __name__ == "__main__":
    sys.exit(main())
