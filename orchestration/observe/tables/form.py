"""What a form of evaluation is made of while it is read: rows, small tables under their headers, and the form of one subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from orchestration.read.document import Cell, Table

from ..vocabulary import Unit

SUBJECTS = {"项目名称": "project", "单位名称": "whole_unit"}
WHOLE_UNIT = "整体支出"
AMOUNTS = frozenset({"预算数", "执行数"})
POINTS = frozenset({"分值", "得分"})
RESULTS = frozenset({"指标值", "完成值"})
VALUES = frozenset({*AMOUNTS, "执行率", *POINTS, *RESULTS})
SPEAKS_OF = {"执行率": "执行数", "执行数": "预算数", "得分": "分值"}


class Number(NamedTuple):
    """A number that fills its cell, with the unit printed behind it; a bound such as ≥ makes it approximate."""

    value: Decimal
    unit: Unit | None
    is_approximate: bool


class Row(NamedTuple):
    """A row of the grid: the cell at each column, spanning ones repeated, and the words and numbers of those that begin in it."""

    cells: list[Cell | None]
    texts: dict[int, str]
    numbers: dict[int, Number]

    def beside(self) -> dict[int, str]:
        """For each number the words of the cell before it, where that holds no number itself."""
        columns = sorted(self.texts)
        pairs = zip([None, *columns], columns, strict=False)
        return {
            column: "" if before is None or before in self.numbers else self.texts[before]
            for before, column in pairs
            if column in self.numbers
        }


class Line(NamedTuple):
    """What a row tells of: its label as printed, the row of `table_cells.csv` that it is, whose figures they are and what sums them."""

    label: str
    means: str
    side: str
    member: str
    is_total: bool


@dataclass(slots=True)
class Block:
    """A small table in the form: what its columns tell, the words of its header, and the totals of its columns of money once read."""

    kind: str
    columns: dict[int, str]
    heads: dict[int, str]
    wholes: dict[int, list[Cell]] = field(default_factory=dict)


@dataclass(slots=True)
class Form:
    """The form of one subject as it is read; `pending` and `heads` are its header so far, `wholes` the cells of the total points."""

    side: str
    is_titled: bool
    unit: Unit | None
    member: str = ""
    block: Block | None = None
    pending: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    wholes: dict[str, list[Cell]] = field(default_factory=dict)


def may_be_form(table: Table) -> bool:
    """Whether looking closer is worth while: a quick look at the words of the title and the cells."""
    return (
        "绩" in table.title
        or "自评" in table.title
        or any("分" in cell.text and ("得" in cell.text or "值" in cell.text) for cell in table.cells)
    )


def kind_of(told: set[str], is_titled: bool) -> str:
    """Of which kind a block is whose columns tell this; empty where they head none."""
    if told & RESULTS and len(told) > 1:
        return "indicators"
    if not told & AMOUNTS or not (is_titled or told & POINTS):
        return ""
    return "list" if told & SUBJECTS.keys() else "funds" if len(told & {*AMOUNTS, "执行率"}) > 1 else ""


def whole_of(form: Form, line: Line, told: str, column: int) -> list[Cell]:
    """Where the cell of the total stands, once it is read, of which a number of this row and column is a part; no sum of some parts is."""
    if line.means == "小计":
        return []
    if form.block and told in AMOUNTS:
        return form.block.wholes.setdefault(column, [])
    if told in POINTS and line.means not in ("合计", *SUBJECTS):
        return form.wholes.setdefault(told, [])
    return []
