"""Alignment: tables that no rules show, seen from the white between their columns and the baselines of their figures.

A run of lines with figures in aligned columns is a table. Figures are never wrapped, so each baseline that has one is a row; words that
stand between two baselines belong to the nearer one. What stands above the first row is the header (`spanning` says what it spans).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from orchestration.read.document import Box
from orchestration.read.pdf.lattice import Span
from orchestration.read.pdf.lines import TextLine
from orchestration.read.pdf.spanning import Block, columns_under, header_rows, merged_columns

_FIGURE = re.compile(r"[-−－+(（]?\d[\d,，.．]*[)）]?[%％]?|[-−－—–]+")
_GAP = 50
"""Hundredths of an em: the least white between two columns."""
_NEAR = 125
"""Hundredths of an em: lines of one wrapped cell follow each other more closely than rows do."""
_REACH = 400
"""Hundredths of an em within which the next row follows; a row is as high as its longest cell."""
_ABOVE = 190
"""Hundredths of an em within which header lines follow each other, unless the rows themselves lie further apart."""
_MOST = 3_000
"""Blocks of a run that are compared with each other; a page of the smallest print has 1,500 cells."""
_WIDEST = 60
"""Columns."""


class Aligned(NamedTuple):
    """A table: its area, and its cells with their texts and boxes."""

    area: Box
    cells: list[tuple[Span, str, Box]]


class _Row(NamedTuple):
    """A line of text, split where the white is as wide as between columns."""

    number: int
    middle: int
    em: int
    blocks: list[Block]

    @property
    def width(self) -> int:
        return max(block.right - block.left for block in self.blocks)

    @property
    def figures(self) -> int:
        return sum(is_figure(block.text) for block in self.blocks)

    @property
    def is_anchor(self) -> bool:
        return len(self.blocks) > 1 and self.figures > 0


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, a code, or the dash of a number that is not there."""
    return _FIGURE.fullmatch(text) is not None


def aligned(lines: list[TextLine]) -> tuple[list[Aligned], list[TextLine]]:
    """The tables among the lines of a page, and the lines that are in none."""
    if sum(" " in line.text for line in lines) < 2:
        return [], lines
    rows = [_row(number, line) for number, line in enumerate(lines)]
    tables: list[Aligned] = []
    taken: set[int] = set()
    for first, last in _runs(rows):
        table = _table(rows[first:last])
        if table is not None:
            tables.append(table)
            taken.update(range(first, last))
    return tables, [line for number, line in enumerate(lines) if number not in taken]


