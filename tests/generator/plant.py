"""Plants one named error in a disclosure: at a random place, as small as one unit of the last digit beyond what rounding explains.

Errors are named by what went wrong. Those of arithmetic take the number of the identity that they break: `plant(d, "Z001", seed)`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial

from . import plant_forms, plant_words
from .identities import identities
from .model import Disclosure, Figure, TableCell, Word
from .money import show
from .plant_words import NotPlantable
from .printed import Identity, Term, rewrite


@dataclass(frozen=True, slots=True)
class Planted:
    """What was altered: `rules` are those that the error breaks first; `target` is the figure, cell or word, now as printed.

    `others` are what else differs, where an error shows in several figures: an amount brought forward stands in totals as well.
    """

    error: str
    rules: tuple[str, ...]
    target: Figure | TableCell | Word
    before: str
    after: str
    place: str
    others: tuple[Figure | TableCell, ...] = ()


def plant(disclosure: Disclosure, error: str, seed: int) -> Planted:
    """Alters `disclosure` itself and says what was altered. Raises NotPlantable where it has no place for that error."""
    rng = random.Random(f"{error}/{seed}")  # noqa: S311
    if error in ARITHMETIC:
        return _break(disclosure, error, rng)
    rules, alter = ERRORS[error]
    target, before, after, place = alter(disclosure, rng)
    return Planted(error, rules, target, before, after, place)


def plantable(disclosure: Disclosure) -> list[str]:
    """The errors that the disclosure has a place for, arithmetic first. Wording errors are listed though one may find no place."""
    return [*sorted({identity.rule for identity in identities(disclosure)}), *ERRORS]


# -- arithmetic ------------------------------------------------------------------------------------------------------
def _break(disclosure: Disclosure, rule: str, rng: random.Random) -> Planted:
    chosen = [identity for identity in identities(disclosure) if identity.rule == rule]
    if not chosen:
        raise NotPlantable(rule)
    identity = rng.choice(chosen)
    term = identity.whole if identity.at_most else rng.choice(identity.terms)
    if identity.at_most:
        term = identity.parts[0]
    figure = term.figure
    assert figure.value is not None
    before = figure.text if isinstance(figure, TableCell) else figure.printed
    rewrite(figure, _broken(identity, term, rng))
    after = figure.text if isinstance(figure, TableCell) else figure.printed
    return Planted(rule, (rule,), figure, before, after, _place(disclosure, figure))


def _broken(identity: Identity, term: Term, rng: random.Random) -> Decimal:
    """A value of the term with which the identity is broken by one unit of its last digit, or by more."""
    assert term.figure.value is not None
    value = term.figure.value
    step = Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]
    extra = rng.choice((0, 0, 1, 3, 50, 4000))
    effect = -term.sign if term is not identity.whole else term.sign
    up = rng.randrange(2) == 0 or identity.at_most
    beyond = identity.envelope + step * term.factor * extra
    gap = identity.difference
    change = gap + beyond if identity.at_most else (beyond - gap if up else -beyond - gap) * effect
    steps = abs(change) / (step * term.factor)
    whole = int(steps.to_integral_value(rounding="ROUND_FLOOR")) + 1
    altered = value + (whole if change >= 0 else -whole) * step
    if altered < 0:
        altered = value + whole * step
        while _holds_with(identity, term, altered):
            altered += step
    return altered


def _holds_with(identity: Identity, term: Term, value: Decimal) -> bool:
    assert term.figure.value is not None
    kept, term.figure.value = term.figure.value, value
    try:
        return identity.holds
    finally:
        term.figure.value = kept


def _place(disclosure: Disclosure, figure: Figure | TableCell) -> str:
    if isinstance(figure, Figure):
        return figure.slot
    table = next(table for table in disclosure.tables() if figure in table.cells)
    return f"{table.table_id}/{figure.row_key}/{figure.column_key}"


# -- rates -----------------------------------------------------------------------------------------------------------
def _rate(wanted: Callable[[Figure], bool]) -> Callable[[Disclosure, random.Random], tuple[Figure, str, str, str]]:
    """Alters a percentage of that kind beyond the interval of its ratio, and beyond one that is cut off instead of rounded."""

    def alter(disclosure: Disclosure, rng: random.Random) -> tuple[Figure, str, str, str]:
        figures = [figure for figure in disclosure.figures() if figure.ratio and wanted(figure) and _width(disclosure, figure) is not None]
        if not figures:
            raise NotPlantable("no such rate")
        figure = rng.choice(figures)
        before = figure.printed
        figure.value = wrong_rate(disclosure, figure, rng)
        figure.printed = show(figure.value, "," in before)
        return figure, before, figure.printed, figure.slot

    return alter


def wrong_rate(disclosure: Disclosure, figure: Figure, rng: random.Random) -> Decimal:
    """A percentage that the amounts of the figure cannot make, whether rounded or cut off. Raises NotPlantable where any could be made."""
    width = _width(disclosure, figure) if figure.ratio else None
    if width is None:
        raise NotPlantable("a base as small as its last digit")
    low, high = width
    step = Fraction(1, 10**disclosure.style.percent_decimals)
    extra = rng.choice((1, 1, 2, 10, 300)) + 1
    up = rng.randrange(2) == 0 or low < (extra + 2) * step
    steps = (high / step).__ceil__() + extra if up else (low / step).__floor__() - extra
    return Decimal(steps).scaleb(-disclosure.style.percent_decimals)


def _width(disclosure: Disclosure, figure: Figure) -> tuple[Fraction, Fraction] | None:
    """All that the rate may be, in percent, when the amounts are known as printed only."""
    assert figure.ratio
    part, whole = figure.ratio
    grain = disclosure.style.text_unit.grain
    slack = 3 if figure.measure == "change_pct" else 1
    if whole <= slack * grain:
        return None
    return Fraction(100 * max(part - grain, 0), whole + slack * grain), Fraction(100 * (part + grain), whole - slack * grain)


def _measure(measure: str, *starts: str) -> Callable[[Figure], bool]:
    return lambda figure: figure.measure == measure and figure.concept.startswith(starts or ("",))


ARITHMETIC = tuple(
    f"Z{number:03d}"
    for first, last in (
        *((1, 5), (10, 20), (22, 27), (31, 46), (50, 56), (61, 70), (79, 82), (84, 86), (93, 93), (95, 102), (104, 105), (109, 111)),
        *((113, 115), (118, 119), (121, 121), (123, 128), (131, 135), (137, 139)),
    )
    for number in range(first, last + 1)
)
"""The identities that `identities` knows, each an error by its number."""
ERRORS: dict[str, tuple[tuple[str, ...], Callable[[Disclosure, random.Random], tuple[Figure | TableCell | Word, str, str, str]]]] = {
    "wrong share of revenue": (("Z123",), _rate(lambda figure: figure.measure == "share_pct" and figure.slot == "二")),
    "wrong share of expenditure": (("Z124",), _rate(lambda figure: figure.measure == "share_pct" and figure.slot == "三")),
    "wrong share of the general budget": (("Z126", "Z127"), _rate(_measure("share_pct", "general_public_budget_expenditure"))),
    "wrong share of three-public": (("Z133",), _rate(lambda figure: figure.measure == "share_pct" and figure.slot == "七")),
    "wrong share of procurement": (("Z116",), _rate(_measure("share_pct", "procurement"))),
    "wrong rate of change": (("Z122", "Z133"), _rate(_measure("change_pct"))),
    "wrong completion": (("Z128", "Z133"), _rate(_measure("completion_pct", "general", "three", "vehicle", "overseas", "official"))),
    "wrong completion of a project": (("Z137",), _rate(_measure("completion_pct", "project"))),
    "wrong base word": (("Z129",), plant_words.base_word),
    "wrong direction word": (("Z122-direction",), plant_words.direction_word),
    "wrong compare word": (("Z128-word",), plant_words.compare_word),
    "missing percent sign": (("Z152",), plant_words.missing_percent),
    "something of nothing": (("Z130",), plant_words.zero_base),
    "nothing of nothing": (("Z130-zero",), partial(plant_words.zero_base, spent=False)),
    "unresolved choice": (("Z151",), plant_words.unresolved_choice),
    "placeholder": (("Z151-placeholder",), plant_words.placeholder),
    "old class name": (("Z148",), plant_words.old_name),
    "wrong code name": (("Z148-item",), plant_words.wrong_name),
    "wrong year in heading": (("Z149",), plant_words.heading_year),
    "other organisation name": (("Z150",), plant_words.heading_name),
    "other organisation name in the text": (("Z150-text",), plant_forms.other_name_in_text),
    "wrong level word": (("Z154",), plant_words.level_word),
    "vehicles without money": (("Z088",), partial(plant_words.count_without_money, concept="vehicles_purchased")),
    "money without vehicles": (
        ("Z089",),
        plant_forms.money_without_count(
            "vehicle_operation_expenditure", "official_vehicles_held_year_end", "official_vehicles_held_fiscal_funded"
        ),
    ),
    "groups without money": (("Z090",), partial(plant_words.count_without_money, concept="overseas_groups")),
    "money without groups": (("Z090",), plant_forms.money_without_count("overseas_travel_expenditure", "overseas_groups")),
    "receptions without money": (("Z091", "Z091-total"), partial(plant_words.count_without_money, concept="domestic_reception_batches")),
    "project count": (("Z140", "Z140-rating"), plant_words.project_count),
    "services without staff": (("Z007",), plant_forms.no_institutional_staff),
    "amount below zero": (("Z008",), plant_forms.below_zero),
    "item left out of a table": (("Z030",), plant_forms.item_left_out),
    "general code among funds": (("Z103",), plant_forms.general_code_in_fund),
    "other code among the general": (("Z103-general",), plant_forms.fund_code_in_general),
    "general code among state capital": (("Z106",), plant_forms.general_code_in_capital),
    "code of another year": (("Z147",), plant_forms.code_of_another_year),
    "name of another code": (("Z148-table",), plant_forms.name_of_another_code),
    "denial": (("Z107",), plant_forms.denial),
    "other purpose": (("Z128-purpose",), plant_forms.purpose),
    "unused item listed": (("Z131-list",), plant_forms.unused_item),
    "digits of a rate": (("Z153",), plant_forms.digits),
    "wrong number of a heading": (("Z157",), plant_forms.numbering),
    "missing table": (("Z158",), plant_forms.missing_table),
}
"""Errors of rates, wording and form, with the rules that they are for; each alters one word, sign, count or form."""
IN_TABLES = frozenset(
    {
        "wrong completion",
        "amount below zero",
        "item left out of a table",
        "general code among funds",
        "other code among the general",
        "general code among state capital",
        "code of another year",
        "name of another code",
        "unused item listed",
        "missing table",
    }
)
"""Errors that show in the tables only, or against them."""
