"""dbt's own process: `python -m orchestration.model`.

Reads one request a line, `{"warehouse": FOLDER, "select": [...] or null}`, and answers each with a line for every model, seed and test
as it is done (see `NodeResult`), and then with `{"failure": null}` or what went wrong.
"""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from orchestration.companion import channel
from orchestration.imports import collect_seldom, do_without, keep_for_good


def serve(requests: IO[bytes], answer: Callable[[dict[str, Any]], None]) -> None:
    """Answer every request until there are no more."""
    collect_seldom()
    # DuckDB imports it at the sight of a timestamp, for nothing.
    do_without("pandas")
    from orchestration.model.run import build_models, warm_up
    from orchestration.warehouse import Warehouse, WarehouseError

    at_work = threading.Event()
    waiting = _Requests(requests, at_work)
    warm_up()
    for line in waiting:
        request = json.loads(line)
        at_work.set()
        try:
            warehouse = Warehouse(Path(request["warehouse"]))
            failure = build_models(warehouse, request["select"], lambda result: answer(asdict(result)))
            told = str(failure) if failure else None
        except WarehouseError as error:
            told = str(error)
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
        at_work.clear()
        answer({"failure": told})
    keep_for_good()


class _Requests:
    """The requests, taken by a thread that ends the process where its owner is gone while it is at work.

    The owner holds the lock of the warehouse, not this process: nobody may write on when the owner cannot answer for it any more.
    """

    def __init__(self, stream: IO[bytes], at_work: threading.Event) -> None:
        self._stream, self._at_work = stream, at_work
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._take, daemon=True).start()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._lines.get, b"")

    def _take(self) -> None:
        for line in self._stream:
            self._lines.put(line)
        if self._at_work.is_set():
            os._exit(1)
        self._lines.put(b"")


if __name__ == "__main__":
    with channel() as (requests, answer):
        serve(requests, answer)
