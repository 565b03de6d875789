"""Amounts as whole fen (0.01 yuan), and how a body prints them: in a unit, with so many decimals, rounded half up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit of money: fen in one unit of the last printed digit, and digits after the point."""

    name: str
    grain: int
    decimals: int = 2


WAN = Unit("万元", 10_000)
YUAN = Unit("元", 1)


def rounded(amount: int, grain: int) -> int:
    """`amount` in grains, half up away from zero."""
    sign = -1 if amount < 0 else 1
    return sign * ((abs(amount) * 2 + grain) // (2 * grain))


def in_unit(amount: int, unit: Unit) -> Decimal:
    """The value that is printed for `amount` fen."""
    return Decimal(rounded(amount, unit.grain)).scaleb(-unit.decimals)


def percent(part: int, whole: int, decimals: int = 2) -> Decimal:
    """part ÷ whole in percent, half up; `whole` must not be zero."""
    return Decimal(rounded(part * 100 * 10**decimals, whole) if whole > 0 else -rounded(part * 100 * 10**decimals, -whole)).scaleb(
        -decimals
    )


def show(value: Decimal, commas: bool) -> str:
    """A value as printed, all its decimals kept."""
    return f"{value:,f}" if commas else f"{value:f}"


@dataclass(slots=True)
class Purse:
    """Random amounts that are multiples of `grain` fen."""

    rng: random.Random
    grain: int

    def amount(self, low: int, high: int) -> int:
        """Between `low` and `high` yuan."""
        return self.rng.randint(-(-low * 100 // self.grain), high * 100 // self.grain) * self.grain

    def part(self, whole: int, low: int, high: int) -> int:
        """Between `low` and `high` thousandths of `whole`."""
        return whole * self.rng.randint(low, high) // 1000 // self.grain * self.grain

    def split(self, whole: int, count: int) -> list[int]:
        """`whole` in `count` parts that add up to it, none below zero; parts are uneven, as costs are."""
        weights = [self.rng.randint(1, 30) ** 2 for _ in range(count)]
        parts = [whole * weight // sum(weights) // self.grain * self.grain for weight in weights]
        parts[weights.index(max(weights))] += whole - sum(parts)
        return parts

    def chance(self, percent_: int) -> bool:
        return self.rng.randrange(100) < percent_
