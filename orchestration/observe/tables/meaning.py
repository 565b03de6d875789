"""What a value cell means: its row and column looked up together, or its row's label read as the text would be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..classification import class_code
from ..flow import normal
from ..labels import Context, name
from ..phrases import Reading
from ..vocabulary import Unit, Vocabulary
from .header import Header
from .rows import plain_label
from .titles import BRACKETED

_SUMS = frozenset({"合计"})
"""A column so called is the whole of the group above it, where there is one."""
FORMS = frozenset({"T_3PUB", "T_OTHER"})
"""Tables whose rows are worded as the narrative is; those of the others have entries of their own."""
_LABEL_UNIT = re.compile(r"\(([^()0-9]{1,4})\)$")
_WORTH = re.compile(r"价值|原值|净值|账面值")
"""Words of a column that says what the things counted beside it are worth."""
_WORTH_UNIT = re.compile(r"(价值|原值|净值|账面值)\([^()]*元\)$")
_MONEY_UNIT = re.compile(rf"{BRACKETED.pattern}$")
_ASIDE = re.compile(r"\((?:不?含|包括)[^()]*\)$")
"""What a label says of its extent: 事业收入（含教育收费） is 事业收入."""
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
    versus: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, in normal form: what its meaning is looked up by. `area` is what its part of the form is about."""

    table_id: str
    side: str
    key: str
    label: str
    header: Header
    area: str
    code: str = ""
    """What the row's name alone tells, in tables that print no codes."""


def unit_of(spot: Spot, unit: Unit | None, vocabulary: Vocabulary) -> Unit | None:
    """The unit of a value: the one that its column's or its row's label says in brackets, as in 车辆数合计（辆）, or the table's."""
    column = spot.header.path[-1] if spot.header.path and _WORTH.search(spot.header.path[-1]) else ""
    said = next((found for part in ("" if column else spot.label, column) if (found := _LABEL_UNIT.search(part))), None)
    own = vocabulary.unit_at(said.group(1), 0) if said else None
    own = own if own and own.kind != "label" else None
    if own and own.kind != "money" and spot.header.measure and not spot.header.items:
        return own  # a column of budgets or final accounts is in money but for the rows that count
    if said := next(filter(None, map(_MONEY_UNIT.search, reversed(spot.header.path))), None):
        return vocabulary.unit_at(said.group(1), 0)
    return own or unit


def meaning_of(spot: Spot, unit: Unit | None, year: int | None, vocabulary: Vocabulary) -> Meaning:
    """The row and the column looked up together, the more exact entry first; else what the row's label says by itself."""
    code = spot.key if spot.key.isdigit() else spot.code
    economic = code if code[:1] in ("3", "5") else ""
    function = code if not economic else ""
    if not code and spot.side == "expenditure":
        function = class_code(spot.label, year, vocabulary)
    header = spot.header
    measure, basis = header.measure or "final", header.basis
    unknown = Meaning(function_code=function, economic_code=economic, versus=header.versus)
    if header.versus and not header.is_former:
        return unknown
    kinds = ["{economic}"] if economic else ["{code}", "{class}"] if function else []
    for column, row in _entries(spot, kinds):
        found = vocabulary.table_cells.get((spot.table_id, spot.side, column, row)) or vocabulary.table_cells.get(
            (spot.table_id, "", column, row)
        )
        if found:
            told = measure if measure == "budget" else found[1] or measure
            return _of_its_year(Meaning(found[0], told, basis, function, economic), unknown)
    if spot.table_id in FORMS and not spot.key.isdigit() and spot.area and (said := _by_label(spot, unit, year, vocabulary)):
        return _of_its_year(said if said.measure else Meaning(said.concept, measure, basis, member=said.member), unknown)
    return unknown


def _of_its_year(found: Meaning, unknown: Meaning) -> Meaning:
    """What was found, of the year before where its column is that year's: of that year nothing but final accounts is told of again."""
    if not unknown.versus:
        return found
    return replace(found, versus=unknown.versus) if found.measure == "final" else unknown


def _entries(spot: Spot, kinds: list[str]) -> list[tuple[str, str]]:
    """(column, row) of the entries that may hold, the more exact first; a form that lists items downwards is looked up sideways too.

    A column is what its lowest words name: a part that nobody knows is not taken for the group it stands under.
    """
    told = [_ASIDE.sub("", plain_label(_WORTH_UNIT.sub(r"\1", part))) for part in spot.header.items]
    groups = [part for part in told if part not in _SUMS]
    paths = ["/".join(groups[-2:])] if len(groups) > 1 else []
    columns = [*paths, *groups[-1:], *(part for part in told if part in _SUMS), *spot.header.words]
    label = _LABEL_NUMBER.sub("", plain_label(spot.label))
    said = [
        plain_label(spot.label),
        _ASIDE.sub("", plain_label(spot.label)),
        _LABEL_NUMBER.sub("", plain_label(_LABEL_UNIT.sub("", spot.label))),
    ]
    if spot.side and "/" in spot.key:
        said = []  # a fund under the opening balance is not the revenue of that name
    rows = [normal(spot.key), *said[:1], *kinds, *said[1:], "*"]
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
    if kind == "count" and any(map(_WORTH.search, spot.header.path)):
        return None
    if kind != "count" and (unit is None or kind != unit.kind):
        return None
    return Meaning(found.concept, "count" if kind == "count" else found.measure, member=found.member)
