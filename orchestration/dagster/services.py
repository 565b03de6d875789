"""`python -m orchestration.dagster.services`: what `dagster dev` starts (UI, daemon, code), with the project's own webserver for the UI."""

from __future__ import annotations

import signal
import warnings
from typing import Any

from dagster._cli import dev
from dagster_shared.ipc import open_ipc_subprocess

WEBSERVER = "orchestration.dagster.webserver"


def _with_our_webserver(parts: list[str], **options: Any) -> Any:
    return open_ipc_subprocess([WEBSERVER if part == "dagster_webserver" else part for part in parts], **options)


if __name__ == "__main__":
    # Started in the background of a script it would be deaf to SIGINT, and with that to SIGTERM, which Dagster takes for the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    warnings.filterwarnings("ignore", message=".*dg dev.*")
    vars(dev).update(open_ipc_subprocess=_with_our_webserver)
    dev.dev_command()
