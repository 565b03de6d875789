"""Resources: what the steps of a run share.

Belongs here: things with a beginning and an end in a run, and their configuration. Keep out: what a step does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
from dagster import ConfigurableResource, InitResourceContext
from pydantic import Field, PrivateAttr

from orchestration import engine
from orchestration.companion import Companion
from orchestration.dagster.failures import in_words
from orchestration.judge.process import JudgeProcess
from orchestration.model import manifest
from orchestration.model.process import ModelProcess
from orchestration.model.results import NodeResult
from orchestration.release import in_force
from orchestration.release.ahead import Ahead
from orchestration.release.description import is_laid_out_as_now
from orchestration.release.draft import Keys
from orchestration.warehouse import Warehouse, delta, lock
from orchestration.warehouse.connection import build_database

if TYPE_CHECKING:
    from orchestration.observe.here import ObserveAll
    from orchestration.register.landing import Hands

Progress = Callable[[str, str], None]
"""Told each step as it goes on: its name, and how far it is."""


def silent(step: str, detail: str) -> None:
    """Where nobody watches but the UI, which sees every step anyway."""


class WarehouseResource(ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse that a run writes to. From the first step to the last the run is its only writer."""

    folder: str = Field(default="", description="The warehouse folder. Empty: the variable JUESUAN_WAREHOUSE, else ./warehouse.")
    _held: ExitStack = PrivateAttr(default_factory=ExitStack)
    _ahead: Ahead | None = PrivateAttr(default=None)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        with in_words():
            self._held.enter_context(lock.writing(self.warehouse.create(), waiting=_say_in(context)))

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        self._held.close()

    @property
    def ahead(self) -> Ahead | None:
        """What is prepared of the next release, where it was begun in this process."""
        return self._ahead

    def look_ahead(self, con: duckdb.DuckDBPyConnection) -> None:
        """Begin with that where a release is to be expected that follows the one in force. It is gone before the lock is."""
        former, base = in_force(self.warehouse), delta.base(con)
        follows = former and former.release_id == base.release_id and base.models == manifest.digest()
        if former and follows and is_laid_out_as_now(former) and delta.document_ids(con) and not self._ahead:
            self._ahead = Ahead(self.warehouse, former)
            self._held.callback(self._ahead.discard)

    def draft_ahead(self, keys: Keys, whole: Collection[tuple[str, str]]) -> None:
        """Go on with it once everything is modelled."""
        if self._ahead:
            self._ahead.go_on(keys, whole)

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse.locate(self.folder or None)

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The build database for the time of a step; what goes wrong meanwhile is told in words."""
        with in_words(), build_database(self.warehouse) as con:
            yield con


def _say_in(context: InitResourceContext) -> Callable[[str], None]:
    """What tells in the run's log whom it waits for."""
    return lambda holder: context.log.info(f"Waiting for {holder} to finish with the warehouse.") if context.log else None


class Models(Protocol):
    """Whoever can build the models of a warehouse, and has hands for files where the run has not; see `orchestration.engine`."""

    @property
    def hands(self) -> Hands | None: ...

    @property
    def observe_all(self) -> ObserveAll | None: ...

    def build(self, warehouse: Warehouse, select: list[str] | None = None) -> Iterator[NodeResult]: ...


class _Beside(ConfigurableResource):  # type: ignore[type-arg]
    """A process beside a run, started before the first step so that it is ready when it is asked."""

    _process: Any = PrivateAttr(default=None)

    def _start(self) -> Companion:
        raise NotImplementedError

    def setup_for_execution(self, context: InitResourceContext) -> None:
        self._process = self._start()

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        if self._process is not None:
            self._process.close()


class JudgeResource(_Beside):
    """The judge of a run."""

    warehouse: WarehouseResource

    def _start(self) -> JudgeProcess:
        return JudgeProcess(self.warehouse.warehouse.data_docs)

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """Evaluate a suite against evidence. Raises JudgeFailed."""
        answer: dict[str, Any] = self._process.judge(request)
        return answer


class ModelResource(_Beside):
    """dbt, with the project's models loaded, or Spark."""

    def _start(self) -> ModelProcess:
        return engine.companion()

    @property
    def hands(self) -> Hands | None:
        hands: Hands | None = self._process.hands
        return hands

    @property
    def observe_all(self) -> ObserveAll | None:
        observe_all: ObserveAll | None = self._process.observe_all
        return observe_all

    def build(self, warehouse: Warehouse, select: list[str] | None = None) -> Iterator[NodeResult]:
        """Every result as soon as it is there. Raises ModelsFailed."""
        yield from self._process.build(warehouse, select)
