"""What each column of a table is: a code, a label, a line number or a value with its header path; and which columns make one side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from orchestration.read.document import Cell

from ..flow import normal
from .grid import Grid, is_column_numbers, words

_CODE_HEADER = re.compile(r"(?:编码|代码|编号)(?:\([^()]*\))?$|^(?:类|款|项)$")
_LABEL_HEADER = re.compile(r"^(?:(?:收入|支出)?项目(?:\(.*\))?|(?:.*科目)?名称|.*科目|项目名称|单位名称|(?:支出)?(?:功能|经济)分类)$")
_NAMES = re.compile(r"项目|科目|名称|类别|收入|支出")
"""What a column between figures is headed that names the rows beside it."""
_REMARKS = re.compile(r"备注|说明|原因")
_NUMBER_HEADER = re.compile(r"^(?:行次|序号)$")
_CODE = re.compile(r"[0-9]{1,7}")
_NUMBER = re.compile(r"[0-9]{1,3}")
_VALUE = re.compile(r"-?[0-9][0-9,]*\.[0-9]+|\([0-9][0-9,]*\.[0-9]+\)|-?[0-9]{1,3}(?:,[0-9]{3})+|0")
_LETTER = re.compile(r"[^\W\d_]")
_SIDE_WORDS = {"收入": "revenue", "支出": "expenditure"}


@dataclass(slots=True)
class Side:
    """One side of a table: its code, label and number columns, its value columns with their header paths, and its name."""

    name: str
    codes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    values: dict[int, tuple[str, ...]] = field(default_factory=dict)


def sides_of(grid: Grid) -> list[Side]:
    """The table's sides from left to right: a label or code column after values begins the next one."""
    header = [row for row in grid.header if not is_column_numbers(row)]
    sides: list[Side] = []
    for column in range(grid.columns):
        kind = _kind(grid, header, column, leads=not any(side.values for side in sides))
        if kind in ("code", "label", "number") and (not sides or sides[-1].values):
            sides.append(Side(_side_name(header, column)))
        if not sides:
            sides.append(Side(""))
        side = sides[-1]
        if kind == "value":
            side.values[column] = ()
        elif kind == "code":
            side.codes.append(column)
        elif kind == "label":
            side.labels.append(column)
    sides = [side for side in sides if side.values]
    covering = [_runs(row) for row in header]
    for side in sides:
        for column in side.values:
            side.values[column] = _path(header, covering, column, side, grid.columns)
    return sides


def _kind(grid: Grid, header: list[list[Cell | None]], column: int, leads: bool) -> str:
    """What the column holds: by its lowest header words, or by its cells where a merged header leaves it open or nobody knows the words.

    `leads` says that no column of values stands before it: there words label the row whatever they are headed."""
    texts = [words(row[column]) for row in header if row[column] is not None]
    leaf = next((text for text in reversed(texts) if text), "")
    own = [words(cell) for row in grid.body if (cell := row[column]) is not None and cell.column_span == 1 and words(cell)]
    if _NUMBER_HEADER.match(leaf):
        return "number"
    values = sum(bool(_VALUE.fullmatch(text)) for text in own)
    if _CODE_HEADER.search(leaf) or _LABEL_HEADER.match(leaf) or not leaf:
        codes = sum(bool(_CODE.fullmatch(text)) for text in own)
        if values * 2 > len(own):
            return "value"
        if own and codes * 2 > len(own):
            return "code"
        return "code" if _CODE_HEADER.search(leaf) and not own else "label"
    worded = sum(bool(_LETTER.search(text)) for text in own)
    names = not _REMARKS.search(leaf) if leads else bool(_NAMES.search(leaf))
    return "label" if names and not values and worded * 2 > len(own) else "value"


def _side_name(header: list[list[Cell | None]], column: int) -> str:
    top = next((words(row[column]) for row in header if words(row[column])), "")
    return _SIDE_WORDS.get(top, "")


def _path(header: list[list[Cell | None]], covering: list[list[range]], column: int, side: Side, columns: int) -> tuple[str, ...]:
    """The header words above a column, outermost first, without titles that span the whole table or a whole side."""
    named = [*side.codes, *side.labels]
    parts: list[str] = []
    for row, runs in zip(header, covering, strict=True):
        cell = row[column]
        text = words(cell)
        if cell is None or not text or _NUMBER.fullmatch(text):
            continue
        covers = runs[column]
        whole = len(covers) >= columns and columns > 1
        if whole or any(other in covers for other in named) or (parts and normal(parts[-1]) == text):
            continue
        parts.append(cell.text)
    return tuple("".join(part.split()) for part in parts)


def _runs(row: list[Cell | None]) -> list[range]:
    """For each column the neighbouring ones that say the same in this row, merged or not: unmerged copies mean what a merged cell would."""
    runs: list[range] = []
    for _, said in groupby(map(words, row)):
        run = range(len(runs), len(runs) + len(list(said)))
        runs += [run] * len(run)
    return runs
