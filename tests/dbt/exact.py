"""When two printed sides agree, told once more with fractions and nothing of the project's own: what the SQL is held against."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def half_digit(printed: str) -> Fraction:
    """Half a unit of the last printed digit."""
    exponent = Decimal(printed).as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(1, 2) * Fraction(10) ** exponent


def sum_status(whole: str, parts: Sequence[str]) -> str:
    """n parts and a whole of d decimals agree within (n + 1) · ½ · 10⁻ᵈ; a printed zero is nothing, and known exactly."""
    difference = abs(sum(map(Fraction, parts), Fraction(0)) - Fraction(whole))
    envelope = half_digit(whole) + sum((half_digit(part) for part in parts if Fraction(part)), Fraction(0))
    return "pass" if difference == 0 else "rounding" if difference <= envelope else "fail"


def same_status(first: str, second: str) -> str:
    """The same figure twice is a sum of one part."""
    difference = abs(Fraction(first) - Fraction(second))
    return "pass" if difference == 0 else "rounding" if difference <= half_digit(first) + half_digit(second) else "fail"


def ratio(numerator: str, base: str, decimals: int) -> Decimal:
    """100 · numerator / base as printed when rounded half up."""
    exact = Fraction(numerator) / Fraction(base) * 100 * 10**decimals
    return Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator)).scaleb(-decimals)


def ratio_status(numerator: str, base: str, printed: str) -> str:
    """A rate agrees where its interval meets that of the ratio of its amounts, or where it is cut off instead of rounded."""
    value, half = Fraction(printed), half_digit(printed)
    n, b = Fraction(numerator), Fraction(base)
    decimals = -int(Decimal(printed).as_tuple().exponent)
    if Decimal(printed) == ratio(numerator, base, decimals):
        return "pass"
    lowest = 100 * max(n - half_digit(numerator), Fraction(0)) / (b + half_digit(base))
    if b <= half_digit(base):
        return "rounding" if value + half >= lowest else "fail"
    highest = 100 * (n + half_digit(numerator)) / (b - half_digit(base))
    is_cut_off = 0 <= Fraction(ratio(numerator, base, decimals)) - value <= 2 * half
    return "rounding" if (value - half <= highest and value + half >= lowest) or is_cut_off else "fail"
