"""What stands around a figure, in the form that labels are looked up by: years told relative to the document's own, asides left out."""

from __future__ import annotations

import re
from dataclasses import replace

from .flow import Block, normal
from .labels import Context
from .model import Section
from .quantities import Quantity

_REACH = 600
"""How far back a sentence is looked at; the genre's longest are shorter."""
_CLAUSE = re.compile(r"[^，。；！？]{0,60}")
"""The rest of the clause behind a number."""
_COMPARED = re.compile(r"(?:相比较?|比较)，([^，。；：！？\d]{1,30})")
"""What is told next of an amount that it is compared with."""
_AHEAD = 14
"""How many characters behind a number are looked at."""
_TOLD_ASIDE = re.compile(r"\((?:[^()]*\d[^()]*|(?:不含|不包括|不包含)[^()]*|[^()]*除外)\)")
"""An aside with figures of its own, or of what is left out; what it names does not colour what follows it."""
_YEAR = re.compile(r"((?:19|20)\d{2})年度?")


class Surroundings:
    """Looks around in a document of this fiscal year and organisation."""

    def __init__(self, year: int | None, organisation: str) -> None:
        self.year = year
        self._organisation = organisation

    def years(self, words: str) -> str:
        """Years said relative to the document's own: in a document of 2020, 2019年度 becomes 上年 and 2020年度 goes without saying."""
        if self._organisation:
            words = words.replace(self._organisation, "")
        return _YEAR.sub(self._relative, words)

    def _relative(self, match: re.Match[str]) -> str:
        year = int(match.group(1))
        return "" if year == self.year else "上年" if self.year and year == self.year - 1 else "某年"

    def of_heading(self, section: Section, spending: str) -> Context:
        """Where the words of a heading stand."""
        return Context(section.area, normal(section.path), "", "", None, self.year, spending=spending)

    def of_figure(self, block: Block, quantity: Quantity, section: Section | None) -> Context:
        """Where a figure stands: its heading, its sentence up to it and the words behind it."""
        reach = max(0, quantity.start - _REACH)
        begin = block.text.rfind("。", reach, quantity.start) + 1 or reach
        said = _TOLD_ASIDE.sub("", self.years(block.text[begin : quantity.start]))
        after = block.text[quantity.after : quantity.after + _AHEAD]
        clause = _CLAUSE.match(block.text, quantity.after)
        ahead = clause.group() if clause else ""
        compared = _COMPARED.match(block.text, quantity.after)
        next_clause = compared.group(1) if compared else ""
        if section is None:
            return Context("", "", said, after, quantity.unit, self.year, ahead=ahead, next_clause=next_clause)
        return replace(self.of_heading(section, ""), sentence=said, after=after, unit=quantity.unit, ahead=ahead, next_clause=next_clause)
