"""Spanning: over which rows and columns the cells of a table without rules reach.

Headings are set in the middle of what they span, so the middle tells the span: of neighbouring columns across, of header rows down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from orchestration.read.pdf.lattice import Span


class Block(NamedTuple):
    """A piece of a table's text and where it stands; several lines where it is wrapped."""

    left: int
    top: int
    right: int
    bottom: int
    text: str

    @property
    def centre(self) -> int:
        """Across."""
        return (self.left + self.right) // 2

    @property
    def middle(self) -> int:
        """Down."""
        return (self.top + self.bottom) // 2


DOWNWARDS = itemgetter(1, 0)
"""The order of blocks: by their tops, then from left to right."""


def columns_under(columns: list[tuple[int, int]], head: list[Block], body: list[Block]) -> list[int]:
    """Edges of the columns: one more than there are columns.

    A column's text is flush with one of its edges and its heading is set in the middle: from these two follows the other edge.
    Where they say nothing, the edge is in the middle of the white.
    """
    pad = min((right[0] - left[1] for left, right in pairwise(columns)), default=0) // 2
    sides = [_sides(column, head, body, pad) for column in columns]
    first, last = sides[0][0], sides[-1][1]
    edges = [columns[0][0] - pad if first is None else first]
    for number, (left, right) in enumerate(pairwise(columns)):
        guesses = [side for side in (sides[number][1], sides[number + 1][0]) if side is not None]
        edge = sum(guesses) // len(guesses) if guesses else (left[1] + right[0]) // 2
        edges.append(min(max(edge, left[1]), right[0]))
    edges.append(columns[-1][1] + pad if last is None else max(last, columns[-1][1]))
    return edges


def _sides(column: tuple[int, int], head: list[Block], body: list[Block], pad: int) -> tuple[int | None, int | None]:
    """Left and right edge of a column, each None where its text does not tell."""
    left, right = column
    own = [block for block in head if left <= block.left and block.right <= right]
    centre = max(own, key=lambda block: block.middle).centre if own else None
    inside = [block for block in body if left <= block.left and block.right <= right]
    slack = max((block.bottom - block.top for block in inside), default=0) // 5
    outer_left, outer_right = min((block.left for block in inside), default=left), max((block.right for block in inside), default=right)
    at_left = sum(block.left - outer_left <= slack for block in inside)
    at_right = sum(outer_right - block.right <= slack for block in inside)
    if at_left > at_right and at_left > 1:
        return outer_left - pad, (None if centre is None else 2 * centre - outer_left + pad)
    if at_right > at_left and at_right > 1:
        return (None if centre is None else 2 * centre - outer_right - pad), outer_right + pad
    return None, None


