"""Results of the year's work: figures of any words in the parts that report what was done."""

from __future__ import annotations

from .model import Observation
from .phrases import Reading

RATES = frozenset({"share_pct", "change_pct", "completion_pct"})


def say_result(observation: Observation, reading: Reading, kind: str) -> None:
    """Make the figure a result of the year's work; it stays `unmapped` where its unit tells no measure."""
    observation.status, observation.concept = "mapped", "work_metric"
    observation.direction = reading.direction
    if kind == "percent":
        whole = observation.value is not None and abs(observation.value) <= 100
        observation.measure = reading.measure if reading.measure in RATES else "share_pct" if whole else "completion_pct"
    elif reading.measure == "change":
        observation.measure, observation.versus = "change", reading.versus
    else:
        observation.measure = {"money": "final", "count": "count"}.get(kind, "")
    if observation.measure == "change_pct":
        observation.versus = reading.versus
    if not observation.measure:
        observation.status, observation.concept = "unmapped", ""
