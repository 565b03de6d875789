"""一般公共预算财政拨款基本支出决算表 by economic class, and the three-public table with its one row."""

from __future__ import annotations

from .. import codes
from ..model import Table
from ..prose import Prose
from ..three_public import ABROAD, BOUGHT, CARS, GUESTS, NAMES, RUN, THREE, amounts
from .form import Form, Grid

PERSONNEL = ("301", "303")


def basic(p: Prose, form: Form) -> Table:
    """T_GPB_BASIC: every 款 of the form, in two or three groups side by side; the two totals at the foot."""
    grid, a = Grid(p.style), p.accounts
    groups = _groups(p, form)
    word = "决算数" if not form.line_numbers else form.amount_word
    grid.head(0, 0, "人员经费", columns=3)
    grid.head(0, 3, "公用经费", columns=3 * (len(groups) - 1))
    for index in range(len(groups)):
        for offset, title in enumerate(("科目编码", "科目名称", word)):
            grid.head(1, 3 * index + offset, title)
    height = max(map(len, groups))
    sums = {**a.economic}
    for code, amount in a.economic.items():
        sums[code[:3]] = sums.get(code[:3], 0) + amount
    for index, group in enumerate(groups):
        for row in range(height):
            code, name = group[row] if row < len(group) else ("", "")
            grid.label(2 + row, 3 * index, code)
            grid.label(2 + row, 3 * index + 1, name)
            grid.amount(2 + row, 3 * index + 2, sums.get(code, 0) if code else None, code, word)
    foot = 2 + height
    grid.label(foot, 0, "人员经费合计", 2, "center")
    grid.amount(foot, 2, a.personnel, "人员经费合计", word)
    grid.label(foot, 3, "公用经费合计", 3 * (len(groups) - 1) - 1, "center")
    grid.amount(foot, 3 * len(groups) - 1, a.public, "公用经费合计", word)
    return grid.table(p, form, "T_GPB_BASIC", 2, [10, 26, 13] * len(groups), landscape=len(groups) > 2)


def _groups(p: Prose, form: Form) -> list[list[tuple[str, str]]]:
    names = codes.economics(p.accounts.year)

    def of(*classes: str) -> list[tuple[str, str]]:
        return [(code, name) for class_ in classes for code, name in names.items() if code[:3] == class_]

    if form.line_numbers:
        services = of("302")
        return [of(*PERSONNEL), services[:-1], services[-1:] + of("307", "310", "312", "399")]
    return [of(*PERSONNEL), of("302", "307", "310", "312", "399")]


def three_public(p: Prose, form: Form) -> Table:
    """T_3PUB: budget then final, or the two side by side for every item."""
    grid = Grid(p.style)
    items = [(THREE, "合计"), (ABROAD, NAMES[ABROAD]), (CARS, "小计"), (BOUGHT, NAMES[BOUGHT]), (RUN, NAMES[RUN]), (GUESTS, NAMES[GUESTS])]
    measures = ("预算数", "决算数")
    paths = {concept: (title if concept not in (CARS, BOUGHT, RUN) else f"{NAMES[CARS]}/{title}") for concept, title in items}
    if form.interleaved:
        top = _interleaved_header(grid, items, measures)
        order = [(concept, measure) for concept, _ in items for measure in measures]
    else:
        top = _grouped_header(grid, form, items, measures)
        order = [(concept, measure) for measure in measures for concept, _ in items]
    for column, (concept, measure) in enumerate(order):
        budget, final, _ = amounts(p, concept)
        key = f"{paths[concept]}/{measure}" if form.interleaved else f"{measure}/{paths[concept]}"
        grid.amount(top, column, budget if measure == "预算数" else final, "数据行", key)
    return grid.table(p, form, "T_3PUB", top, [10] * 12, landscape=True)


def _interleaved_header(grid: Grid, items: list[tuple[str, str]], measures: tuple[str, str]) -> int:
    grid.head(0, 0, "财政拨款“三公”经费", columns=12)
    for index, (concept, title) in enumerate(items):
        if concept == CARS:
            grid.head(1, 2 * index, NAMES[CARS], columns=6)
        if concept in (CARS, BOUGHT, RUN):
            grid.head(2, 2 * index, title, columns=2)
        else:
            grid.head(1, 2 * index, title, rows=2, columns=2)
        for offset, measure in enumerate(measures):
            grid.head(3, 2 * index + offset, measure)
    return 4


def _grouped_header(grid: Grid, form: Form, items: list[tuple[str, str]], measures: tuple[str, str]) -> int:
    for index, measure in enumerate(measures):
        grid.head(0, 6 * index, measure, columns=6)
        for offset, (concept, title) in enumerate(items):
            column = 6 * index + offset
            if concept == CARS:
                grid.head(1, column, NAMES[CARS], columns=3)
            if concept in (CARS, BOUGHT, RUN):
                grid.head(2, column, title)
            else:
                grid.head(1, column, title, rows=2)
            if form.line_numbers:
                grid.head(3, column, str(column + 1))
    return 4 if form.line_numbers else 3
