"""Classification codes and their names in one fiscal year, from the reference seeds."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"
GENERAL, FUND, CAPITAL = "general", "government_fund", "state_capital"
BUDGETS = (GENERAL, FUND, CAPITAL)


@cache
def _rows(file: str) -> tuple[dict[str, str], ...]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


def _holds(row: dict[str, str], year: int) -> bool:
    return int(row["fiscal_year_from"]) <= year <= int(row["fiscal_year_to"] or 9999)


@cache
def functions(year: int, budget: str) -> dict[str, str]:
    """Code to name; only codes whose 类 and 款 hold in that year too."""
    found = {row["code"]: row["name"] for row in _rows("function_class.csv") if row["budget_type"] == budget and _holds(row, year)}
    return {code: name for code, name in sorted(found.items()) if all(code[:size] in found for size in (3, 5) if size < len(code))}


@cache
def items(year: int, budget: str) -> tuple[str, ...]:
    """The 项 of a budget in a year."""
    return tuple(code for code in functions(year, budget) if len(code) == 7)


@cache
def economics(year: int) -> dict[str, str]:
    """Code to name of the departmental economic classification."""
    return {
        row["code"]: row["name"]
        for row in sorted(_rows("economic_class.csv"), key=lambda row: row["code"])
        if row["budget_type"] == "department" and _holds(row, year)
    }


@cache
def old_names(code: str, year: int, budget: str = GENERAL) -> tuple[str, ...]:
    """Names that the code bore in years before but does not bear in this one."""
    rows = [row for row in _rows("function_class.csv") if row["code"] == code and row["budget_type"] == budget]
    now = {row["name"] for row in rows if _holds(row, year)}
    return tuple(sorted({row["name"] for row in rows if int(row["fiscal_year_from"]) < year} - now))


CLASSES = tuple(str(number) for number in (*range(201, 209), *range(210, 218), *range(219, 225), 229, 231, 232, 234))
"""The 类 that the total tables list, in the order of their codes."""


@cache
def listed_classes(year: int) -> tuple[tuple[str, str], ...]:
    """Code and name of every 类 that a total table of that year prints; 223 and 234 since 2020."""
    names = functions(year, CAPITAL) | functions(year, FUND) | functions(year, GENERAL)
    return tuple((code, names[code]) for code in CLASSES if code in names and (year >= 2020 or code not in ("223", "234")))
