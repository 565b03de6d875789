"""Charts: what the templates draw as SVG, as lengths in thousandths of the drawing.

The bars are drawn by the templates themselves, a row of a table each, so that every chart can be read aloud, copied, printed and folded
to a narrow screen, in either language. altair with vl-convert was tried first: 0.95 s to import, 1.5 s for the first chart, 0.12 s and
7 KB for each further one, 160 MB, and every chart twice for its two languages: a quarter of an hour for a thousand documents, and two
seconds of a run that may take twelve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from orchestration.report.figures import Figure, Line

FULL = 1000
LONGEST = 15
"""Lines of a chart; what is more is counted below it."""

_IN_FORCE = ("full_year_budget", "adjusted_budget")


@dataclass(frozen=True, slots=True)
class Bar:
    """One line with the lengths of its bars; `share` of the total and `completion` of the budget in percent, where there are any."""

    line: Line
    final: int
    budget: int
    prior: int
    share: Decimal | None
    completion: Decimal | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on a common scale; `left_out` lines are not shown."""

    bars: tuple[Bar, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Column:
    """One year of a series: its document, its figure, and how high it stands."""

    year: int
    document_id: str
    figure: Figure
    height: int


def chart(lines: Sequence[Line], *, with_shares: bool = False) -> Chart | None:
    """The bars of some lines; None where there is nothing to draw."""
    amounts = [figure.amount for line in lines for figure in (line.final, line.budget, line.prior) if figure]
    largest = max(amounts, default=Decimal(0))
    if largest <= 0:
        return None
    total = sum((line.final.amount for line in lines if line.final), Decimal(0)) if with_shares else Decimal(0)
    return Chart(tuple(_bar(line, largest, total) for line in lines[:LONGEST]), max(len(lines) - LONGEST, 0))


def columns(years: Sequence[tuple[int, str, Figure]]) -> tuple[Column, ...]:
    """The columns of a series of (year, document id, figure); none where fewer than two years are known."""
    largest = max((figure.amount for _, _, figure in years), default=Decimal(0))
    if largest <= 0 or len({year for year, _, _ in years}) < 2:
        return ()
    return tuple(Column(year, document_id, figure, length(figure.amount, largest)) for year, document_id, figure in years)


def length(amount: Decimal | int, largest: Decimal | int) -> int:
    """How long an amount is drawn; what is not nothing can be seen."""
    if amount <= 0 or largest <= 0:
        return 0
    return max(int(FULL * Decimal(amount) / Decimal(largest)), 4)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Share in percent with two decimals; None of nothing."""
    return (100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def _bar(line: Line, largest: Decimal, total: Decimal) -> Bar:
    final, budget, prior = (length(figure.amount, largest) if figure else 0 for figure in (line.final, line.budget, line.prior))
    share = percent(line.final.amount, total) if line.final and total else None
    both = line.final is not None and line.budget is not None
    completion = percent(line.final.amount, line.budget.amount) if both and line.final and line.budget else None
    # An initial budget is there to be adjusted: only one that was in force to the end is exceeded.
    is_over = bool(both and line.final and line.budget and line.final.amount > line.budget.amount and line.basis in _IN_FORCE)
    return Bar(line, final, budget, prior, share, completion, is_over)