def _row(number: int, line: TextLine) -> _Row:
    top, bottom = line.box[1], line.box[3]
    em = max(bottom - top, 1)
    blocks: list[Block] = []
    start = 0
    for at, char in enumerate(line.text):
        if char == " " and 100 * (line.edges[at + 1] - line.edges[at]) > _GAP * em:
            blocks.append(Block(line.edges[start], top, line.edges[at], bottom, line.text[start:at]))
            start = at + 1
    blocks.append(Block(line.edges[start], top, line.edges[-1], bottom, line.text[start:]))
    return _Row(number, (top + bottom) // 2, em, blocks)


def _runs(rows: list[_Row]) -> list[tuple[int, int]]:
    """Half-open runs of rows that may be tables: anchors that follow each other, with the header above and the wrapped end below."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(rows):
        if not rows[index].is_anchor:
            index += 1
            continue
        last, ahead, left, right = index, index + 1, *_extent(rows[index : index + 1])
        while ahead < len(rows) and _goes_on(rows[last], rows[ahead], right - left, _REACH):
            if rows[ahead].is_anchor:
                last = ahead
                left, right = _extent(rows[index : last + 1])
            ahead += 1
        end = last + 1
        while end < len(rows) and _goes_on(rows[end - 1], rows[end], right - left, _NEAR) and not rows[end].is_anchor:
            end += 1
        start = index
        floor = runs[-1][1] if runs else 0
        above = max(_ABOVE, 130 * _pitch(rows[index : last + 1]) // rows[index].em)
        while start > floor and _goes_on(rows[start], rows[start - 1], right - left, above):
            start -= 1
        while start < index and _is_caption(rows[start], left, right):
            start += 1
        runs.append((start, end))
        index = end
    return runs


def _pitch(rows: list[_Row]) -> int:
    """The least distance between two rows that have figures."""
    middles = [row.middle for row in rows if row.is_anchor]
    return min((lower - upper for upper, lower in pairwise(middles)), default=0)


def _extent(rows: list[_Row]) -> tuple[int, int]:
    return min(row.blocks[0].left for row in rows), max(row.blocks[-1].right for row in rows)


def _goes_on(row: _Row, other: _Row, width: int, reach: int) -> bool:
    """Whether a row stands near another, in the same size of print, and is no line of running text."""
    alike = 5 * abs(row.em - other.em) <= max(row.em, other.em)
    return alike and 100 * abs(other.middle - row.middle) <= reach * max(row.em, other.em) and 2 * other.width <= width


def _is_caption(row: _Row, left: int, right: int) -> bool:
    """Whether a line above a header is set against the table's edges, as units and numbers of tables are."""
    return len(row.blocks) < 3 and all(
        abs(block.left - left) <= row.em // 2 or abs(block.right - right) <= row.em // 2 for block in row.blocks
    )


def _table(rows: list[_Row]) -> Aligned | None:
    anchors = [row for row in rows if row.is_anchor]
    if sum(len(row.blocks) for row in rows) > _MOST:
        return None
    columns = _columns(rows)
    filled = sum(len(row.blocks) for row in anchors)
    if not 3 <= len(columns) <= _WIDEST or len(anchors) < 2 or filled < 2 * len(anchors) + 3:
        return None
    first = next(number for number, row in enumerate(rows) if row.is_anchor)
    first = next((n for n in range(first) if _belongs_below(rows[n], rows[first])), first)
    head = _wrapped([block for row in rows[:first] for block in row.blocks])
    xs = columns_under(columns, head, [block for row in rows[first:] for block in row.blocks])
    top = min(block.top for row in rows for block in row.blocks)
    placed, floors = header_rows(head, xs)
    header = len(floors)
    body = _body(rows[first:], anchors)
    ys = [top, *floors, *_between(body, floors)]
    cells = {(span.row, span.column): (span, text) for span, text in placed}
    for number, row in enumerate(body, header):
        for column, columns_spanned, text in merged_columns(row, columns, xs, is_figure):
            cells[number, column] = (Span(number, column, 1, columns_spanned), text)
    full = _filled(cells, len(ys) - 1, len(xs) - 1)
    boxes = [(xs[s.column], ys[s.row], xs[s.column + s.columns], ys[s.row + s.rows]) for s, _ in full]
    return Aligned((xs[0], ys[0], xs[-1], ys[-1]), [(span, text, box) for (span, text), box in zip(full, boxes, strict=True)])


def _belongs_below(row: _Row, anchor: _Row) -> bool:
    """Whether a line above the first figures is the upper part of a wrapped cell of their row."""
    return 100 * (anchor.middle - row.middle) < 70 * anchor.em


def _columns(rows: list[_Row]) -> list[tuple[int, int]]:
    """Extents of the columns: of blocks that overlap across rows. Full rows say where columns are; rows with few blocks, among them
    headings over several columns, only add columns that no full row has."""
    full = max(len(row.blocks) for row in rows)
    extents = [(block.left, block.right, row.number, 2 * len(row.blocks) > full) for row in rows for block in row.blocks]
    edges = [(sorted(block.left for block in row.blocks), sorted(block.right for block in row.blocks)) for row in rows]
    found = _overlapping([extent[:3] for extent in extents if extent[3] and not _spans(*extent[:2], edges)])
    added = [
        extent[:3] for extent in extents if not extent[3] and not any(extent[0] < right and left < extent[1] for left, right, _ in found)
    ]
    columns: list[tuple[int, int, set[int]]] = []
    for left, right, numbers in sorted([*found, *_overlapping(added)], key=lambda column: column[0]):
        # Two runs of blocks that never share a row are one column, aligned left in some rows and right in others.
        if columns and not (columns[-1][2] & numbers):
            old = columns.pop()
            columns.append((old[0], right, old[2] | numbers))
        else:
            columns.append((left, right, numbers))
    return [(left, right) for left, right, _ in columns]


def _overlapping(extents: list[tuple[int, int, int]]) -> list[tuple[int, int, set[int]]]:
    """Extents that overlap made one, with the numbers of the rows they are from."""
    merged: list[tuple[int, int, set[int]]] = []
    for left, right, number in sorted(extents):
        if merged and left < merged[-1][1]:
            old = merged.pop()
            merged.append((old[0], max(old[1], right), old[2] | {number}))
        else:
            merged.append((left, right, {number}))
    return merged


def _spans(left: int, right: int, edges: list[tuple[list[int], list[int]]]) -> bool:
    """Whether an extent lies over several blocks of a row, whose left and right edges are given sorted."""
    return any(bisect_left(lefts, right) - bisect_right(rights, left) > 1 for lefts, rights in edges)


def _wrapped(blocks: list[Block]) -> list[Block]:
    """Blocks of header text, the lines of a wrapped one joined: close below each other, over the same middle, one under one."""
    joined: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.top, block.left)):
        em = max(block.bottom - block.top, 1)
        above = [
            upper
            for upper in joined
            if 100 * (block.bottom - upper.bottom) <= _NEAR * em
            and block.top > upper.top
            and upper.bottom - block.top < em // 2
            and 2 * abs(block.left + block.right - upper.left - upper.right) <= em
        ]
        if len(above) == 1:
            upper = above[0]
            joined.remove(upper)
            text = f"{upper.text}\n{block.text}"
            block = Block(min(upper.left, block.left), upper.top, max(upper.right, block.right), block.bottom, text)
        joined.append(block)
    return joined


