"""Errors to plant: those that the generator names, and for every check that held one figure moved so far that it must not hold.

The first kind is independent of the project's rules, the second goes through all of them, whatever shape they have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import duckdb

from tests.generator import generate
from tests.generator.families import FAMILIES
from tests.generator.model import Disclosure, Figure, TableCell
from tests.generator.plant import ARITHMETIC, ERRORS, Planted, plant
from tests.generator.plant_words import NotPlantable
from tests.generator.printed import rewrite
from tests.proof.corpus import Made, Recipe
from tests.proof.reading import readings, rows

WITH_TABLES = ("html", "docx")
FORMS = (*WITH_TABLES, "txt")
SIZES = ("small", "small", "medium")
BEYOND = (0, 0, 1, 7, 300, 20_000)
"""How many units of the last digit a figure moves further than one unit beyond what rounding explains."""

MOVABLE = ("=", "<=", "same", "shares", "ratio", "count", "overlap")
"""Relations that a figure can be moved out of. The others are about words or about what is not there: errors that the generator names."""


# -- errors the generator names ------------------------------------------------------------------------------------------
def named(each: int, first: int = 0) -> list[tuple[Recipe, str]]:
    """`each` disclosures for every named error, in formats that have a place for it."""
    errors = [*ARITHMETIC, *ERRORS]
    return [
        (partial(with_error, error, first + turn * 7919 + place), forms[(turn + place) % len(forms)])
        for place, error in enumerate(errors)
        for forms in (WITH_TABLES if error in ARITHMETIC else FORMS,)
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


# -- a figure of a check that held ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Check:
    """A check that held, with the terms that it compared."""

    rule_id: str
    relation: str
    left: Decimal
    right: Decimal
    tolerance: Decimal
    terms: tuple[str, ...]


_HELD = """
    select rule_id, rule.relation, left_value, right_value, tolerance, terms
    from quality.fct_check_result inner join quality.dim_rule as rule using (rule_id)
    where document_id = ? and status in ('pass', 'rounding') and left_value is not null and tolerance is not null and len(terms) > 0
    order by rule_id, instance
"""


def moved(con: duckdb.DuckDBPyConnection, made: Sequence[Made], each: int, seed: int = 0) -> list[tuple[Recipe, str]]:
    """For every rule `each` of its checks that held in consistent documents, with one of their figures moved."""
    rng = random.Random(seed)  # noqa: S311
    found: dict[str, list[tuple[Made, Check]]] = {}
    for one in made:
        for values in con.execute(_HELD, [one.document_id]).fetchall():
            check = Check(*values[:5], tuple(values[5]))
            found.setdefault(check.rule_id, []).append((one, check))
    return [
        recipe
        for rule_id in sorted(found)
        for one, check in rng.sample(found[rule_id], min(len(found[rule_id]), each))
        for recipe in _moves(con, one, check, rng)
    ]


def _moves(con: duckdb.DuckDBPyConnection, made: Made, check: Check, rng: random.Random) -> Iterator[tuple[Recipe, str]]:
    """One recipe, where a term of the check is a figure that the generator knows."""
    observed = rows(con, made.document_id)
    printed = [*made.disclosure.figures(), *(cell for _, cell in made.disclosure.cells())]
    place = {id(figure): number for number, figure in enumerate(printed)}
    known = {
        reading.row["observation_id"]: (place[id(reading.printed)], reading.row)
        for reading in readings(made.disclosure, observed)
        if reading.row and reading.right
    }
    terms = [known[term] for term in check.terms if term in known]
    if check.relation in ("ratio", "shares"):
        terms = [(index, row) for index, row in terms if row["unit"] == "%"]
    if not terms or check.relation not in MOVABLE:
        return
    index, row = rng.choice(terms)
    value = _beyond(check, row, rng)
    if value is not None and value >= 0:
        yield partial(with_value, made.disclosure.seed, made.disclosure.family, check.rule_id, index, value), made.form


def _beyond(check: Check, row: dict[str, object], rng: random.Random) -> Decimal | None:
    """The value with which the check cannot hold: one unit of the last digit beyond what rounding explains, or more."""
    value = row["value"]
    assert isinstance(value, Decimal)
    step = Decimal(1).scaleb(-int(str(row["decimals"])))
    gap = abs(check.left - check.right)
    if check.relation == "<=":
        # The part must pass the whole; which of the two this is, its value tells.
        slack = check.right - check.left + check.tolerance
        sign = -1 if value == check.right != check.left else 1
    else:
        slack, sign = gap + check.tolerance, rng.choice((1, -1))
    steps = int(slack / step) + 1 + rng.choice(BEYOND)
    altered = value + sign * steps * step
    return altered if altered >= 0 else value + steps * step if check.relation != "<=" else None


def with_value(seed: int, family: str, rule_id: str, index: int, value: Decimal) -> tuple[Disclosure, Planted]:
    """The disclosure of that seed with another value for one of its figures or cells."""
    disclosure = generate(seed, family, size=SIZES[seed % len(SIZES)])
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
