"""The main figures of a document, from its observations: of a quarantined one too, of which no fact is made.

A figure mentioned more than once is taken as the facts take it: a table's mention before the text's, the first before later ones.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from orchestration.report.gather import Names, Row
from orchestration.settings import REFERENCE_FOLDER

BUDGETS = ("full_year_budget", "adjusted_budget", "", "initial_budget")
"""Which budget a final amount is compared with, where several are printed: the one nearest to the year's end."""

KEY_FIGURES = (
    "current_year_revenue_total",
    "current_year_expenditure_total",
    "general_public_budget_expenditure",
    "three_public_expenditure",
    "agency_operating_expenditure",
    "government_procurement_total",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in yuan and the number it was printed as."""

    amount: Decimal
    observation: Row


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: what it is, and its amounts, each of which may not be printed. `basis` is that of the budget."""

    zh: str
    en: str
    final: Figure | None = None
    budget: Figure | None = None
    prior: Figure | None = None
    basis: str = ""


Key = tuple[str, str, str, str, str]
"""Concept, fund, functional code, economic code, member."""


class Figures:
    """The amounts of one document by what they are."""

    def __init__(self, observations: list[Row], names: Names, year: int | None) -> None:
        self._names, self._year = names, year
        self._by_key: dict[tuple[Key, str, str], Figure] = {}
        for row in sorted(observations, key=lambda row: (row["origin"] != "table", row["ordinal"])):
            if row["status"] == "mapped" and row["value_cny"] is not None:
                measure = "prior" if (row["measure"], row["versus"]) == ("final", "prior_year") else f"{row['measure']}:{row['versus']}"
                amount = -row["value_cny"] if row["direction"] == "decrease" else row["value_cny"]
                self._by_key.setdefault((_key(row), measure, row["basis"]), Figure(amount, row))
        self._keys = list(dict.fromkeys(key for key, _, _ in self._by_key))

    def final(self, concept: str) -> Figure | None:
        """The final amount of a concept as a whole."""
        return next((found for key in self._keys if key[0] == concept and not any(key[2:]) and (found := self._get(key, "final:"))), None)

    def key_figures(self) -> list[Line]:
        """The figures that head the page, as far as they are printed."""
        return [self._line(key) for concept in KEY_FIGURES if (key := self._whole(concept))]

    def funding(self) -> list[Line]:
        """Sources of the year's revenue, without the totals, the largest first; appropriation by fund where it is not printed whole."""
        wanted = {
            row["concept"] for row in _facts() if (row["fact"], row["role"]) == ("funding", "amount") and "total" not in row["concept"]
        }
        if self._whole("fiscal_appropriation_revenue"):
            wanted -= {"general_public_budget_revenue", "government_fund_revenue", "state_capital_operating_budget_revenue"}
        return self._largest([key for key in self._keys if key[0] in wanted])

    def spending_by_class(self) -> list[Line]:
        """Expenditure by functional class (three digits): of all funds where that is printed, else of the general public budget."""
        for concept in ("expenditure_by_function", "general_public_budget_expenditure_by_function"):
            found = self._largest([key for key in self._keys if key[0] == concept and len(key[2]) == 3 and not key[4]])
            if found:
                return found
        return []

    def basic_and_project(self) -> list[Line]:
        """Basic, project and other kinds of expenditure."""
        kinds = [row["concept"] for row in _facts() if row["breakdown"] == "basic_project" and row["concept"].endswith("expenditure")]
        own = [concept for concept in kinds if not concept.startswith(("general_", "government_", "state_"))]
        for wanted in (own, ["general_public_budget_basic_expenditure", "general_public_budget_project_expenditure"]):
            found = self._largest([key for key in self._keys if key[0] in wanted and not any(key[2:])])
            if found:
                return found
        return []

    def against_budget(self) -> list[Line]:
        """Every kind of spending with a budget and a final amount, but the three public ones; the largest first."""
        wanted = {row["concept"] for row in _facts() if row["fact"] == "spending" and row["breakdown"] != "three_public"}
        lines = self._largest([key for key in self._keys if key[0] in wanted or key[0] == "project_execution"])
        return [line for line in lines if line.budget]

    def three_public(self) -> list[Line]:
        """The three public expenses and their total, in the order of the vocabulary."""
        wanted = [row["concept"] for row in _facts() if row["breakdown"] == "three_public" and not row["concept"].endswith("_item")]
        return [self._line(key) for concept in wanted if (key := self._whole(concept))]

    def _whole(self, concept: str) -> Key | None:
        return next((key for key in self._keys if key[0] == concept and not any(key[2:]) and self._get(key, "final:")), None)

    def _largest(self, keys: list[Key]) -> list[Line]:
        lines = [line for key in keys if (line := self._line(key)).final and line.final.amount]
        return sorted(lines, key=lambda line: (-line.final.amount if line.final else 0, line.zh))

    def _line(self, key: Key) -> Line:
        basis, budget = next(((basis, found) for basis in BUDGETS if (found := self._by_key.get((key, "budget:", basis)))), ("", None))
        final, prior = self._get(key, "final:"), self._get(key, "prior")
        change = self._get(key, "change:prior_year")
        if prior is None and final is not None and change is not None:
            prior = Figure(final.amount - change.amount, change.observation)
        concept = self._names.concepts.get(key[0], {"label_zh": key[0], "label_en": key[0]})
        function = self._names.function(key[2], self._year) if key[2] else ""
        zh = " ".join(filter(None, (key[2], function or key[4]))) or concept["label_zh"]
        en = " ".join(filter(None, (key[2], function or key[4]))) or concept["label_en"]
        return Line(zh, en, final, budget, prior, basis)

    def _get(self, key: Key, measure: str) -> Figure | None:
        return next((found for basis in ("", *BUDGETS) if (found := self._by_key.get((key, measure, basis)))), None)


def _key(row: Row) -> Key:
    """Concept and the dimensions that make it another line. What the execution of a project is compared with has a concept of its own."""
    concept = "project_execution" if row["concept"] == "project_full_year_budget" else row["concept"]
    return concept, row["fund"], row["function_code"], row["economic_code"], row["member"]


@cache
def _facts() -> list[dict[str, Any]]:
    """Which fact each concept makes, as the models know it."""
    with (REFERENCE_FOLDER / "fact_concepts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
