"""Headings and what stands below them. Which numbering nests in which is learned from the order of their first appearance."""

from __future__ import annotations

import re

from .flow import Block, as_printed
from .model import Section
from .vocabulary import Vocabulary

CLOSED_AREAS = frozenset({"duties", "units", "staff", "glossary", "key_work", "performance"})
"""Areas whose inner headings name items, not topics of their own."""

MIXED_AREAS = frozenset({"other_matters"})
"""Areas of many things, where an item without a heading is about what its first sentence says."""

_SENTENCE = re.compile(r"[^。]*")
_HEAD = re.compile(r"[^。；：，]*")
_FIGURE = re.compile(r"\d[\d,.]*(?:万元|元|%|人|辆|个|台)")
_RUN_IN = re.compile(r"([^。；：，、\d]{3,16})。")
"""How a paragraph begins with a heading of its own."""
_LONGEST_TITLE = 90


def title_of(block: Block) -> tuple[str, int]:
    """The heading's words after its number, and where the rest of the block begins; no words where the block is prose."""
    begin = len(block.marker)
    head = _HEAD.match(block.text, begin)
    end = head.end() if head else begin
    words = block.text[begin:end]
    follows = block.text[end : end + 1]
    is_whole = end >= len(block.text) or (follows in "。：" and bool(follows))
    if not words and end < len(block.text):
        return "", begin
    if (not is_whole and block.marker_style not in ("part", "cn")) or _FIGURE.search(words) or len(words) > _LONGEST_TITLE:
        return "", begin
    if not is_whole:
        return (
            (block.text[begin:], len(block.text))
            if len(block.text) - begin <= _LONGEST_TITLE and not _FIGURE.search(block.text)
            else ("", begin)
        )
    return words, end


class Outline:
    """Builds the sections as the blocks go by: `enter` says in which section a block stands and where its body begins."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self.sections: list[Section] = []
        self._stack: list[tuple[str, Section]] = []
        self._vocabulary = vocabulary

    @property
    def current(self) -> Section | None:
        return self._stack[-1][1] if self._stack else None

    def path(self) -> str:
        """The headings that the reader is under, outermost first."""
        return self.current.path if self.current else ""

    def enter(self, block: Block) -> int:
        """Open a section where the block carries a number; returns where its body begins in the block's text."""
        if not block.marker_style:
            return self._run_in(block)
        title, body = title_of(block)
        if block.marker_style == "part":
            self._stack.clear()
        styles = [style for style, _ in self._stack]
        if block.marker_style in styles:
            del self._stack[styles.index(block.marker_style) :]
        self._open(block, title, len(block.marker))
        self._reach(block.at[-1] + 1)
        return body

    def _run_in(self, block: Block) -> int:
        """Among many things 政府采购。全年… opens a section as a number does; returns where the body begins, 0 where none opens."""
        head = _RUN_IN.match(block.text)
        if head and self._vocabulary.area_of(head[1], "") and self._stack:
            if self._stack[-1][0] == "run_in":
                self._stack.pop()
            if self._stack[-1][1].area in MIXED_AREAS:
                self._open(block, head[1], 0)
                self._reach(block.at[-1] + 1)
                return head.end(1)
        self._reach(block.at[-1] + 1)
        return 0

    def _open(self, block: Block, title: str, begin: int) -> None:
        parent = self.current
        area = parent.area if parent else ""
        if area not in CLOSED_AREAS:
            words = title or (_SENTENCE.match(block.text, begin) or [""])[0] * (area in MIXED_AREAS)
            area = self._vocabulary.area_of(words, area) or area
        start, end = block.span(begin, begin + len(title)) if title else (block.at[-1] + 1,) * 2
        printed = as_printed(self._text[start:end])
        section = Section(
            section_id=len(self.sections) + 1,
            parent_id=parent.section_id if parent else None,
            level=len(self._stack) + 1,
            marker=block.marker,
            title=printed,
            area=area,
            path="/".join(filter(None, [parent.path if parent else "", block.marker + printed])),
            title_start=start,
            title_end=end,
            char_start=block.at[0],
            char_end=block.at[-1] + 1,
        )
        self.sections.append(section)
        self._stack.append((block.marker_style or "run_in", section))

    def _reach(self, char_end: int) -> None:
        for _, section in self._stack:
            section.char_end = char_end
