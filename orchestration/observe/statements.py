"""What the genre asks to be said in words: duties, reasons, conclusions, outputs, problems, notes, claims and terms.

Which words open a statement, how far it reaches and where is data (`openers.csv`); duties and terms are the items of their areas.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.read.document import Document

from .flow import Block, as_printed, normal
from .keywork import KeyWork
from .labels import Context, name
from .model import Observation, Section, Statement
from .phrases import read_phrase
from .vocabulary import Opener, Vocabulary

_SENTENCE_END = re.compile(r"[。！？]")
_CLAUSE_END = re.compile(r"[。；！？]")


class Statements:
    """Reads the blocks as they go by; `collect` gives the statements in reading order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._found: list[Statement] = []
        self._key_work = KeyWork()
        self._extents = {opener.words: opener.extent for opener in vocabulary.openers}
        self._pattern = re.compile("|".join(map(re.escape, self._extents)))

    def read(self, block: Block, body: int, section: Section | None, observations: list[Observation]) -> None:
        """See what the block states; `observations` are the block's own, by which a reason knows what it explains."""
        area = section.area if section else ""
        if section and area == "duties":
            self._duty(block, body, section)
        elif section and area == "glossary":
            self._term(block, body, section)
        elif section and area == "key_work":
            self._key_work.read(block, body, section)
        if area != "glossary":
            self._opened(block, body, section, area, observations)

    def collect(self, document: Document) -> list[Statement]:
        for row in self._found:
            row.text = as_printed(document.text[row.char_start : row.char_end])
        rows = [*self._found, *self._key_work.collect(document)]
        rows.sort(key=lambda row: (row.char_start, row.char_end, row.kind))
        return [replace(row, ordinal=ordinal, page=document.page_of(row.char_start)) for ordinal, row in enumerate(rows, 1)]

    def _add(self, kind: str, subject: str, block: Block, start: int, end: int, section: Section | None) -> None:
        text = block.text[start:end]
        trimmed = text.strip("，；：。、 ")
        if len(trimmed) < 2:
            return
        start += text.index(trimmed)
        char_start, char_end = block.span(start, start + len(trimmed))
        self._found.append(Statement(0, kind, subject, trimmed, section.section_id if section else None, char_start, char_end))

    def _duty(self, block: Block, body: int, section: Section) -> None:
        """Every item of the duties; the heading that opens them is not one."""
        if self._vocabulary.area_of(normal(section.title)) == "duties" and body >= len(block.text):
            return
        self._add("duty", section.marker if block.marker else "", block, len(block.marker), len(block.text), section)

    def _term(self, block: Block, body: int, section: Section) -> None:
        """A term and what it means, parted by a colon."""
        term, colon, _ = block.text[len(block.marker) :].partition("：")
        if colon and len(term) <= 90:
            self._add("glossary_term", term, block, len(block.marker) + len(term) + 1, len(block.text), section)

    def _opened(self, block: Block, body: int, section: Section | None, area: str, observations: list[Observation]) -> None:
        seen: set[tuple[str, int]] = set()
        matches = list(self._pattern.finditer(block.text, body))
        for index, match in enumerate(matches):
            opener = next((o for o in self._vocabulary.openers if o.words == match.group() and (not o.areas or area in o.areas)), None)
            if opener is None:
                continue
            start, end = self._extent(block.text, opener, match, matches[index + 1 :])
            if (opener.kind, start) not in seen:
                seen.add((opener.kind, start))
                member = _member_within(block, start, end, observations) if opener.extent == "sentence" else ""
                subject = member or self._subject(block, match.start(), section, observations)
                self._add(opener.kind, subject, block, start, end, section)

    def _extent(self, text: str, opener: Opener, match: re.Match[str], later: list[re.Match[str]]) -> tuple[int, int]:
        """Where the statement begins and ends in the block."""
        if opener.extent == "sentence":
            return _begin(text, match.start()), _end(text, match.end(), _SENTENCE_END)
        if opener.extent == "to_next":
            stops = [m.start() for m in later if self._extents[m.group()] == "to_next"]
            stops += [begin for m in later if self._extents[m.group()] == "sentence" and (begin := _begin(text, m.start())) > match.end()]
            return match.end(), min(stops, default=len(text))
        return match.end(), _end(text, match.end(), _CLAUSE_END if opener.extent == "clause_rest" else _SENTENCE_END)

    def _subject(self, block: Block, position: int, section: Section | None, observations: list[Observation]) -> str:
        """What the statement is about: the member or concept of the figure before it, or the heading it stands under."""
        clause = re.split(r"[，。；：]", block.text[:position])[-1]
        context = Context(section.area if section else "", "", clause, "", None, None)
        named = name(read_phrase(clause, "money", self._vocabulary), self._vocabulary, context)
        if named and named.concept:
            return named.member or self._vocabulary.concepts[named.concept].label_zh
        place = block.at[position]
        before = [
            row
            for row in observations
            if (row.char_start or 0) < place and row.status == "mapped" and row.concept in self._vocabulary.concepts
        ]
        if not before:
            return (section.title or section.path.rpartition("/")[0].rpartition("/")[2]) if section else ""
        return before[-1].member or self._vocabulary.concepts[before[-1].concept].label_zh


def _member_within(block: Block, start: int, end: int, observations: list[Observation]) -> str:
    """The member of the first figure within a statement: what a whole sentence states, it states of what its own figures are about."""
    places = range(*block.span(start, end)) if start < end else range(0)
    return next((row.member for row in observations if row.member and row.char_start in places), "")


def _begin(text: str, position: int) -> int:
    """Where the sentence around the position begins."""
    return max(text.rfind(mark, 0, position) for mark in "。！？") + 1


def _end(text: str, position: int, mark: re.Pattern[str]) -> int:
    match = mark.search(text, position)
    return match.start() if match else len(text)
