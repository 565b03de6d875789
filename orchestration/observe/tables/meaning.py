"""What a value cell means: its row and column looked up together, or its row's label read as the text would be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..classification import class_code
from ..flow import normal
from ..labels import Context, name
from ..phrases import Reading
from ..vocabulary import Unit, Vocabulary
from .rows import plain_label

_MEASURES = {
    "预算数": "budget",
    "年初预算数": "budget",
    "调整预算数": "budget",
    "全年预算数": "budget",
    "决算数": "final",
    "统计数": "final",
}
_BASES = {"年初预算数": "initial_budget", "调整预算数": "adjusted_budget", "全年预算数": "full_year_budget"}
_EMPTY_WORDS = frozenset({"决算数", "预算数", "金额", "小计", "统计数", "决算统计数", *_BASES})
_SUMS = frozenset({"合计"})
"""A column so called is the whole of the group above it, where there is one."""
_FORMS = frozenset({"T_3PUB", "T_OTHER"})
"""Tables whose rows are worded as the narrative is; those of the others have entries of their own."""
_LABEL_UNIT = re.compile(r"\(([^()0-9]{1,4})\)$")
_WORTH = re.compile(r"价值|原值|净值|账面值")
"""Words of a column that says what the things counted beside it are worth."""
_WORTH_UNIT = re.compile(r"(价值|原值|净值|账面值)\([^()]*元\)$")
_LABEL_NUMBER = re.compile(r"^\(?[0-9]{1,2}[).、]|^其中")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concept, measure and classification of a cell; empty where the vocabulary does not know them."""

    concept: str = ""
    measure: str = ""
    basis: str = ""
    function_code: str = ""
    economic_code: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, in normal form: what its meaning is looked up by. `area` is what its part of the form is about."""

    table_id: str
    side: str
    key: str
    label: str
    path: tuple[str, ...]
    area: str


def unit_of(spot: Spot, unit: Unit | None, vocabulary: Vocabulary) -> Unit | None:
    """The unit of a value: the one that its column's or its row's label says in brackets, as in 车辆数合计（辆）, or the table's."""
    column = spot.path[-1] if spot.path and _WORTH.search(spot.path[-1]) else ""
    for said in map(_LABEL_UNIT.search, (column, "" if column else spot.label)):
        counted = vocabulary.unit_at(said.group(1), 0) if said else None
        if counted and counted.kind != "label":
            return counted
    return unit


def meaning_of(spot: Spot, unit: Unit | None, year: int | None, vocabulary: Vocabulary) -> Meaning:
    """The row and the column looked up together, the more exact entry first; else what the row's label says by itself."""
    economic = spot.key if spot.key.isdigit() and spot.key[:1] in "35" else ""
    function = (
        spot.key if spot.key.isdigit() and not economic else class_code(spot.label, year, vocabulary) if spot.side == "expenditure" else ""
    )
    measure = next((_MEASURES[part] for part in spot.path if part in _MEASURES), "final")
    basis = next((_BASES[part] for part in spot.path if part in _BASES), "")
    kinds = ["{economic}"] if economic else ["{code}", "{class}"] if function else []
    for column, row in _entries(spot, kinds):
        found = vocabulary.table_cells.get((spot.table_id, spot.side, column, row)) or vocabulary.table_cells.get(
            (spot.table_id, "", column, row)
        )
        if found:
            return Meaning(found[0], found[1] or measure, basis, function, economic)
    if spot.table_id in _FORMS and not spot.key.isdigit() and spot.area and (said := _by_label(spot, unit, year, vocabulary)):
        return said if said.measure else Meaning(said.concept, measure, basis, member=said.member)
    return Meaning(function_code=function, economic_code=economic)


def _entries(spot: Spot, kinds: list[str]) -> list[tuple[str, str]]:
    """(column, row) of the entries that may hold, the more exact first; a form that lists items downwards is looked up sideways too."""
    told = [plain_label(_WORTH_UNIT.sub(r"\1", part)) for part in spot.path if part not in _EMPTY_WORDS]
    groups = [part for part in told if part not in _SUMS]
    paths = ["/".join(groups[-2:])] if len(groups) > 1 else []
    columns = [*paths, *reversed(groups), *(part for part in told if part in _SUMS), *(part for part in spot.path if part in _EMPTY_WORDS)]
    label = _LABEL_NUMBER.sub("", plain_label(spot.label))
    rows = [normal(spot.key), plain_label(spot.label), *kinds, _LABEL_NUMBER.sub("", plain_label(_LABEL_UNIT.sub("", spot.label))), "*"]
    found = [(column, row) for column in [*columns, "*"] for row in rows]
    return found if told or not label else [*found, (label, "*")]


def _by_label(spot: Spot, unit: Unit | None, year: int | None, vocabulary: Vocabulary) -> Meaning | None:
    """What the words of the row's label name in its part of the form; things are counted there without a word on the unit."""
    words = _LABEL_NUMBER.sub("", plain_label(_LABEL_UNIT.sub("", spot.label)))
    named = (name(Reading(words, len(words), "final"), vocabulary, Context(spot.area, "", "", "", said, year)) for said in (unit, None))
    found = next(filter(None, named), None) if words else None
    if found is None or not found.concept or found.function_code:
        return None
    kind = vocabulary.concepts[found.concept].unit_kind
    if kind == "count" and any(map(_WORTH.search, spot.path)):
        return None
    if kind != "count" and (unit is None or kind != unit.kind):
        return None
    return Meaning(found.concept, "count" if kind == "count" else found.measure, member=found.member)