def _body(rows: list[_Row], anchors: list[_Row]) -> list[list[Block]]:
    """Rows of blocks: those of each anchor, and of the lines between, those that are nearest to it by the middle of their paragraph."""
    found: list[list[Block]] = [list(anchor.blocks) for anchor in anchors]
    middles = [anchor.middle for anchor in anchors]
    loose: list[Block] = [block for row in rows if not row.is_anchor for block in row.blocks]
    for block in loose:
        middle = (block.top + block.bottom) // 2
        nearest = min(range(len(anchors)), key=lambda number: abs(middles[number] - middle))
        found[nearest].append(block)
    return found


def _between(body: list[list[Block]], floors: list[int]) -> list[int]:
    """Lower edges of the body's rows: the middle of the white below each."""
    lows = [max(block.bottom for block in row) for row in body]
    highs = [min(block.top for block in row) for row in body]
    edges = [(low + high) // 2 for low, high in zip(lows, highs[1:], strict=False)] + lows[-1:]
    floor = floors[-1] if floors else highs[0]
    for number, edge in enumerate(edges):
        floor = edges[number] = max(edge, floor + 1)
    return edges


def _filled(cells: dict[tuple[int, int], tuple[Span, str]], rows: int, columns: int) -> list[tuple[Span, str]]:
    """All cells in reading order, blank ones where nothing stands; a cell that another one covers is joined to it."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], list[str]] = {}
    spans: dict[tuple[int, int], Span] = {}
    for place in sorted(cells):
        span, text = cells[place]
        owner = owners.get(place)
        if owner is not None:
            texts[owner].append(text)
            continue
        free = span.columns
        while free > 1 and any((place[0], place[1] + step) in owners for step in range(free)):
            free -= 1
        spans[place] = Span(span.row, span.column, span.rows, free)
        texts[place] = [text]
        for row in range(span.row, span.row + span.rows):
            for column in range(span.column, span.column + free):
                owners[row, column] = place
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in owners:
                spans[row, column], texts[row, column] = Span(row, column, 1, 1), []
    return [(spans[place], "\n".join(filter(None, texts[place]))) for place in sorted(spans)]
