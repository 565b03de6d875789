"""One seed, one disclosure: accounts, style and family drawn, narrative and tables written."""

from __future__ import annotations

import random

from .accounts import Accounts, Prior
from .bodies import Body, draw_body
from .draw import draw
from .families import FAMILIES, YEARS
from .model import Disclosure, Style
from .money import WAN, YUAN
from .prose import Prose

SIZES = {"small": (3, 4), "medium": (8, 24), "large": (40, 120), "huge": (400, 400)}
"""How many 项 of the general budget a body spends on, from and to."""


def generate(
    seed: int,
    family: str | None = None,
    year: int | None = None,
    size: str | None = None,
    unit: str | None = None,
    exact: bool | None = None,
    previous: Accounts | None = None,
    prior: Prior | None = None,
    body: Body | None = None,
) -> Disclosure:
    """A consistent disclosure; what is not given is drawn from `seed`.

    `family` is national, shanghai, chongqing or free; `size` one of SIZES; `unit` 万元, 元, or mixed (text in 万元, tables in 元). With
    `exact`, every amount is a multiple of the last printed digit, so that all sums are exact; without, amounts are finer and rounding
    leaves tails. `previous` are the accounts of the year before, which this year then continues; `prior` overrides what changes are
    measured against.
    """
    rng = random.Random(seed)  # noqa: S311
    family = family or rng.choice(list(FAMILIES))
    first, last = YEARS[family]
    year = previous.year + 1 if previous else year or rng.randint(first, last)
    size = size or rng.choice(("small", "medium", "medium", "medium", "large"))
    style = _style(rng, family, unit)
    exact = rng.randrange(2) == 0 if exact is None else exact
    body = previous.body if previous else body or draw_body(rng, year)
    grain = max(style.text_unit.grain, style.table_unit.grain) if exact else 1
    accounts = draw(rng, year, body, rng.randint(*SIZES[size]), grain, basis=previous.basis if previous else None, previous=previous)
    accounts.prior = prior or accounts.prior
    prose = Prose(accounts, style, rng)
    FAMILIES[family](prose)
    return Disclosure(family, seed, accounts, style, prose.blocks, f"{body.name}{year}年度{body.called}决算")


def _style(rng: random.Random, family: str, unit: str | None) -> Style:
    unit = unit or rng.choices(("万元", "元", "mixed"), (90, 5, 5) if family != "free" else (60, 20, 20))[0]
    return Style(
        text_unit=YUAN if unit == "元" else WAN,
        table_unit=WAN if unit == "万元" else YUAN,
        commas=rng.randrange(2) == 0,
        table_commas=rng.randrange(2) == 0,
        spaced=rng.randrange(3) == 0,
        percent_decimals=rng.choices((2, 1), (9, 1))[0],
        full_brackets=rng.randrange(4) > 0,
        ordinal=rng.choice((".", "、", "．")),
        blank_zero=rng.randrange(2) == 0,
    )
