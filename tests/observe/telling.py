"""Short texts and how they are read: what most tests of the grammar ask."""

from __future__ import annotations

from orchestration.observe import Observation, observe
from orchestration.read import Document

TOTALS = "一、收入支出决算总体情况说明\n"
EXPENDITURE = "三、支出决算情况说明\n"
THREE = "七、“三公”经费支出决算情况说明\n"
PROCUREMENT = "十、政府采购支出情况说明\n"
PERFORMANCE = "十一、预算绩效情况说明\n"


def rows_of(text: str) -> list[Observation]:
    """The figures of a text, those that nothing is known of too."""
    return [row for row in observe(Document("text", text), 2023, "临河县水务局").observations if row.status != "label"]


def meanings(text: str) -> list[tuple[str, str]]:
    """Concept and measure of each."""
    return [(row.concept or "", row.measure or "") for row in rows_of(text)]
