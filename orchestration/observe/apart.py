"""Observing documents in several processes at once, which give their rows back in Arrow's columns."""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from queue import SimpleQueue
from typing import TYPE_CHECKING

from orchestration.companion import Companion, CompanionGone
from orchestration.observe.here import BATCH, SEEN, Pending, Progress, Seen
from orchestration.settings import CORES
from orchestration.warehouse import Warehouse, WarehouseError

if TYPE_CHECKING:
    import pyarrow as pa

_PORTION = 20
"""Documents asked for together; a batch is several portions."""
_AHEAD = 10
"""Portions that wait for a process or to be landed."""


def observe_apart(pending: Sequence[Pending], warehouse: Warehouse, progress: Progress) -> Iterator[tuple[Sequence[Pending], Seen]]:
    """Rows of the raw tables for some documents at a time, in the order given. Raises WarehouseError where a process cannot go on."""
    portions = [pending[start : start + _PORTION] for start in range(0, len(pending), _PORTION)]
    done = 0
    batch: list[Pending] = []
    rows: list[list[pa.Table]] = []
    with _Crew(warehouse, min(CORES, len(portions))) as crew:
        for portion, found in crew.seen_in(portions):
            batch += portion
            rows.append(found)
            done += len(portion)
            progress(done, len(pending), portion[-1].name)
            if len(batch) >= BATCH or done == len(pending):
                yield batch, _joined(rows)
                batch, rows = [], []


def _joined(rows: list[list[pa.Table]]) -> Seen:
    import pyarrow as pa

    return {table: pa.concat_tables(parts) for table, parts in zip(SEEN, zip(*rows, strict=True), strict=True)}


class _Crew:
    """Processes that observe, each with a thread here that waits for it."""

    def __init__(self, warehouse: Warehouse, size: int) -> None:
        self._warehouse, self._size = warehouse, size
        self._free: SimpleQueue[Companion] = SimpleQueue()
        self._stack = ExitStack()

    def __enter__(self) -> _Crew:
        with ExitStack() as stack:
            for _ in range(self._size):
                self._free.put(stack.enter_context(Companion("orchestration.observe")))
            self._threads = ThreadPoolExecutor(self._size)
            stack.callback(self._threads.shutdown, cancel_futures=True)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def seen_in(self, portions: Sequence[Sequence[Pending]]) -> Iterator[tuple[Sequence[Pending], list[pa.Table]]]:
        """Every portion with its rows, a table each of SEEN, in the order given; the next ones are observed meanwhile."""
        coming: deque[tuple[Sequence[Pending], Future[list[pa.Table]]]] = deque()
        for portion in portions:
            coming.append((portion, self._threads.submit(self._ask, portion)))
            if len(coming) == self._size + _AHEAD:
                first, future = coming.popleft()
                yield first, future.result()
        while coming:
            first, future = coming.popleft()
            yield first, future.result()

    def _ask(self, portion: Sequence[Pending]) -> list[pa.Table]:
        import pyarrow as pa

        companion = self._free.get()
        try:
            answer = companion.ask({"warehouse": str(self._warehouse.root), "on": [asdict(each) for each in portion]})
        except CompanionGone as error:
            raise WarehouseError(f"A process that observes documents was cut off. {error}") from error
        finally:
            self._free.put(companion)
        if answer["failure"]:
            raise WarehouseError(answer["failure"])
        return [pa.ipc.open_stream(base64.b64decode(answer["rows"][table.name])).read_all() for table in SEEN]
