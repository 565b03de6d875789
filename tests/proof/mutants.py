"""Errors to plant: those that the generator names, and for every check that held one figure moved so far that it must not hold.

The first kind is independent of the project's rules, the second goes through all of them, whatever shape they have.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice, pairwise
from typing import Any

import duckdb

from tests.generator import generate
from tests.generator.families import FAMILIES
from tests.generator.model import Disclosure, Figure, TableCell
from tests.generator.plant import ARITHMETIC, ERRORS, IN_TABLES, Planted, plant, wrong_rate
from tests.generator.plant_words import NotPlantable
from tests.generator.printed import YUAN_IN, rewrite
from tests.generator.years import BETWEEN, broken_pair
from tests.proof.consistent import one_of_pair
from tests.proof.corpus import Made, Recipe
from tests.proof.reading import readings, rows

WITH_TABLES = ("html", "docx")
FORMS = (*WITH_TABLES, "txt")
SIZES = ("small", "small", "medium")
BEYOND = (0, 0, 1, 7, 300, 20_000)
"""How many units of the last digit a figure moves further than one unit beyond what rounding explains."""

MOVABLE = ["=", "<=", "same", "shares", "ratio", "count", "overlap"]
"""Relations that a figure can be moved out of. The others are about words or about what is not there: errors that the generator names."""


# -- errors the generator names ------------------------------------------------------------------------------------------
def named(each: int, first: int = 0) -> list[tuple[Recipe, str]]:
    """`each` disclosures for every named error, in formats that have a place for it."""
    errors = [*ARITHMETIC, *ERRORS]
    return [
        (partial(with_error, error, first + turn * 7919 + place), forms[(turn + place) % len(forms)])
        for place, error in enumerate(errors)
        for forms in (WITH_TABLES if error in ARITHMETIC or error in IN_TABLES else FORMS,)
        for turn in range(each)
    ]


def with_error(error: str, seed: int) -> tuple[Disclosure, Planted] | None:
    """The first of a few disclosures from `seed` on that has a place for the error."""
    for attempt in range(12):
        number = seed + attempt * 104_729
        disclosure = generate(number, tuple(FAMILIES)[number % len(FAMILIES)], size=SIZES[number % len(SIZES)])
        try:
            return disclosure, plant(disclosure, error, number)
        except NotPlantable:
            continue
    return None


def between(each: int, first: int = 0) -> list[tuple[Recipe, str]]:
    """`each` pairs of years for every error that shows only beside the year before; the second of a pair has the error."""
    return [
        (partial(one_of_broken_pair, first + turn * 7919 + place, error, second), WITH_TABLES[turn % len(WITH_TABLES)])
        for place, error in enumerate(BETWEEN)
        for turn in range(each)
        for second in (False, True)
    ]


def one_of_broken_pair(seed: int, error: str, second: bool) -> tuple[Disclosure, Planted | None]:
    before, after, planted = broken_pair(seed, error, size=SIZES[seed % len(SIZES)])
    return (after, planted) if second else (before, None)


# -- a figure of a check that held ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Check:
    """A check that held, with the terms that it compared; amounts in the unit that `factor` tells the yuan of."""

    rule_id: str
    relation: str
    left: Decimal
    right: Decimal
    tolerance: Decimal
    factor: int
    terms: tuple[str, ...]


# A total with fewer parts than its rule asks for says nothing, so that moving one breaks nothing.
_HELD = """
    select rule_id, rule.relation, left_value, right_value, tolerance, unit, terms
    from quality.fct_check_result inner join staging.stg_rule as rule using (rule_id)
    where
        document_id = ? and status in ('pass', 'rounding') and left_value is not null and tolerance is not null
        and len(terms) > coalesce(rule.min_parts, 0) and list_contains(?, rule.relation) and (rule.shape = 'years') = ?
    order by rule_id, instance
"""
_WHOLES = """
    select rule_id, observation_id
    from scratch.intermediate.int_cell as cell inner join staging.stg_rule_cell as term
        on cell.place = term.table_id and cell.line = term.concept and cell.measure = term.measure
        and (term.code_digits is null or term.code_digits = length(cell.code))
    where role = 'whole' and relation in ('<=', 'overlap')
    union
    select rule_id, observation_id
    from scratch.intermediate.int_figure as figure inner join staging.stg_rule_term as term
        on figure.measure = term.measure and (figure.concept = term.concept or (term.concept = '' and figure.area = term.area))
    where role = 'whole' and relation in ('<=', 'overlap')
