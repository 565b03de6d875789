"""收入支出决算总表 and 财政拨款收入支出决算总表: two sides, revenue and expenditure."""

from __future__ import annotations

from .. import codes
from ..accounts import SOURCES
from ..codes import BUDGETS, CAPITAL, FUND, GENERAL
from ..finance import SOURCE_NAMES
from ..model import Table
from ..prose import Prose, numeral
from .form import Form, Grid

FUND_WORDS = {GENERAL: "一般公共预算财政拨款", FUND: "政府性基金预算财政拨款", CAPITAL: "国有资本经营预算财政拨款"}
Row = tuple[str, str, tuple[int | None, ...]]
"""Printed label, row key, amounts."""


def budgets(year: int) -> tuple[str, ...]:
    """The three budgets, of which state capital is disclosed since 2020."""
    return BUDGETS if year >= 2020 else BUDGETS[:2]


def _numbered(names: list[str], amounts: list[tuple[int | None, ...]]) -> list[Row]:
    return [(f"{numeral(index)}、{name}", name, amount) for index, (name, amount) in enumerate(zip(names, amounts, strict=True), 1)]


def _sides(left: list[Row], left_foot: list[Row], right: list[Row], right_foot: list[Row]) -> tuple[list[Row], list[Row]]:
    """Both sides padded with blank rows so that their totals stand side by side."""
    height = max(len(left), len(right))
    foot = max(len(left_foot), len(right_foot))
    blank: Row = ("", "", ())
    return (
        left + [blank] * (height - len(left)) + left_foot[:-1] + [blank] * (foot - len(left_foot)) + left_foot[-1:],
        right + [blank] * (height - len(right)) + right_foot[:-1] + [blank] * (foot - len(right_foot)) + right_foot[-1:],
    )


def total(p: Prose, form: Form) -> Table:
    """T_TOTAL."""
    a = p.accounts
    names = [SOURCE_NAMES[name] for name in list(SOURCE_NAMES)[1 : 1 + len(budgets(a.year))]] + [SOURCE_NAMES[source] for source in SOURCES]
    amounts = [a.total(lambda line: line.appropriated, budget) for budget in budgets(a.year)] + [a.source(source) for source in SOURCES]
    left = _numbered(names, [(amount,) for amount in amounts])
    spent = a.rollup(lambda line: line.spent)
    classes = codes.listed_classes(a.year)
    right = _numbered([name for _, name in classes], [(spent.get(code, 0),) for code, _ in classes])
    surplus = "用事业基金弥补收支差额" if a.year < 2019 else "使用非财政拨款结余"
    left_foot = _plain(("本年收入合计", a.revenue), (surplus, a.surplus_used), ("年初结转和结余", a.opening), ("总计", a.grand_total))
    right_foot = _plain(
        ("本年支出合计", a.expenditure), ("结余分配", a.surplus_distributed), ("年末结转和结余", a.closing), ("总计", a.grand_total)
    )
    grid = Grid(p.style)
    width = 3 if form.line_numbers else 2
    header = _header(grid, form, [form.amount_word], [form.amount_word])
    _fill(grid, form, header, *_sides(left, left_foot, right, right_foot), [form.amount_word], [form.amount_word])
    widths = [30, 5, 15] * 2 if width == 3 else [33, 17] * 2
    return grid.table(p, form, "T_TOTAL", header, widths, landscape=False)


def fiscal(p: Prose, form: Form) -> Table:
    """T_FISC_TOTAL."""
    a = p.accounts
    held = budgets(a.year)
    words = [FUND_WORDS[budget] for budget in held]

    def across(value: dict[str, dict[str, int]], key: str) -> tuple[int, ...]:
        parts = [value[budget].get(key, 0) for budget in held]
        return (sum(parts), *parts)

    left = _numbered(words, [(a.total(lambda line: line.appropriated, budget),) for budget in held])
    opening = "年初财政拨款结转和结余"
    left_foot = _plain(("本年收入合计", a.fiscal_revenue), (opening, a.fiscal_opening))
    left_foot += [
        (f"  {word}", f"{opening}/{word}", (a.total(lambda line: line.opening, budget),)) for word, budget in zip(words, held, strict=True)
    ]
    left_foot += _plain(("总计", a.fiscal_total))
    spent = {budget: a.rollup(lambda line: line.fiscal, budget) for budget in held}
    classes = codes.listed_classes(a.year)
    right = _numbered([name for _, name in classes], [across(spent, code) for code, _ in classes])
    sums = {budget: (a.total(lambda line: line.fiscal, budget), a.total(lambda line: line.closing, budget)) for budget in held}
    right_foot: list[Row] = []
    for name, pick in (("本年支出合计", lambda pair: pair[0]), ("年末财政拨款结转和结余", lambda pair: pair[1]), ("总计", sum)):
        parts = [pick(sums[budget]) for budget in held]
        right_foot.append((name, name, (sum(parts), *parts)))
    grid = Grid(p.style)
    columns = ["合计", *words]
    header = _header(grid, form, [form.amount_word], columns)
    _fill(grid, form, header, *_sides(left, left_foot, right, right_foot), [form.amount_word], columns)
    number = [5] if form.line_numbers else []
    widths = [28, *number, 14, 26, *number, *([13] * len(columns))]
    return grid.table(p, form, "T_FISC_TOTAL", header, widths, landscape=True)


def _plain(*rows: tuple[str, int]) -> list[Row]:
    return [(label, label, (amount,)) for label, amount in rows]


def _header(grid: Grid, form: Form, left: list[str], right: list[str]) -> int:
    """收入 over its columns, 支出 over its; with 栏次 below where lines are numbered. Returns the number of header rows."""
    extra = 2 if form.line_numbers else 1
    grid.head(0, 0, "收入", columns=extra + len(left))
    grid.head(0, extra + len(left), "支出", columns=extra + len(right))
    column, printed = 0, 0
    for names in (left, right):
        grid.head(1, column, "项目")
        if form.line_numbers:
            grid.head(1, column + 1, "行次")
            grid.head(2, column, "栏次")
            grid.head(2, column + 1, "")
        for index, name in enumerate(names):
            printed += 1
            grid.head(1, column + extra + index, name)
            if form.line_numbers:
                grid.head(2, column + extra + index, str(printed))
        column += extra + len(names)
    return 3 if form.line_numbers else 2


def _fill(grid: Grid, form: Form, top: int, left: list[Row], right: list[Row], left_names: list[str], right_names: list[str]) -> None:
    extra = 2 if form.line_numbers else 1
    for side, rows, start, names, first in (
        ("revenue", left, 0, left_names, 1),
        ("expenditure", right, extra + len(left_names), right_names, len(left) + 1),
    ):
        for index, (label, key, amounts) in enumerate(rows):
            row = top + index
            grid.label(row, start, label, align="center" if key in ("总计", "本年收入合计", "本年支出合计") else "left")
            if form.line_numbers:
                grid.label(row, start + 1, str(first + index), align="center")
            for column, name in enumerate(names):
                grid.amount(row, start + extra + column, amounts[column] if amounts else None, key, name, side)
