"""The list that is open: what the numbers of 甲、乙分别为 1 个、2 个 or of 分别占 60%、40% are of, one after the other."""

from __future__ import annotations

import re
from dataclasses import replace

from .labels import Context, Named, name
from .lists import ANSWERS, LOOKS_BACK, SHARES_OF, listed, spelled_out
from .phrases import Reading, read_phrase
from .quantities import Quantity
from .sentences import Sentences
from .told import LIST_MARKS, Told, goes_on, listed_together
from .vocabulary import Vocabulary

_JOINS = re.compile(r"[、和及与]")


class Listing:
    """The names that the coming numbers are of, how all of them are read where the list says so, and that of which they are the sides."""

    def __init__(self, vocabulary: Vocabulary, sentences: Sentences, told: Told) -> None:
        self._vocabulary, self._sentences, self._told = vocabulary, sentences, told
        self._names: list[Named] = []
        self._shared: Reading | None = None
        self._answers = False
        self._whole: Named | None = None

    def answer(self, words: str, kind: str, between: str, text: str, quantities: list[Quantity]) -> None:
        """A list that opens here may answer the amounts told before it, as 分别占 60%、40% does and, less often, 占 60%、40%; amounts
        answer none, and parts are new."""
        if not (ANSWERS.match(words) or SHARES_OF.match(words)) or self._sentences.parts_named:
            return
        if kind != "percent" and read_phrase(words, kind, self._vocabulary).measure in ("", "final"):
            return
        count, sentence = listed_together(text, quantities, self._vocabulary), self._sentences.current.number
        answered = self._told.answered(count, sentence, looks_back=bool(LOOKS_BACK.search(between)))
        if answered:
            self._names, self._answers, self._whole = answered, True, None

    def take(self, words: str) -> tuple[Named | None, Reading | None]:
        """What the next number is of where the list goes on with these words, and how it is read where the words say nothing."""
        if not self._names or not (self._answers or goes_on(words, self._vocabulary)):
            return None, None
        return self._names.pop(0), None if self._answers or words.strip(LIST_MARKS) else self._shared

    def read_alike(self, reading: Reading) -> None:
        """The first number of a list that answers is read; the others are read as it is."""
        if self._answers:
            self._shared, self._answers = reading, False

    def share(self, named: Named, reading: Reading) -> None:
        """The next number is of the same name and read so."""
        self._names, self._shared = [named], reading

    def open(self, words: str, reading: Reading, context: Context) -> Named | None:
        """In 甲、乙分别为 1 个、2 个 each number takes its own subject; a label may also name the two sides that 各是 tells apart."""
        self._names, self._shared = [], None
        listing = listed(words, reading, context.after)
        if listing is None:
            return None
        words, self._shared = listing
        if context.area == "key_work":
            return None
        whole = name(reading, self._vocabulary, context) or (self._sentences.current.subject if self._shared else None)
        self._whole = whole if whole and whole.pair else None
        if self._whole:
            return self._first_of([Named(concept) for concept in self._whole.pair])
        parts = [part for part in _JOINS.split(words.strip(f"{LIST_MARKS}；")) if part]
        parts = spelled_out(parts, self._vocabulary.labels) if parts else []
        alone = replace(context, unit=None) if self._shared and context.unit and context.unit.kind == "count" else context
        named = [name(Reading(part, len(part), ""), self._vocabulary, alone) for part in parts]
        known = [part for part in named if part and part.concept]
        return self._first_of(known) if len(parts) > 1 and len(known) == len(parts) else None

    def _first_of(self, names: list[Named]) -> Named:
        """What the figure at hand is of; the next ones of its list are of the others."""
        self._told.list_together(names, self._sentences.current.number)
        first, *self._names = names
        return first

    def end_with(self, kind: str) -> None:
        """Behind a list nothing speaks of its last name alone."""
        if not self._names and (self._whole or kind != "count"):
            self._sentences.current.speak_of(self._whole, kind == "money")
