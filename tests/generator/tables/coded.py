"""The tables by function code: 收入, 支出, 一般公共预算, 政府性基金 and 国有资本经营预算."""

from __future__ import annotations

from collections.abc import Callable

from .. import codes
from ..accounts import KINDS, SOURCES, Line
from ..codes import CAPITAL, FUND, GENERAL
from ..finance import KIND_NAMES, SOURCE_NAMES
from ..model import Paragraph, Table
from ..prose import Prose
from .form import Form, Grid

Column = tuple[str, str, Callable[[Line], int]]
"""Spanning title (empty where none), own title, value of a line."""


def _path(column: Column) -> str:
    """The header path of a column: what spans it, and its own title."""
    return "/".join(filter(None, column[:2]))


def revenue(p: Prose, form: Form) -> Table:
    """T_REV."""
    columns: list[Column] = [("", "本年收入合计", lambda line: line.received), ("", "财政拨款收入", lambda line: line.appropriated)]
    columns += [("", SOURCE_NAMES[source], _earned(source)) for source in SOURCES]
    return _table(p, form, "T_REV", columns, (), lambda line: line.received)


def _earned(source: str) -> Callable[[Line], int]:
    return lambda line: line.earned.get(source, 0)


def spending(p: Prose, form: Form) -> Table:
    """T_EXP."""
    columns: list[Column] = [("", "本年支出合计", lambda line: line.spent)]
    columns += [("", KIND_NAMES[kind], _kind(kind)) for kind in KINDS]
    return _table(p, form, "T_EXP", columns, (), lambda line: line.spent)


def _kind(kind: str) -> Callable[[Line], int]:
    return lambda line: line.by_kind(kind)


def _outgo(span: str, first: str) -> list[Column]:
    return [
        (span, first, lambda line: line.fiscal),
        (span, "基本支出", lambda line: line.basic),
        (span, "项目支出", lambda line: line.project),
    ]


def general(p: Prose, form: Form) -> Table:
    """T_GPB_EXP."""
    columns = _outgo("本年支出", "小计") if form.line_numbers else _outgo("", "合计")
    return _table(p, form, "T_GPB_EXP", columns, (GENERAL,), lambda line: line.fiscal)


def _with_balances(first: str) -> list[Column]:
    return [
        ("", "年初结转和结余", lambda line: line.opening),
        ("", "本年收入", lambda line: line.appropriated),
        *_outgo("本年支出", first),
        ("", "年末结转和结余", lambda line: line.closing),
    ]


def fund(p: Prose, form: Form) -> Table:
    """T_FUND; the form and a note where there is none."""
    columns = _with_balances("小计" if form.line_numbers else "合计")
    table = _table(p, form, "T_FUND", columns, (FUND,), lambda line: line.fiscal or line.opening or line.closing or line.appropriated)
    return _noted(p, form, table, "政府性基金预算财政拨款收入、支出", FUND)


def capital(p: Prose, form: Form) -> Table:
    """T_SOE; with balances in some families."""
    columns = _with_balances("合计") if form.balances else _outgo("本年支出" if form.line_numbers else "", "合计")
    table = _table(p, form, "T_SOE", columns, (CAPITAL,), lambda line: line.fiscal or (line.opening if form.balances else 0))
    return _noted(p, form, table, "国有资本经营预算财政拨款" + ("收入、支出" if form.balances else "支出"), CAPITAL)


def _noted(p: Prose, form: Form, table: Table, what: str, budget: str) -> Table:
    if not p.accounts.of(budget):
        words = p.one(("说明：{org}本年度没有{what}，本表为空。", "说明：本{called}{year}年度无{what}，故本表无数据。"), what=what)
        table.notes.append(Paragraph(words, "空表说明", "note"))
    return table


def _table(p: Prose, form: Form, table_id: str, columns: list[Column], of: tuple[str, ...], worth: Callable[[Line], int]) -> Table:
    """Rows are 合计 and every 类, 款 and 项 that has something in it."""
    grid = Grid(p.style)
    lead = 4 if form.split_codes else 2
    top = _header(grid, form, columns, lead)
    a = p.accounts
    names = {code: name for budget in reversed(of or codes.BUDGETS) for code, name in codes.functions(a.year, budget).items()}
    kept = a.rollup(lambda line: abs(worth(line)), *of)
    sums = [a.rollup(value, *of) for _, _, value in columns]
    rows = [code for code in kept if kept[code]]
    row = top
    whole = [sum(amounts for code, amounts in found.items() if len(code) == 3) for found in sums]
    if form.total_last:
        row = _lines(grid, form, top, rows, names, sums, columns, lead)
    grid.label(row, 0, "合计", lead, "center")
    for index, column in enumerate(columns):
        grid.amount(row, lead + index, whole[index] if rows else None, "合计", _path(column))
    if not form.total_last:
        _lines(grid, form, row + 1, rows, names, sums, columns, lead)
    widths = [*([5, 5, 5] if form.split_codes else [11]), 27, *([13] * len(columns))]
    return grid.table(p, form, table_id, top, widths, landscape=len(columns) > 4)


def _header(grid: Grid, form: Form, columns: list[Column], lead: int) -> int:
    grid.head(0, 0, "项目", columns=lead)
    if form.split_codes:
        grid.head(1, 0, "功能分类科目编码", columns=3)
        for index, word in enumerate("类款项"):
            grid.head(2, index, word)
        grid.head(1, 3, "科目名称", rows=2)
        depth = 3
    else:
        grid.head(1, 0, "功能分类科目编码")
        grid.head(1, 1, "科目名称")
        depth = 2
    index = 0
    while index < len(columns):
        span, title, _ = columns[index]
        if not span:
            grid.head(0, lead + index, title, rows=depth)
            index += 1
            continue
        group = [name for over, name, _ in columns if over == span]
        grid.head(0, lead + index, span, columns=len(group))
        for offset, name in enumerate(group):
            grid.head(1, lead + index + offset, name, rows=depth - 1)
        index += len(group)
    if form.line_numbers:
        grid.head(depth, 0, "栏次", columns=lead)
        for index in range(len(columns)):
            grid.head(depth, lead + index, str(index + 1))
        depth += 1
    return depth


def _lines(
    grid: Grid, form: Form, top: int, rows: list[str], names: dict[str, str], sums: list[dict[str, int]], columns: list[Column], lead: int
) -> int:
    for row, code in enumerate(rows, top):
        if form.split_codes:
            for index, part in enumerate((code[:3], code[3:5], code[5:])):
                grid.label(row, index, part, align="center")
        else:
            grid.label(row, 0, code)
        grid.label(row, lead - 1, names[code])
        for index, column in enumerate(columns):
            grid.amount(row, lead + index, sums[index][code], code, _path(column))
    return top + len(rows)
