"""Forms that change their columns below their header: rows that say which of budget and final account they are, and a part of what was
counted, of names and numbers side by side, whatever the columns above are headed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from orchestration.read.document import Cell

from ..vocabulary import Vocabulary
from .grid import NUMBER, words
from .header import Header, header_of
from .rows import plain_label

_WORDS = re.compile(r"[^\W\d_]")
_NAMES = re.compile(r"项目|名称|指标|内容")
"""How a column of names is headed in a part of its own: 项目, 统计数, 项目, 统计数. Elsewhere words among values name nothing: 无."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a number beside its own name is: the name, and the words of the header of its part, where it has one."""

    label: str
    path: tuple[str, ...]


class Beside:
    """The names and numbers that stand side by side under columns of values, with the header of their part from the rows before."""

    def __init__(self, values: Collection[int]) -> None:
        self._values = frozenset(values)
        self._header: dict[int, str] = {}

    def of(self, row: list[Cell | None]) -> dict[int, Named]:
        """For each column that a number begins in, what it is; nothing for a row whose numbers are named by its label."""
        begins = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell.column == column and words(cell)]
        worded = {column: words(cell) for column, cell in begins if _WORDS.search(words(cell))}
        if len(worded) == len(begins) > 1:
            self._header = {column: cell.text for column, cell in begins}
            return {}
        pairs = [(before, column) for (before, _), (column, cell) in pairwise(begins) if NUMBER.fullmatch(words(cell))]
        if not any(before in self._values and before in worded and _NAMES.search(self._header.get(before, "")) for before, _ in pairs):
            return {}
        return {
            column: Named(plain_label(worded[before]), tuple(filter(None, [self._header.get(column)])))
            for before, column in pairs
            if before in worded
        }


def of_row(label: str, header: Header, year: int | None, vocabulary: Vocabulary) -> Header:
    """The header of a column of items whose row says which of their amounts it tells: 预算数, 决算数, 上年决算数."""
    said = header_of((label,), year, vocabulary) if label and header.items and not header.measure else None
    if said is None or not said.measure or said.items:
        return header
    return header_of((*header.path, label), year, vocabulary)
