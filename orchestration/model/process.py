"""The process that holds dbt, as its owner sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orchestration.companion import Companion, CompanionGone
from orchestration.model.results import ModelsFailed, NodeResult
from orchestration.warehouse import Warehouse

if TYPE_CHECKING:
    from orchestration.observe.here import ObserveAll
    from orchestration.register.landing import Hands


class ModelProcess(Companion):
    """A running dbt, with the project's models loaded. Files are the run's own affair."""

    hands: Hands | None = None
    observe_all: ObserveAll | None = None

    def __init__(self) -> None:
        super().__init__("orchestration.model")

    def build(self, warehouse: Warehouse, select: list[str] | None = None) -> Iterator[NodeResult]:
        """Every model, seed and test as soon as it is done; see `orchestration.model.run.build_models`.

        The build database must not be open in this process until the last has come. Raises ModelsFailed after it where something failed.
        """
        try:
            answer = self.ask({"warehouse": str(warehouse.root), "select": select})
            while "event" in answer:
                yield NodeResult.of(answer)
                answer = self.listen()
        except CompanionGone as error:
            raise ModelsFailed(f"dbt was cut off. {error}") from error
        if answer["failure"]:
            raise ModelsFailed(answer["failure"])
