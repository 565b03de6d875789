"""Whose year a figure is of: 2022 年度收入总计 100 万元 in a document of 2023 is no figure of this year's accounts."""

from __future__ import annotations

import re
from dataclasses import replace

from .classification import find_class
from .labels import OWN, Named
from .phrases import Reading, read_phrase
from .vocabulary import Vocabulary

BEFORE, ANOTHER = "上年", "某年"
"""What years are called relative to the document's own; its own goes without saying."""
_LED = re.compile(r"(?:其中|同时|而|截[至止]|到|至|在)*(上年|某年|去年|上一年)度?(?:年?[末底])?")
_THIS = re.compile(r"本年|今年|当年|本期|现有|目前")
_FIGURE = ("", "final")
_CHANGE = ("change", "change_pct", "base_value")


def year_alone(clause: str) -> str:
    """The other year that a clause tells and nothing else, as 截至 2022 年底 before its comma; empty where it does not."""
    led = _LED.fullmatch(clause)
    return _called(led) if led else ""


def behind_year(reading: Reading, kind: str, vocabulary: Vocabulary) -> Reading | None:
    """What a sentence that begins with 上年支出 is of, as an amount of that year: behind the year its own name may stand."""
    led = _LED.match(reading.words) if reading.measure == "base_value" and not reading.subject else None
    if led is None or led[1] == ANOTHER or led.end() == len(reading.words):
        return None
    return in_year(read_phrase(reading.words[led.end() :], kind, vocabulary), kind, BEFORE)


def year_told(reading: Reading, named: Named, told: str, year: int | None, vocabulary: Vocabulary) -> str:
    """The other year that a figure is of, where its sentence `told` one or none: the one before what is named, as in 上年收入总计. In
    上年结转 it is part of the name."""
    led = _LED.match(reading.words)
    if led is None:
        return "" if BEFORE in reading.words else told
    if reading.measure not in (*_FIGURE, "budget"):
        return told
    if _begins_with(reading.words[led.start(1) :], named, year, vocabulary):
        return ""
    own = OWN.match(reading.words, led.end())
    starts = range(led.end(), (own.end() if own else led.end()) + 1)
    return _called(led) if any(_begins_with(reading.words[start:], named, year, vocabulary) for start in starts) else told


def _called(led: re.Match[str]) -> str:
    return ANOTHER if led[1] == ANOTHER else BEFORE


def _begins_with(words: str, named: Named, year: int | None, vocabulary: Vocabulary) -> bool:
    """Whether the words begin with the name itself."""
    if named.function_code:
        found = None if words.startswith(BEFORE) else find_class(words, year, vocabulary)
        return found is not None and found.start == 0
    ends = range(2, vocabulary.reach.get(words[:1], 0) + 1)
    return any(label.concept == named.concept for end in ends for label in vocabulary.labels.get(words[:end], ()))


def says_this_year(words: str, year: int | None) -> bool:
    """Whether the words name the document's own year."""
    return bool(_THIS.search(words)) or f"{year}年" in words


def in_year(reading: Reading, kind: str, year: str) -> Reading | None:
    """The reading as one of the year that its sentence is about: a change is the same, an amount or a count of the year before is what
    this year's is compared with, and anything else of another year is nothing of these accounts."""
    if year and reading.measure != "base_value" and ANOTHER in reading.words:
        return None
    if not year or reading.measure in _CHANGE:
        return reading
    if year == BEFORE and reading.measure in _FIGURE and kind != "percent":
        return replace(reading, measure="base_value", versus="prior_year", basis="")
    return None
