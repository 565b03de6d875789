"""Printed figures as terms of identities: where to find them, and when an identity between them holds within rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from .model import Disclosure, Figure, TableCell
from .money import show

Printed = Figure | TableCell
YUAN_IN = {"万元": 10_000, "元": 1}


def rewrite(figure: Printed, value: Decimal) -> None:
    """Print another value in the same style."""
    figure.value = value
    if isinstance(figure, TableCell):
        figure.text = show(value, "," in figure.text or (value >= 1000 and "," in figure.text))
    else:
        figure.printed = show(value, "," in figure.printed)


@dataclass(frozen=True, slots=True)
class Term:
    """A printed figure with its sign, and yuan (or pieces) in one printed unit."""

    figure: Printed
    sign: int
    factor: int

    @property
    def value(self) -> Decimal:
        assert self.figure.value is not None
        return self.sign * self.figure.value * self.factor

    @property
    def half_digit(self) -> Decimal:
        """Half a unit of the last printed digit; a count is exact."""
        assert self.figure.value is not None
        exponent = self.figure.value.as_tuple().exponent
        return Decimal(5).scaleb(exponent - 1) * self.factor if isinstance(exponent, int) and exponent < 0 else Decimal(0)


@dataclass(frozen=True, slots=True)
class Identity:
    """whole = Σ parts, or part ≤ whole where `at_most`. Agreement is within `envelope`."""

    rule: str
    whole: Term
    parts: tuple[Term, ...]
    at_most: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.whole, *self.parts)

    @property
    def difference(self) -> Decimal:
        """whole − Σ parts."""
        return self.whole.value - sum((part.value for part in self.parts), Decimal(0))

    @property
    def envelope(self) -> Decimal:
        return sum((term.half_digit for term in self.terms), Decimal(0))

    @property
    def holds(self) -> bool:
        return self.difference >= -self.envelope if self.at_most else abs(self.difference) <= self.envelope


class Finder:
    """Looks printed figures up, and builds identities of those that are there; a blank cell is nothing."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.disclosure = disclosure

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], Term]:
        found = {}
        for table, cell in self.disclosure.cells():
            column = f"{cell.side}:{cell.column_key}" if cell.side else cell.column_key
            found[table.table_id, cell.row_key, column] = Term(cell, 1, YUAN_IN[table.unit.name])
        return found

    @cached_property
    def rows(self) -> dict[str, list[str]]:
        """Row keys of each table, in order, each once."""
        found: dict[str, dict[str, None]] = {}
        for table_id, row, _ in self.cells:
            found.setdefault(table_id, {})[row] = None
        return {table_id: list(keys) for table_id, keys in found.items()}

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = {}
        for table_id, _, column in self.cells:
            found.setdefault(table_id, {})[column] = None
        return {table_id: list(keys) for table_id, keys in found.items()}

    def cell(self, table_id: str, row: str, column: str) -> Term | None:
        return self.cells.get((table_id, row, column))

    @cached_property
    def _figures(self) -> dict[tuple[str, str], list[Figure]]:
        found: dict[tuple[str, str], list[Figure]] = {}
        for figure in self.disclosure.figures():
            if (figure.unit != "%" and figure.versus != "prior_year") or figure.measure == "change":
                found.setdefault((figure.concept, figure.measure), []).append(figure)
        return found

    def figures(
        self, concept: str, measure: str = "final", slot: str | None = None, member: str | None = None, code: str | None = None
    ) -> list[Term]:
        return [
            Term(figure, -1 if figure.direction == "decrease" else 1, YUAN_IN.get(figure.unit, 1))
            for figure in self._figures.get((concept, measure), ())
            if (slot is None or figure.slot == slot)
            and (member is None or figure.member == member)
            and (code is None or figure.function_code == code)
        ]

    def figure(
        self, concept: str, measure: str = "final", slot: str | None = None, member: str | None = None, code: str | None = None
    ) -> Term | None:
        return next(iter(self.figures(concept, measure, slot, member, code)), None)


def equal(rule: str, whole: Term | None, *parts: Term | None) -> Iterator[Identity]:
    """An identity of what is printed; nothing where the whole, or every part, is blank."""
    there = tuple(part for part in parts if part)
    if whole and there:
        yield Identity(rule, whole, there)


def at_most(rule: str, part: Term | None, whole: Term | None) -> Iterator[Identity]:
    if part and whole:
        yield Identity(rule, whole, (part,), at_most=True)


def minus(term: Term | None) -> Term | None:
    return Term(term.figure, -term.sign, term.factor) if term else None
