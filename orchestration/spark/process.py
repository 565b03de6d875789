"""The process that holds Spark, as its owner sees it: the hands that work on files, and the builder of the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from orchestration.companion import Companion, CompanionGone
from orchestration.model.process import ModelProcess
from orchestration.observe.here import SEEN, Pending, Progress, Seen
from orchestration.register.intake import Arrival, Skipped, address, files, local
from orchestration.register.landing import Row
from orchestration.spark import listing, raw
from orchestration.warehouse import Warehouse, WarehouseError


class SparkProcess(ModelProcess):
    """A running Spark driver. It opens the build database for the models only, while nobody else has it."""

    def __init__(self) -> None:
        Companion.__init__(self, "orchestration.spark")
        self.hands = self
        self.observe_all = self.observe

    def files(self, paths: Iterable[Path | str]) -> tuple[list[Path], list[Skipped]]:
        """See `orchestration.register.landing.Hands`. Raises BadPath."""
        paths = list(paths)
        elsewhere = [listed for uri in map(address, paths) if uri for listed in listing.files(uri)]
        here = local(paths)
        found, skipped = files(here) if here else ([], [])
        return [*found, *map(Path, elsewhere)], skipped

    def take(self, found: Sequence[Path], warehouse: Warehouse) -> Iterator[Arrival | Skipped]:
        """See `orchestration.register.landing.Hands`."""
        for answer in self._answers(warehouse, "take", [address(path) or str(path.absolute()) for path in found]):
            yield Arrival(**answer["arrival"]) if "arrival" in answer else Skipped(Path(answer["path"]), answer["reason"])

    def examine(self, arrivals: Sequence[Arrival], warehouse: Warehouse) -> Iterator[tuple[Row, str | None]]:
        """See `orchestration.register.landing.Hands`."""
        for answer in self._answers(warehouse, "examine", [asdict(arrival) for arrival in arrivals]):
            yield answer["row"], answer["text"]

    def observe(self, pending: Sequence[Pending], warehouse: Warehouse, progress: Progress) -> Iterator[tuple[Sequence[Pending], Seen]]:
        """See `orchestration.observe.here.ObserveAll`. The rows stay where Spark has written them."""
        if not pending:
            return
        progress(0, len(pending), pending[0].name)
        (answer,) = self._answers(warehouse, "observe", [asdict(each) for each in pending])
        progress(len(pending), len(pending), pending[-1].name)
        yield pending, {table: raw.dataset(answer["files"][table.name], table) for table in SEEN}

    def _answers(self, warehouse: Warehouse, wanted: str, on: list[Any]) -> Iterator[dict[str, Any]]:
        try:
            answer = self.ask({"warehouse": str(warehouse.root), "do": wanted, "on": on})
            while "failure" not in answer:
                yield answer
                answer = self.listen()
        except CompanionGone as error:
            raise WarehouseError(f"Spark was cut off. {error}") from error
        if answer["failure"]:
            raise WarehouseError(answer["failure"])
