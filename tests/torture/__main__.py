"""`make torture`: `python -m tests.torture --kills 1000 --seed 0`. Prints the tally; ends with 1 where something was wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .kills import Tally, torture


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    def tell(tally: Tally) -> None:
        if tally.kills % 10 == 0:
            print(tally, flush=True)

    with tempfile.TemporaryDirectory(prefix="juesuan-torture-") as folder:
        tally = torture(Path(folder), options.kills, options.seed, tell)
    print(tally)
    print("\n".join(tally.wrong))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
