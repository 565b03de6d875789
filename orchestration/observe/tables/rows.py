"""What names a row of a table: its code, or its label with the one above it where it repeats."""

from __future__ import annotations

import re

from orchestration.read.document import Cell

from .columns import Side
from .grid import words
from .ladder import Ladder

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)|[①-⑳]|[0-9]{1,2}[.、](?![0-9])|其中[：:]?|减[：:]|加[：:])+"
)
_LEADING = re.compile(r"([0-9]{3}(?:[0-9]{2}){0,2})(?![0-9])")


def plain_label(text: str) -> str:
    """A label in normal form without its numbering."""
    return _NUMBERING.sub("", text)


class Rows:
    """What the rows before leave for the next: codes given level by level, and labels that repeat under another."""

    def __init__(self) -> None:
        self.code: dict[int, list[str]] = {}
        self.seen: dict[int, set[str]] = {}
        self.parent: dict[int, str] = {}
        self._ladders: dict[int, Ladder] = {}

    def ladder(self, number: int) -> Ladder:
        """How far down the classes this side has come."""
        return self._ladders.setdefault(number, Ladder())

    def key(self, number: int, side: Side, row: list[Cell | None]) -> tuple[str, str]:
        """(row key, label) of the row on this side: the joined code, or the label with its parent where it repeats."""
        label = self._label(side, row)
        code = self._code(number, side, row)
        if code:
            return code, label
        if not label:
            return "", ""
        seen = self.seen.setdefault(number, set())
        bare = label.removesuffix("收入")
        if bare in seen and self.parent.get(number) and self.parent[number] != label:
            return f"{self.parent[number]}/{label}", label
        seen.add(bare)
        self.parent[number] = label
        return label, label

    def _label(self, side: Side, row: list[Cell | None]) -> str:
        cells = [row[column] for column in (*reversed(side.labels), *side.codes)]
        return plain_label(next((words(cell) for cell in cells if cell and words(cell) and not words(cell).isdigit()), ""))

    def _code(self, number: int, side: Side, row: list[Cell | None]) -> str:
        """The code in the columns of 类, 款 and 项: given level by level, or whole in one of them or in a cell over all three."""
        cells = [row[column] for column in side.codes]
        parts = [words(cell) if cell not in cells[:index] else "" for index, cell in enumerate(cells)]
        whole = next((part for part in parts if part.isdigit() and len(part) >= 5), "")
        if len(parts) > 1 and not whole and any(part.isdigit() for part in parts):
            known = self.code.setdefault(number, [""] * len(parts))
            first = next(index for index, part in enumerate(parts) if part.isdigit())
            self.code[number] = [part if part.isdigit() else known[index] if index < first else "" for index, part in enumerate(parts)]
            return "".join(self.code[number])
        text = whole or next((part for part in parts if part.isdigit()), "") or self._leading(side, row)
        return text if len(text) in (3, 5, 7) else ""

    @staticmethod
    def _leading(side: Side, row: list[Cell | None]) -> str:
        """A code that shares its cell with the name: 2010301 行政运行."""
        found = (_LEADING.match(words(row[column])) for column in side.labels)
        return next((match.group(1) for match in found if match), "")


class Topics:
    """What the sections of a form are about, as in 四、国有资产占用情况, so that the rows below are read as of that area."""

    def __init__(self, area: str) -> None:
        self._title = area
        self._area: dict[int, str] = {}

    def area(self, number: int, area: str) -> str:
        """The area of a row on this side; `area` is the one that the row's own label opens, empty where it opens none."""
        if area:
            self._area[number] = area
        return self._area.get(number, self._title)
