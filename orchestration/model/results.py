"""What came of a model, a seed or a test, and of all of them: plain data, which dbt's process tells the run's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from orchestration.warehouse.glance import Glance


class ModelsFailed(Exception):
    """dbt did not finish; the message names the models or tests and what they said."""


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One model, seed or test: dbt's own event as plain data, and the table that it made or the rows that failed it."""

    event: dict[str, Any]
    seen: Glance | None = None

    @classmethod
    def of(cls, answer: dict[str, Any]) -> NodeResult:
        """From what `dataclasses.asdict` makes of one."""
        return cls(answer["event"], Glance(**answer["seen"]) if answer["seen"] else None)

    @property
    def name(self) -> str:
        return str(self._node["node_name"])

    @property
    def unique_id(self) -> str:
        return str(self._node["unique_id"])

    @property
    def status(self) -> str:
        return str(self._node["node_status"])

    @property
    def table(self) -> tuple[str, str, str] | None:
        """Database, schema and name of the table that this result is about; None for a view or a test, which have no rows of their own."""
        if self._node["materialized"] not in ("table", "incremental", "seed") or self.status != "success":
            return None
        relation = self._node["node_relation"]
        return relation["database"], relation["schema"], relation["alias"]

    @property
    def _node(self) -> dict[str, Any]:
        node: dict[str, Any] = self.event["data"]["node_info"]
        return node
