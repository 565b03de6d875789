"""Resources: what the steps of a run share.

Belongs here: things with a beginning and an end in a run, and their configuration. Keep out: what a step does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import duckdb
from dagster import ConfigurableResource, InitResourceContext
from pydantic import Field, PrivateAttr

from orchestration.judge.process import JudgeProcess
from orchestration.warehouse import Warehouse, lock
from orchestration.warehouse.connection import build_database

Progress = Callable[[str, str], None]
"""Told each step as it goes on: its name, and how far it is."""


def silent(step: str, detail: str) -> None:
    """Where nobody watches but the UI, which sees every step anyway."""


class WarehouseResource(ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse that a run writes to. From the first step to the last the run is its only writer."""

    folder: str = Field(default="", description="The warehouse folder. Empty: the variable JUESUAN_WAREHOUSE, else ./warehouse.")
    _held: ExitStack = PrivateAttr(default_factory=ExitStack)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        self._held.enter_context(lock.writing(self.warehouse.create()))

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        self._held.close()

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse.locate(self.folder or None)

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The build database for the time of a step."""
        with build_database(self.warehouse) as con:
            yield con


class JudgeResource(ConfigurableResource):  # type: ignore[type-arg]
    """The judge of a run: a process of its own, started before the first step so that it is ready when it is asked."""

    warehouse: WarehouseResource
    _process: JudgeProcess | None = PrivateAttr(default=None)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        self._process = JudgeProcess(self.warehouse.warehouse.data_docs)

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        if self._process is not None:
            self._process.close()

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """Evaluate a suite against evidence. Raises JudgeFailed."""
        assert self._process is not None, "the judge is asked only while a run is under way"
        return self._process.judge(request)
