"""One warehouse in which runs are killed: `python -m tests.torture.warehouse FOLDER KILLS SEED`. Prints its tally as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .kills import in_one_warehouse

if __name__ == "__main__":
    place, kills, seed = sys.argv[1:]
    print(json.dumps(vars(in_one_warehouse(Path(place), int(kills), seed))))
