"""The amounts that a block has told, in order: a list of rates answers a list of amounts, and 各 speaks of a pair of them."""

from __future__ import annotations

from itertools import pairwise

from .labels import Named
from .quantities import Quantity
from .vocabulary import Vocabulary

LIST_MARKS = "，、和及与/"
"""What stands between the numbers of one list."""


class Told:
    """The amounts of this block, each with the sentence it stands in."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._amounts: list[tuple[int, Named]] = []
        self._wholes = {label.pair: label.concept for rows in vocabulary.labels.values() for label in rows if label.pair}

    def begin_block(self) -> None:
        self._amounts = []

    def add(self, named: Named, sentence: int) -> None:
        self._amounts.append((sentence, named))

    def answered(self, count: int, sentence: int) -> list[Named]:
        """In 甲 12 万元、乙 8 万元，分别占 60%、40% the amounts that a list of so many numbers answers; none where fewer were told."""
        last = self._amounts[-count:] if count > 1 else []
        return [named for told_in, named in last if told_in == sentence] if len(last) == count else []

    def whole(self) -> Named | None:
        """In 收入总计 12 万元、支出总计 12 万元，各增加 1 万元 what the last two amounts are the sides of."""
        concept = self._wholes.get(tuple(named.concept for _, named in self._amounts[-2:]))
        return Named(concept) if concept else None


def listed_together(text: str, quantities: list[Quantity]) -> int:
    """How many of these quantities, from the first on, are one list with nothing but commas and the like between them."""
    count = 1
    for left, right in pairwise(quantities):
        between = text[left.after : right.start]
        if right.label_kind or not between or between.strip(LIST_MARKS):
            break
        count += 1
    return count
