"""Runs: which lines of a page may be a table without rules, from its header to its last row.

A line is split into blocks where the white is as wide as between columns. Lines of several blocks with figures among them are what a
run holds on to; lines of labels alone belong to it where they begin as other labels do, and above it stands its header.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from orchestration.read.pdf.lines import TextLine
from orchestration.read.pdf.spanning import Block

_FIGURE = re.compile(r"[-−－+(（]?\d[\d,，.．]*[)）]?[%％]?|[-−－—–]+")
_CAPTION = re.compile(
    r"(?:金额)?(?:计量)?单位[：:].{1,6}|(?:编制|填报|预算)?(?:单位|部门|机构)(?:名称)?[：:].*|"
    r"(?:公开|财决|附)\s*\d{1,2}(?:-\d)?\s*表|附?表\s*[\d一二三四五六七八九十]{1,3}"
)
"""What stands between a table's title and its header: unit, body, the table's number."""
_NOTE = re.compile(r"[注*※]|备注|说明|本表|数据来源|制表|填表")
"""How a line below a table begins that is none of its rows."""
_PROSE = re.compile(r"[，。；]")
"""What parts sentences. Lines of running text set to both edges are as wide apart between words as columns are."""
TOTAL = re.compile(r"合计|总计|小计|栏次|行次|本年(?:收入|支出)合计")
"""What names a row in the middle of its columns for code and name."""
HEADED = 3
"""Blocks of a line that make it the header of a table, whatever stands below."""
_GAP = 50
"""Hundredths of an em: the least white between two columns."""
_NEAR = 125
"""Hundredths of an em: lines of one wrapped cell follow each other more closely than rows do."""
_REACH = 400
"""Hundredths of an em within which the next row follows; a row is as high as its longest cell."""
_ABOVE = 190
"""Hundredths of an em within which header lines follow each other, unless the rows themselves lie further apart."""


class Row(NamedTuple):
    """A line of text, split where the white is as wide as between columns; whether it has several blocks and figures among them, and is
    no line of running text."""

    number: int
    middle: int
    em: int
    blocks: list[Block]
    is_anchor: bool


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, a code, or the dash of a number that is not there."""
    return _FIGURE.fullmatch(text) is not None


def row_of(number: int, line: TextLine) -> Row:
    """The blocks of a line."""
    (_, top, _, bottom), text, edges = line
    em = max(bottom - top, 1)
    blocks: list[Block] = []
    start, at = 0, text.find(" ")
    while at >= 0:
        if 100 * (edges[at + 1] - edges[at]) > _GAP * em:
            blocks.append(Block(edges[start], top, edges[at], bottom, text[start:at]))
            start = at + 1
        at = text.find(" ", at + 1)
    blocks.append(Block(edges[start], top, edges[-1], bottom, text[start:]))
    words = [block.text for block in blocks if not is_figure(block.text)]
    is_anchor = 1 < len(blocks) > len(words) and not any(map(_PROSE.search, words))
    return Row(number, (top + bottom) // 2, em, blocks, is_anchor)


def runs_of(rows: list[Row]) -> list[tuple[int, int]]:
    """Half-open runs of rows that may be tables: anchors that follow each other, labels between and after them, headers above."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(rows):
        if not rows[index].is_anchor and not _is_headed(rows, index):
            index += 1
            continue
        floor = runs[-1][1] if runs else 0
        start, (left, right) = index, _extent(rows[index : index + 1])
        while start > floor and not _says_caption(rows[start - 1]) and _goes_on(rows[start], rows[start - 1], right - left, _ABOVE):
            start -= 1
            left, right = min(left, rows[start].blocks[0].left), max(right, rows[start].blocks[-1].right)
        last, ahead, labels = index, index + 1, list[int]()
        _note_labels(rows[index], labels)
        while ahead < len(rows) and not _says_caption(rows[ahead]):
            row = rows[ahead]
            near = row.is_anchor or _is_flush(row, labels) or _goes_on(rows[last], row, right - left, _REACH)
            if not (near and _goes_on(rows[ahead - 1], row, right - left, _REACH)):
                break
            if row.is_anchor:
                last = ahead
                left, right = min(left, row.blocks[0].left), max(right, row.blocks[-1].right)
                _note_labels(row, labels)
            ahead += 1
        end, width = last + 1, right - left
        pitch = max(_NEAR, 130 * pitch_of(rows[index : last + 1]) // rows[index].em)
        while end < len(rows) and not rows[end].is_anchor:
            row = rows[end]
            goes_on = (_is_flush(row, labels) and not _says_note(row)) or TOTAL.fullmatch(row.blocks[0].text)
            reach = max(pitch, _ABOVE) if goes_on else _NEAR
            if not _goes_on(rows[end - 1], row, width, reach):
                break
            end += 1
        while start > floor and not _says_caption(rows[start - 1]) and _goes_on(rows[start], rows[start - 1], width, pitch):
            start -= 1
        left, right = _extent([row for row in rows[start:end] if row.is_anchor] or rows[start:end])
        while start < index and _is_caption(rows[start], left, right):
            start += 1
        runs.append((start, end))
        index = end
    return runs


def _note_labels(row: Row, starts: list[int]) -> None:
    """Add where the words of a row begin to an ascending list."""
    for block in row.blocks:
        if not is_figure(block.text):
            insort(starts, block.left)


def _is_flush(row: Row, starts: list[int]) -> bool:
    """Whether every block of a row begins where words of other rows begin, as labels without figures do."""
    slack = row.em // 5
    return all(bisect_left(starts, block.left - slack) < bisect_right(starts, block.left + slack) for block in row.blocks)


def pitch_of(rows: list[Row]) -> int:
    """The least distance between two rows that have figures."""
    middles = [row.middle for row in rows if row.is_anchor]
    return min((lower - upper for upper, lower in pairwise(middles)), default=0)


def _extent(rows: list[Row]) -> tuple[int, int]:
    return min(row.blocks[0].left for row in rows), max(row.blocks[-1].right for row in rows)


def _goes_on(row: Row, other: Row, width: int, reach: int) -> bool:
    """Whether a row stands near another, in the same size of print, and is no line of running text."""
    alike = 5 * abs(row.em - other.em) <= max(row.em, other.em)
    runs_on = len(other.blocks) < 2 and 2 * (other.blocks[0].right - other.blocks[0].left) > width
    return alike and not runs_on and 100 * abs(other.middle - row.middle) <= reach * max(row.em, other.em)


def _is_caption(row: Row, left: int, right: int) -> bool:
    """Whether a line above a header is set against the table's edges, as units and numbers of tables are."""
    return len(row.blocks) < 3 and all(
        abs(block.left - left) <= row.em // 2 or abs(block.right - right) <= row.em // 2 for block in row.blocks
    )


def _says_caption(row: Row) -> bool:
    """Whether a line says that it is a unit, a body or the number of a table."""
    return any(not is_figure(block.text) and _CAPTION.fullmatch("".join(block.text.split())) for block in row.blocks)


def _is_headed(rows: list[Row], index: int) -> bool:
    """Whether a row is of the header of a table that may be empty: of several columns, shortly below a line that says the unit."""
    return len(rows[index].blocks) >= HEADED and any(map(_says_caption, rows[max(index - 3, 0) : index]))


def _says_note(row: Row) -> bool:
    return _NOTE.match(row.blocks[0].text) is not None
