"""What holds for every process of the project: where the checkout is, and that no library reports home or looks versions up."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SAMPLE_FOLDER = PROJECT_ROOT / "seeds" / "disclosures"
REFERENCE_FOLDER = PROJECT_ROOT / "seeds" / "reference"
CORES = len(os.sched_getaffinity(0))
"""Of this machine, as far as we may use them."""

_QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_VERSION_CHECK": "false",
}


def be_quiet() -> None:
    """Set before those libraries load, and inherited by every process we start."""
    os.environ.update(_QUIET)
