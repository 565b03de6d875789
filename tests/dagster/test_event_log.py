"""The log of events: who watches a run is told of it while it goes on, not only when the file itself changes at last."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from queue import Queue

from dagster import EventLogEntry

from orchestration.dagster.event_log import WarehouseEventLog

RUN = "00000000-0000-0000-0000-000000000001"


def test_an_event_reaches_those_who_watch_its_run(tmp_path: Path) -> None:
    writing, watching = WarehouseEventLog(str(tmp_path)), WarehouseEventLog(str(tmp_path))
    told: Queue[str] = Queue()
    watching.watch(RUN, None, lambda entry, _cursor: told.put(entry.user_message))
    for message in ("first", "second"):
        writing.store_event(EventLogEntry(None, logging.INFO, message, RUN, time.time()))
        assert told.get(timeout=60) == message
    writing.dispose()
    watching.dispose()
