"""A body's disclosures of two years that follow each other, and errors between the two."""

from __future__ import annotations

import random
from dataclasses import replace

from .generate import generate
from .model import Disclosure, Figure, TableCell
from .plant import Planted

BETWEEN = {"carry-over break": ("Z141",), "fiscal carry-over break": ("Z142",), "wrong change against the year before": ("Z143",)}
"""Errors that show only beside the year before, and the rules that they break."""


def pair(seed: int, family: str | None = None, year: int | None = None, size: str | None = None) -> tuple[Disclosure, Disclosure]:
    """Year and year after of one body: what the first leaves, the second opens with; changes are measured against the first."""
    first = generate(seed, family, year or random.Random(seed).randint(2020, 2023), size)  # noqa: S311
    return first, generate(seed + 1_000_003, first.family, previous=first.accounts, unit=first.style.text_unit.name)


def broken_pair(seed: int, error: str, family: str | None = None, size: str | None = None) -> tuple[Disclosure, Disclosure, Planted]:
    """Two years, each consistent in itself, that do not follow each other. Raises KeyError for an unknown error."""
    rules = BETWEEN[error]
    rng = random.Random(f"{error}/{seed}")  # noqa: S311
    first, second = pair(seed, family, size=size)
    off = rng.choice((2, 3, 40, 5000)) * max(first.style.text_unit.grain, first.style.table_unit.grain)
    left, prior = first.accounts, first.accounts.as_prior()
    if error == "carry-over break":
        left = replace(left, own_closing=left.own_closing + off)
    elif error == "fiscal carry-over break":
        lines = [replace(line) for line in left.lines]
        rng.choice([line for line in lines if line.project]).closing += off
        left = replace(left, lines=lines)
    else:
        prior = replace(prior, total=prior.total + off, fiscal_total=prior.fiscal_total + off)
    broken = generate(seed + 1_000_003, first.family, previous=left, prior=prior, unit=first.style.text_unit.name)
    target, before = _target(broken, error), _target(second, error)
    assert target
    return first, broken, Planted(error, rules, target, _printed(before), _printed(target), error, _differing(second, broken))


def _differing(right: Disclosure, broken: Disclosure) -> tuple[Figure | TableCell, ...]:
    """Figures and cells of the broken year that the right one prints otherwise; both are drawn alike, in the same order."""
    cells = (tuple(cell for _, cell in one.cells()) for one in (right, broken))
    pairs = [*zip(right.figures(), broken.figures(), strict=False), *zip(*cells, strict=False)]
    return tuple(after for before, after in pairs if _printed(before) != _printed(after))


def _printed(target: Figure | TableCell | None) -> str:
    return target.text if isinstance(target, TableCell) else target.printed if target else ""


def _target(disclosure: Disclosure, error: str) -> Figure | TableCell | None:
    if error.startswith("wrong"):
        return next((figure for figure in disclosure.figures() if figure.versus == "prior_year" and figure.slot in ("一", "四")), None)
    row = "年初结转和结余" if error.startswith("carry") else "年初财政拨款结转和结余"
    table = disclosure.tables()[0 if error.startswith("carry") else 3]
    return next((cell for cell in table.data() if cell.row_key == row), None)
