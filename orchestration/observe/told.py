"""The amounts that a block has told, in order: a list of rates answers a list of amounts, and 各 speaks of a pair of them."""

from __future__ import annotations

from itertools import pairwise

from .labels import Named
from .phrases import read_phrase
from .quantities import Quantity
from .vocabulary import Vocabulary

LIST_MARKS = "，、和及与/"
"""What stands between the numbers of one list."""


class Told:
    """The amounts of this block, each with the sentence it stands in."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._amounts: list[tuple[int, Named]] = []
        self._listed: tuple[int, list[Named]] = (0, [])
        self._wholes = {label.pair: label.concept for rows in vocabulary.labels.values() for label in rows if label.pair}

    def begin_block(self) -> None:
        self._amounts, self._listed = [], (0, [])

    def add(self, named: Named, sentence: int) -> None:
        self._amounts.append((sentence, named))
        if named not in self._listed[1]:
            self._listed = (0, [])

    def list_together(self, names: list[Named], sentence: int) -> None:
        """收入、支出分别增加… names what the lists behind it are of, though it tells no amounts."""
        self._listed = (sentence, names)

    def answered(self, count: int, sentence: int, *, looks_back: bool = False) -> list[Named]:
        """In 甲 12 万元、乙 8 万元，分别占 60%、40% the amounts that a list of so many numbers answers; none where fewer were told.

        One that `looks_back`, as 三项收入分别增加… does, may answer the sentence before."""
        listed_in, names = self._listed
        if listed_in == sentence and len(names) == count > 1:
            return list(names)
        last = self._amounts[-count:] if count > 1 else []
        return [named for told_in, named in last if sentence - looks_back <= told_in <= sentence] if len(last) == count else []

    def whole(self) -> Named | None:
        """In 收入总计 12 万元、支出总计 12 万元，各增加 1 万元 what the last two amounts are the sides of."""
        return self.whole_of(*(named.concept for _, named in self._amounts[-2:]))

    def whole_of(self, *sides: str) -> Named | None:
        """What these concepts are the two sides of."""
        concept = self._wholes.get(sides)
        return Named(concept) if concept else None


def goes_on(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a list goes on with these words: nothing but a comma or the like, or, as in 上升 8.2% 和下降 9.6%, the next change."""
    if not words.strip(LIST_MARKS):
        return True
    reading = read_phrase(words[1:], "percent", vocabulary)
    return words[0] in "、和及与" and reading.measure.startswith("change") and reading.cue_start == 0 and not reading.versus


def listed_together(text: str, quantities: list[Quantity], vocabulary: Vocabulary) -> int:
    """How many of these quantities, from the first on, are one list."""
    count = 1
    for left, right in pairwise(quantities):
        between = text[left.after : right.start]
        if right.label_kind or not between or not goes_on(between, vocabulary):
            break
        count += 1
    return count
