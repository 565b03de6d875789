"""What stands between two figures: clauses that end a sentence, open a list, name what is compared with or begin a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .labels import Context, Named, name
from .phrases import base_of, read_phrase
from .vocabulary import Vocabulary

NEAR = 120
"""How many characters a governing phrase can have."""

_BOUNDARY = re.compile(r"[，。；：！？]")
_LISTS = re.compile(r"其中|主要用于|包括|分别(?:为|是)|具体为|用于以下方面")
_COMPARES = re.compile(r"(?:与|同|和|比|较)([^，。；：]{1,20}?)(?:相比|比较|相比较)?$")
_REASON = re.compile(r"原因|由于|因为")


@dataclass(frozen=True, slots=True)
class Heads:
    """The figures that a list opening now would be the parts of, and how many figures have been read."""

    amount: int | None
    change: int | None
    read: int


@dataclass(slots=True)
class Sentence:
    """What a sentence has said so far that the rest of it leans on; `lists` are the open ones, the innermost last."""

    number: int
    basis: str = ""
    versus: str = ""
    in_reason: bool = False
    reason_subject: Named | None = None
    resumed: bool = False
    lists: tuple[Heads, ...] = ()

    def compare_with(self, basis: str, versus: str) -> None:
        """What the changes that follow are compared with."""
        self.basis, self.versus = basis if versus == "budget" else "", versus

    def open_list(self, heads: Heads) -> None:
        if not self.lists or self.lists[-1] != heads:
            self.lists = (*self.lists, heads)


class Sentences:
    """Walks a block's words from figure to figure. Asides in brackets keep to themselves what they say."""

    def __init__(self, vocabulary: Vocabulary, year: int | None) -> None:
        self._vocabulary = vocabulary
        self._year = year
        self._count = 0
        self._outer: list[Sentence] = []
        self.current = Sentence(0)

    def begin_block(self) -> None:
        """A block begins a sentence of its own."""
        self._outer = []
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        self.current = Sentence(self._count)

    def advance(self, gap: str, area: str, heads: Heads) -> str:
        """Take in the words up to the next figure; returns the phrase that governs it."""
        while gap.startswith(")") and self._outer:
            self.current = replace(self._outer.pop(), number=self.current.number)
            gap = gap[1:]
        parts = _BOUNDARY.split(gap)
        for part, mark in zip(parts[:-1], _BOUNDARY.findall(gap), strict=True):
            self._clause(part[-NEAR:], area, heads)
            if mark in "。！？":
                self._begin()
            elif mark == "；" and self.current.lists and self.current.lists[-1].read == heads.read:
                self.current.lists = self.current.lists[:-1]
        return self._phrase(parts[-1], heads)

    def _phrase(self, words: str, heads: Heads) -> str:
        """The last clause, from the list or the aside that opens in it."""
        lists = list(_LISTS.finditer(words))
        if lists:
            self.current.open_list(heads)
            words = words[lists[-1].end() :] or words
        if _REASON.search(words):
            self.current.in_reason = True
        words = words[-NEAR:]
        opened = _aside(words)
        if opened >= 0:
            self._outer.append(replace(self.current))
            self.current.open_list(heads)
            words = words[opened + 1 :]
        return words

    def _clause(self, part: str, area: str, heads: Heads) -> None:
        """A clause without a figure: it may open a list, name what is compared with, begin a reason or name what a reason is about."""
        if _LISTS.search(part):
            self.current.open_list(heads)
        if _REASON.search(part):
            self.current.in_reason = True
        if self.current.in_reason:
            context = Context(area, "", part, "", None, self._year)
            found = name(read_phrase(part, "money", self._vocabulary), self._vocabulary, context)
            self.current.reason_subject = found or self.current.reason_subject
        match = _COMPARES.search(part)
        if match:
            basis, versus = base_of(match.group(1), self._vocabulary)
            if versus:
                self.current.compare_with(basis, versus)


def _aside(words: str) -> int:
    """Where an aside opens that holds the coming figure: the last bracket left open; -1 where none is."""
    depth = 0
    for index in range(len(words) - 1, -1, -1):
        depth += words[index] == ")"
        depth -= words[index] == "("
        if depth < 0:
            return index
    return -1
