"""Where Dagster writes its events: one SQLite file, through one engine.

Dagster's own storage opens a file for every run, stamps it with 155 migrations, and builds a new engine for every event: 23 ms an event,
4 of a run's seconds. Only one run writes at a time here, so one file will do, and one engine: 2 ms an event.

Pages that watch a run are told by asking the file again and again, as Dagster does with other databases. Its own way with SQLite waits for
the file to change, which happens long after the write: what is written goes into the log beside it first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from dagster._core.event_api import EventHandlerFn
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.event_log.polling_event_watcher import SqlPollingEventWatcher
from sqlalchemy import Connection, Engine, create_engine, event

_BUSY_SECONDS = 60


class WarehouseEventLog(ConsolidatedSqliteEventLogStorage):
    """Dagster's consolidated SQLite log with an engine that stays; threads may share it and, by SQLite's own locks, processes."""

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(self._conn_string, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _relax)
        return engine

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @cached_property
    def _watcher(self) -> SqlPollingEventWatcher:
        return SqlPollingEventWatcher(self)

    def watch(self, run_id: str, cursor: str | None, callback: EventHandlerFn) -> None:
        self._watcher.watch_run(run_id, cursor, callback)

    def end_watch(self, run_id: str, handler: EventHandlerFn) -> None:
        self._watcher.unwatch_run(run_id, handler)

    def dispose(self) -> None:
        self._watcher.close()
        self._engine.dispose()


def _relax(connection: Any, _record: Any) -> None:
    """With a write-ahead log this keeps the file consistent through any crash; a power cut may cost the last events, never a release."""
    connection.execute("pragma synchronous = normal")
