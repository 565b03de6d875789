"""机构运行信息表: what some provinces print as a tenth table, beside the nine; and a table of project spending at the end of free forms."""

from __future__ import annotations

from ..model import Table
from ..prose import Prose
from ..three_public import ABROAD, BOUGHT, CARS, GUESTS, NAMES, RUN, THREE, amounts
from .form import Form, Grid

FINAL = "决算统计数"


def operating(p: Prose, form: Form) -> Table:
    """Three-public amounts with budget and final, then counts, agency operating expenditure, vehicles, procurement, meetings, training."""
    grid, a = Grid(p.style), p.accounts
    for column, title in enumerate(("项目", "预算数", FINAL)):
        grid.head(0, column, title)
    row = 1
    for concept, label in (
        (THREE, "一、“三公”经费支出"),
        (ABROAD, f"（一）{NAMES[ABROAD]}"),
        (CARS, f"（二）{NAMES[CARS]}"),
        (BOUGHT, f"1.{NAMES[BOUGHT]}"),
        (RUN, f"2.{NAMES[RUN]}"),
        (GUESTS, f"（三）{NAMES[GUESTS]}"),
    ):
        budget, final, _ = amounts(p, concept)
        grid.label(row, 0, label)
        grid.amount(row, 1, budget, _key(label), "预算数")
        grid.amount(row, 2, final, _key(label), FINAL)
        row += 1
    grid.label(row, 0, "二、相关统计数")
    grid.label(row, 1, "—", align="center")
    grid.label(row, 2, "—", align="center")
    money = (
        ("三、机关运行经费", a.agency),
        ("四、政府采购支出信息", sum(a.procurement.values())),
        ("（一）政府采购货物支出", a.procurement["goods"]),
        ("（二）政府采购工程支出", a.procurement["works"]),
        ("（三）政府采购服务支出", a.procurement["services"]),
        ("五、会议费", a.meetings.final),
        ("六、培训费", a.training.final),
    )
    for label, amount in money:
        row += 1
        grid.label(row, 0, label)
        grid.label(row, 1, "—", align="center")
        grid.amount(row, 2, amount, _key(label), FINAL)
    return _named(grid.table(p, form, "T_OTHER", 1, [40, 16, 16], landscape=False), "机构运行信息表")


def projects(p: Prose, form: Form) -> Table:
    """Every project with its budget of the year and what it spent."""
    grid = Grid(p.style)
    for column, title in enumerate(("项目名称", "全年预算数", "支出决算数")):
        grid.head(0, column, title)
    for row, project in enumerate(p.accounts.projects, 1):
        grid.label(row, 0, project.name)
        grid.amount(row, 1, project.budget, project.name, "全年预算数")
        grid.amount(row, 2, project.spent, project.name, "支出决算数")
    return _named(grid.table(p, form, "T_OTHER", 1, [40, 16, 16], landscape=False), "一般公共预算财政拨款项目支出明细情况表")


def _named(table: Table, title: str) -> Table:
    table.title = [title]
    return table


def _key(label: str) -> str:
    """The label without its ordinal."""
    return label.split("、", 1)[-1].split("）", 1)[-1] if label[0] in "（一二三四五六" else label.split(".", 1)[-1]
