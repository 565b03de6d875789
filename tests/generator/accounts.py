"""One body's year in whole fen: consistent by construction, so that every identity between printed figures follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from .bodies import Body
from .codes import BUDGETS, GENERAL

SOURCES = (
    "superior_subsidy_revenue",
    "institutional_revenue",
    "business_revenue",
    "subordinate_remittance_revenue",
    "other_revenue",
)
"""Revenue other than fiscal appropriation, in the order of the tables."""
KINDS = (
    "basic_expenditure",
    "project_expenditure",
    "superior_remittance_expenditure",
    "business_expenditure",
    "subordinate_subsidy_expenditure",
)
THREE_PUBLIC = (
    "overseas_travel_expenditure",
    "vehicle_purchase_expenditure",
    "vehicle_operation_expenditure",
    "official_reception_expenditure",
)


@dataclass(slots=True)
class Line:
    """What went through one 项 of one budget. `initial` and `adjusted` are budgets of its fiscal spending."""

    budget: str
    code: str
    opening: int = 0
    basic: int = 0
    project: int = 0
    closing: int = 0
    initial: int = 0
    adjusted: int = 0
    earned: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)

    @property
    def fiscal(self) -> int:
        return self.basic + self.project

    @property
    def appropriated(self) -> int:
        """Fiscal appropriation of the year: what was spent and kept, less what was brought forward."""
        return self.fiscal + self.closing - self.opening

    @property
    def received(self) -> int:
        return self.appropriated + sum(self.earned.values())

    @property
    def spent(self) -> int:
        return self.fiscal + sum(self.own.values())

    def by_kind(self, kind: str) -> int:
        fiscal = {"basic_expenditure": self.basic, "project_expenditure": self.project}
        return fiscal.get(kind, 0) + self.own.get(kind, 0)


@dataclass(slots=True)
class Item:
    """Budget, final and the year before of one item."""

    budget: int
    final: int
    prior: int


@dataclass(slots=True)
class Project:
    name: str
    spent: int
    budget: int
    score: int


@dataclass(slots=True)
class Prior:
    """Of the year before: what this year's changes are measured against."""

    total: int
    year_revenue: int
    year_expenditure: int
    fiscal_total: int
    general: int
    basic: int
    project: int
    agency: int


@dataclass
class Accounts:
    """The year. Counts are plain; `economic` is the general budget's basic expenditure by 款 of the economic classification."""

    year: int
    body: Body
    basis: str
    lines: list[Line]
    own_opening: int
    own_closing: int
    surplus_used: int
    surplus_distributed: int
    economic: dict[str, int]
    three_public: dict[str, Item]
    operation_items: dict[str, int]
    counts: dict[str, int]
    domestic_reception: int
    agency: int
    meetings: Item
    training: Item
    procurement: dict[str, int]
    sme: int
    micro: int
    vehicles: dict[str, int]
    equipment: dict[str, int]
    staff: dict[str, int]
    projects: list[Project]
    projects_are_all: bool
    prior: Prior

    def of(self, budget: str) -> list[Line]:
        return [line for line in self.lines if line.budget == budget]

    def total(self, value: Callable[[Line], int], *budgets: str) -> int:
        return sum(value(line) for line in self.lines if line.budget in (budgets or BUDGETS))

    def rollup(self, value: Callable[[Line], int], *budgets: str) -> dict[str, int]:
        """Sums by 类, 款 and 项, in the order of the codes; only codes that have a line in those budgets."""
        sums: dict[str, int] = {}
        for line in self.lines:
            if line.budget in (budgets or BUDGETS):
                for size in (3, 5, 7):
                    sums[line.code[:size]] = sums.get(line.code[:size], 0) + value(line)
        return dict(sorted(sums.items()))

    @cached_property
    def fiscal_revenue(self) -> int:
        return self.total(lambda line: line.appropriated)

    @cached_property
    def revenue(self) -> int:
        """本年收入合计."""
        return self.total(lambda line: line.received)

    @cached_property
    def expenditure(self) -> int:
        """本年支出合计."""
        return self.total(lambda line: line.spent)

    def source(self, source: str) -> int:
        return self.total(lambda line: line.earned.get(source, 0))

    def kind(self, kind: str) -> int:
        return self.total(lambda line: line.by_kind(kind))

    @cached_property
    def fiscal_opening(self) -> int:
        return self.total(lambda line: line.opening)

    @cached_property
    def fiscal_closing(self) -> int:
        return self.total(lambda line: line.closing)

    @cached_property
    def fiscal_spent(self) -> int:
        return self.total(lambda line: line.fiscal)

    @property
    def fiscal_total(self) -> int:
        return self.fiscal_revenue + self.fiscal_opening

    @property
    def opening(self) -> int:
        return self.fiscal_opening + self.own_opening

    @property
    def closing(self) -> int:
        return self.fiscal_closing + self.own_closing

    @property
    def grand_total(self) -> int:
        return self.revenue + self.surplus_used + self.opening

    @cached_property
    def general(self) -> int:
        return self.total(lambda line: line.fiscal, GENERAL)

    @cached_property
    def general_basic(self) -> int:
        return self.total(lambda line: line.basic, GENERAL)

    @cached_property
    def general_project(self) -> int:
        return self.total(lambda line: line.project, GENERAL)

    def budget_of(self, line: Line) -> int:
        """The budget of a line on the basis that the document speaks of."""
        return line.initial if self.basis == "initial_budget" else line.adjusted

    @cached_property
    def general_budget(self) -> int:
        return self.total(self.budget_of, GENERAL)

    def economic_sum(self, *classes: str) -> int:
        return sum(amount for code, amount in self.economic.items() if code[:3] in classes)

    @property
    def personnel(self) -> int:
        return self.economic_sum("301", "303")

    @property
    def public(self) -> int:
        return self.general_basic - self.personnel

    def three(self, column: str, *names: str) -> int:
        """`budget`, `final` or `prior` of the three-public items, or of those named."""
        return sum(getattr(item, column) for name, item in self.three_public.items() if name in (names or THREE_PUBLIC))

    def as_prior(self) -> Prior:
        """What the next year's changes are measured against."""
        kinds = [self.kind(kind) for kind in KINDS[:2]]
        return Prior(self.grand_total, self.revenue, self.expenditure, self.fiscal_total, self.general, kinds[0], kinds[1], self.agency)
