"""The year's key work: its items in prose, and the table of items with target and completion where plain text kept one.

In extracted text a table's columns are lost but for their widths: a row opens with its number, its first cell is wrapped narrow,
its target wide, and its completion ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from orchestration.read.document import Document

from .flow import Block, Line, as_printed, lines_of
from .model import Section, Statement

_HEADER = re.compile(r"序号.*(?:完成|目标)")
_COMPLETION = re.compile(
    r"(?:已|基本|部分|全部|按期|按时|正常|圆满|超额|未|正在|持续)?(?:完成|推进|进行|实施)(?:中)?(?:\d+%)?$|已达到$|达标$"
)
_LEVEL_OF_ITEMS = 2


@dataclass(slots=True)
class _Row:
    title: str
    target: str
    completion: str
    char_start: int
    char_end: int


class KeyWork:
    """Collects the items of a key-work part and joins each with the table row that speaks of the same work."""

    def __init__(self) -> None:
        self._items: list[Statement] = []
        self._sections: dict[int, Section] = {}
        self._until: int | None = None

    def read(self, block: Block, body: int, section: Section) -> None:
        """A heading of the part opens an item; what stands below belongs to it, until the table begins."""
        self._sections[section.section_id] = section
        if self._until is not None:
            return
        header = _HEADER.search(block.text)
        end = header.start() if header else len(block.text)
        if header:
            self._until = block.at[end]
        if block.marker and section.level == _LEVEL_OF_ITEMS:
            self._items.append(Statement(0, "key_work_item", section.title, "", section.section_id, block.at[0], block.at[0]))
        else:
            body = 0
        if self._items and section.level >= _LEVEL_OF_ITEMS and body < end:
            item = self._items[-1]
            item.char_start = item.char_start if item.char_end > item.char_start else block.at[body]
            item.char_end = block.at[end - 1] + 1

    def collect(self, document: Document) -> list[Statement]:
        """The items in order, with target and completion; a row that no item speaks of is an item of its own."""
        if self._until is not None:
            end = max(section.char_end for section in self._sections.values())
            for index, row in enumerate(_rows(lines_of(document.text[self._until : end])), 1):
                self._place(row, index, self._until)
        for item in self._items:
            item.char_end = max(item.char_end, item.char_start + 1)
            item.text = item.text or as_printed(document.text[item.char_start : item.char_end]).lstrip("。：") or item.subject
        return self._items

    def _place(self, row: _Row, index: int, offset: int) -> None:
        item = max(self._items, key=lambda item: _alike(row, item), default=None)
        if item is None or _alike(row, item) < 0.5 or item.target is not None:
            item = (
                self._items[index - 1] if index <= len(self._items) and self._items[index - 1].target is None and item is not None else None
            )
        if item is None:
            item = Statement(0, "key_work_item", row.title, row.target, None, offset + row.char_start, offset + row.char_end)
            self._items.append(item)
        item.target, item.completion = row.target, row.completion or None


def _alike(row: _Row, item: Statement) -> float:
    """How many of the row title's pairs of characters stand in the item's heading."""
    pairs = {row.title[i : i + 2] for i in range(len(row.title) - 1)}
    return sum(pair in item.subject for pair in pairs) / len(pairs) if pairs else 0.0


def _rows(lines: list[Line]) -> list[_Row]:
    """The table's rows: each opens with the next number, alone on its line or before the first words."""
    groups: list[list[Line]] = []
    for line in lines[1:]:
        number = str(len(groups) + 1)
        opens = line.text == number or (
            line.text.startswith(number)
            and re.match(r"\D", line.text[len(number) :] or "x")
            and not re.match(r"[.、%]", line.text[len(number) :])
        )
        if opens:
            groups.append([])
        if groups:
            groups[-1].append(line)
    return [_row(group, str(number)) for number, group in enumerate(groups, 1)]


def _row(group: list[Line], number: str) -> _Row:
    """One row's cells, told apart by how wide their lines are."""
    start, end = group[0].at[0], group[-1].at[-1] + 1
    words = [re.split(r"\s{1,}", line.raw.strip()) for line in group]
    flat = [line.text for line in group]
    flat[0] = flat[0][len(number) :]
    if len(words[0]) > 2 and words[0][0] == number:
        title, flat = words[0][1], ["".join(words[0][2:]), *flat[1:]]
    else:
        flat = [text for text in flat if text]
        cut = _title_lines(flat)
        title, flat = "".join(flat[:cut]), flat[cut:]
    rest = "".join(flat)
    match = _COMPLETION.search(rest)
    completion = match.group() if match and match.start() else ""
    return _Row(title, rest[: len(rest) - len(completion)], completion, start, end)


def _title_lines(texts: list[str]) -> int:
    """How many lines make the narrow first cell: full lines of the first one's width, and the shorter one that ends it."""
    if not texts:
        return 0
    width = len(texts[0])
    for index, text in enumerate(texts[1:], 1):
        if len(text) > width + 2:
            return index
        if len(text) < width - 1:
            return index + 1
    return 1 if len(texts) > 1 else len(texts)