"""


def moved(con: duckdb.DuckDBPyConnection, made: Sequence[Made], each: int, seed: int = 0) -> list[tuple[Recipe, str]]:
    """For every rule `each` of its checks that held in consistent documents, with one of their figures moved."""
    rng = random.Random(seed)  # noqa: S311
    wholes = set(con.execute(_WHOLES).fetchall())
    known = {one.document_id: _known(con, one) for one in made}
    found: dict[str, list[tuple[Made, Check]]] = {}
    for one in made:
        for check in _held(con, one, years=False):
            found.setdefault(check.rule_id, []).append((one, check))
    recipes: list[tuple[Recipe, str]] = []
    for _, checks in sorted(found.items()):
        rng.shuffle(checks)
        moves = (
            recipe for one, check in checks for recipe in _moves(one, _alone(one.disclosure), check, known[one.document_id], wholes, rng)
        )
        recipes += islice(moves, each)
    return recipes


def moved_between(con: duckdb.DuckDBPyConnection, made: Sequence[Made], seed: int = 0) -> list[tuple[Recipe, str]]:
    """Of every pair of years a check of the second against the first that held, with a figure of the second moved; rules take turns."""
    rng = random.Random(seed)  # noqa: S311
    wholes = set(con.execute(_WHOLES).fetchall())
    planted = Counter[str]()
    recipes: list[tuple[Recipe, str]] = []
    for first, second in pairwise(made):
        if first.disclosure.organisation != second.disclosure.organisation:
            continue
        number, family, known = first.disclosure.seed, first.disclosure.family, _known(con, second)
        checks = list(_held(con, second, years=True))
        rng.shuffle(checks)
        for check in sorted(checks, key=lambda check: planted[check.rule_id]):
            moves = list(_moves(second, partial(_after, number, family), check, known, wholes, rng))
            if moves:
                planted[check.rule_id] += 1
                recipes += [(partial(one_of_pair, number, family, False), first.form), *moves]
                break
    return recipes


def _held(con: duckdb.DuckDBPyConnection, one: Made, *, years: bool) -> Iterator[Check]:
    for *values, unit, terms in con.execute(_HELD, [one.document_id, MOVABLE, years]).fetchall():
        yield Check(*values, YUAN_IN.get(unit, 1), tuple(terms))


def _alone(disclosure: Disclosure) -> Callable[[], Disclosure]:
    """Makes a disclosure of `base` again."""
    return partial(generate, disclosure.seed, disclosure.family, size=SIZES[disclosure.seed % len(SIZES)])


def _after(seed: int, family: str) -> Disclosure:
    return one_of_pair(seed, family, second=True)[0]


Known = dict[str, tuple[int, dict[str, Any]]]
"""Observations by their ids: which figure or cell of the disclosure each is, and what was read."""


def _known(con: duckdb.DuckDBPyConnection, made: Made) -> Known:
    printed = [*made.disclosure.figures(), *(cell for _, cell in made.disclosure.cells())]
    place = {id(figure): number for number, figure in enumerate(printed)}
    return {
        reading.row["observation_id"]: (place[id(reading.printed)], reading.row)
        for reading in readings(made.disclosure, rows(con, made.document_id))
        if reading.row and reading.right
    }


def _moves(
    one: Made, again: Callable[[], Disclosure], check: Check, known: Known, wholes: set[tuple[str, str]], rng: random.Random
) -> Iterator[tuple[Recipe, str]]:
    """One recipe, where a term of the check is a figure that the generator knows."""
    terms = [known[term] for term in check.terms if term in known]
    if check.relation in ("ratio", "shares"):
        terms = [(index, row) for index, row in terms if row["unit"] == "%"]
    if check.relation == "count":
        terms = [(index, row) for index, row in terms if row["measure"] == "count"]
    if not terms:
        return
    index, row = rng.choice(terms)
    if check.relation == "ratio":
        value = _wrong_rate(one.disclosure, index, rng)
    else:
        value = _beyond(check, row, (check.rule_id, row["observation_id"]) in wholes, rng)
    if value is not None:
        yield partial(with_value, again, check.rule_id, index, value), one.form


def _wrong_rate(disclosure: Disclosure, index: int, rng: random.Random) -> Decimal | None:
    try:
        return wrong_rate(disclosure, disclosure.figures()[index], rng)
    except NotPlantable:
        return None


def _beyond(check: Check, row: dict[str, Any], is_whole: bool, rng: random.Random) -> Decimal | None:
    """The value with which the check cannot hold: one unit of the last digit beyond what rounding explains, or more."""
    value: Decimal = row["value"]
    step = Decimal(1).scaleb(-row["decimals"])
    in_its_unit = Decimal(check.factor) / YUAN_IN.get(row["unit"], 1)
    slack = check.tolerance * in_its_unit
    if not value and not is_whole:
        # Nothing is nothing exactly; a part that is no longer nothing is known to half a digit, as every other.
        slack += step / 2
    if check.relation == "<=":
        slack += (check.right - check.left) * in_its_unit
        sign = -1 if is_whole else 1
    else:
        slack += abs(check.left - check.right) * in_its_unit
        # Parts that overlap may add up to more than their whole, never to less.
        sign = rng.choice((1, -1)) if check.relation != "overlap" else 1 if is_whole else -1
    steps = int(slack / step) + 1 + rng.choice(BEYOND)
    altered = value + sign * steps * step
    if altered < 0 and check.relation not in ("<=", "overlap"):
        altered = value + steps * step
    return altered if altered >= 0 else None


def with_value(again: Callable[[], Disclosure], rule_id: str, index: int, value: Decimal) -> tuple[Disclosure, Planted]:
    """The disclosure, made again, with another value for one of its figures or cells."""
    disclosure = again()
    figure: Figure | TableCell = [*disclosure.figures(), *(cell for _, cell in disclosure.cells())][index]
    before = figure.text if isinstance(figure, TableCell) else figure.printed
    assert figure.value is not None
    rewrite(figure, value.quantize(figure.value))
    after = figure.text if isinstance(figure, TableCell) else figure.printed
    return disclosure, Planted(rule_id, (rule_id,), figure, before, after, "")


def consistent(seed: int) -> tuple[Disclosure, None]:
    return generate(seed, tuple(FAMILIES)[seed % len(FAMILIES)], size=SIZES[seed % len(SIZES)]), None


def base(count: int, first: int = 0) -> list[tuple[Recipe, str]]:
    """The consistent disclosures whose checks are then broken."""
    return [(partial(consistent, first + number), FORMS[number % len(FORMS)]) for number in range(count)]