def header_rows(blocks: list[Block], xs: list[int]) -> tuple[list[tuple[Span, str]], list[int]]:
    """The cells of a header with their spans, and the lower edges of its rows."""
    if not blocks:
        return [], []
    ranges = _column_ranges(blocks, xs)
    stacks = [
        sorted((number for number, (first, last) in ranges.items() if first <= column < last), key=lambda number: blocks[number].middle)
        for column in range(len(xs) - 1)
    ]
    deepest = max(stacks, key=len)
    middles = [blocks[number].middle for number in deepest]
    rows: dict[int, tuple[int, int]] = {}
    for stack in sorted(stacks, key=len, reverse=True):
        levels = _row_ranges([blocks[number].middle for number in stack], middles)
        for number, level in zip(stack, levels, strict=True):
            rows.setdefault(number, level)
    cells = []
    for number, (first, last) in sorted(ranges.items()):
        top, bottom = rows[number]
        cells.append((Span(top, first, bottom - top, last - first), blocks[number].text))
    floors = [(upper + lower) // 2 for upper, lower in pairwise(middles)]
    return cells, [*floors, max(block.bottom for block in blocks)]


def _column_ranges(blocks: list[Block], xs: list[int]) -> dict[int, tuple[int, int]]:
    """Half-open column ranges by block number. The lowest block over a column is its own heading; what stands above spans some."""
    count = len(xs) - 1
    ranges: dict[int, tuple[int, int]] = {}
    ceilings: list[Block | None] = [None] * count
    numbers = sorted(range(len(blocks)), key=lambda number: (-blocks[number].middle, blocks[number].left))
    while numbers:
        lowest = blocks[numbers[0]]
        slack = (lowest.bottom - lowest.top) // 4
        level = [number for number in numbers if lowest.middle - blocks[number].middle <= slack]
        numbers = [number for number in numbers if number not in level]
        parents = []
        for number in sorted(level, key=lambda number: blocks[number].left):
            column = _column(blocks[number], xs)
            if ceilings[column] is None:
                ranges[number] = (column, column + 1)
            else:
                parents.append(number)
        found = _parted([blocks[number] for number in parents], ceilings, xs)
        ranges |= dict(zip(parents, found, strict=True))
        for number in level:
            first, last = ranges[number]
            ceilings[first:last] = [blocks[number]] * (last - first)
    return ranges


def _parted(parents: list[Block], ceilings: list[Block | None], xs: list[int]) -> list[tuple[int, int]]:
    """Which columns each of the blocks of one level spans: those round whose middle it stands, none of the lowest ones left over."""
    if not parents:
        return []
    count = len(ceilings)
    edge = max(parent.bottom for parent in parents)
    lowest = max((ceiling.middle for ceiling in ceilings if ceiling is not None), default=0)
    slack = (parents[0].bottom - parents[0].top) // 4

    needy = [ceiling is not None and lowest - ceiling.middle <= slack and ceiling.top >= edge for ceiling in ceilings]
    before = [(xs[-1] - xs[0]) * count for count in accumulate(needy, initial=0)]

    def left_over(first: int, last: int) -> int:
        """The cost of columns without a parent: nothing where the heading stands higher than the lowest, for it reaches up itself."""
        return before[last] - before[first]

    best: dict[int, tuple[int, list[tuple[int, int]]]] = {start: (left_over(0, start), []) for start in range(count + 1)}
    for parent in parents:
        ahead: dict[int, tuple[int, list[tuple[int, int]]]] = {}
        for start, (cost, chosen) in best.items():
            for last in range(start + 1, count + 1):
                under = ceilings[last - 1]
                if under is None or 2 * under.top < 2 * edge - slack:
                    break  # nothing below, or a heading that reaches up beside it
                off = abs(xs[start] + xs[last] - 2 * parent.centre) // 2
                total = cost + off
                for after in range(last, count + 1):
                    option = total + left_over(last, after)
                    if after not in ahead or option < ahead[after][0]:
                        ahead[after] = (option, [*chosen, (start, last)])
        best = ahead
    if not best:
        return [(column, column + 1) for column in (_column(parent, xs) for parent in parents)]
    return min(((cost + left_over(start, count), chosen) for start, (cost, chosen) in sorted(best.items())), key=lambda option: option[0])[
        1
    ]


def _column(block: Block, xs: list[int]) -> int:
    """The column over which a block stands; the first or last one where it stands beside them."""
    return bisect_right(xs, block.centre, 1, len(xs) - 1) - 1


def _row_ranges(middles: list[int], levels: list[int]) -> list[tuple[int, int]]:
    """Half-open ranges that divide all levels among the blocks of one column, each round its own middle."""
    if not middles:
        return []
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {0: (0, [])}
    for middle in middles:
        ahead: dict[int, tuple[int, list[tuple[int, int]]]] = {}
        for start, (cost, chosen) in best.items():
            for last in range(start + 1, len(levels) + 1):
                total = cost + abs(levels[start] + levels[last - 1] - 2 * middle)
                if last not in ahead or total < ahead[last][0]:
                    ahead[last] = (total, [*chosen, (start, last)])
        best = ahead
    return best[len(levels)][1]


def merged_columns(
    row: list[Block], columns: list[tuple[int, int]], xs: list[int], is_figure: Callable[[str], bool]
) -> list[tuple[int, int, str]]:
    """The cells of a body's row: column, columns spanned, text. Words in the middle of several columns, the others blank, span them;
    words that begin where the column's others begin do not."""
    held: dict[int, list[Block]] = {}
    for block in sorted(row, key=DOWNWARDS):
        held.setdefault(_column(block, xs), []).append(block)
    cells = []
    for column, blocks in sorted(held.items()):
        text = blocks[0].text if len(blocks) == 1 else "\n".join(block.text for block in blocks)
        em = blocks[0].bottom - blocks[0].top
        alone = len(blocks) > 1 or is_figure(text) or 5 * abs(blocks[0].left - columns[column][0]) <= em
        first, last = (column, column + 1) if alone else _centred(blocks[0], column, held, xs)
        cells.append((first, last - first, text))
    return cells


def _centred(block: Block, column: int, held: dict[int, list[Block]], xs: list[int]) -> tuple[int, int]:
    em = block.bottom - block.top
    own = abs(xs[column] + xs[column + 1] - 2 * block.centre)
    if own <= em and xs[column] <= block.left and block.right <= xs[column + 1]:
        return column, column + 1
    first, last = column, column + 1
    while first and first - 1 not in held:
        first -= 1
    while last < len(xs) - 1 and last not in held:
        last += 1
    ranges = [(left, right) for left in range(first, column + 1) for right in range(column + 1, last + 1)]
    best = min(ranges, key=lambda reach: (abs(xs[reach[0]] + xs[reach[1]] - 2 * block.centre), reach))
    return best if abs(xs[best[0]] + xs[best[1]] - 2 * block.centre) <= em else (column, column + 1)
