"""Alignment: tables that no rules show, seen from the white between their columns and the baselines of their figures.

`runs` says which lines may be one. The lines of a wrapped cell follow each other more closely than rows do; what then overlaps in height
is a row, and figures, which are never wrapped, part those that overlap anyway. What stands above is the header (`spanning` says what it
spans).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from orchestration.read.document import Box
from orchestration.read.pdf.lattice import Span, boxes_of
from orchestration.read.pdf.lines import TextLine
from orchestration.read.pdf.runs import HEADED, TOTAL, Row, is_figure, pitch_of, row_of, runs_of
from orchestration.read.pdf.spanning import DOWNWARDS, Block, columns_under, header_rows, merged_columns

_NEAR = 125
"""Hundredths of an em: lines of one wrapped cell follow each other more closely than rows do."""
_WRAPPED = 140
"""Hundredths of an em within which the next line of a wrapped cell follows, where rows do not lie closer."""
_MOST = 3_000
"""Blocks of a run that are compared with each other; a page of the smallest print has 1,500 cells."""
_WIDEST = 60
"""Columns."""


class Aligned(NamedTuple):
    """A table: its area, and its cells with their texts and boxes."""

    area: Box
    cells: list[tuple[Span, str, Box]]


def aligned(lines: list[TextLine]) -> tuple[list[Aligned], list[TextLine]]:
    """The tables among the lines of a page, and the lines that are in none."""
    if sum(" " in line.text for line in lines) < 2:
        return [], lines
    rows = [row_of(number, line) for number, line in enumerate(lines)]
    tables: list[Aligned] = []
    taken: set[int] = set()
    for first, last in runs_of(rows):
        table = _table(rows[first:last])
        if table is not None:
            tables.append(table)
            taken.update(range(first, last))
    return tables, [line for number, line in enumerate(lines) if number not in taken]


def _table(rows: list[Row]) -> Aligned | None:
    anchors = [row for row in rows if row.is_anchor]
    if sum(len(row.blocks) for row in rows) > _MOST:
        return None
    first = _first_of_body(rows)
    columns = _columns(rows, first)
    filled = sum(len(row.blocks) for row in anchors)
    listed = len(anchors) > 1 and filled >= 2 * len(anchors) + 3  # more than the titles and pages of a list of contents
    headed = any(len(row.blocks) >= HEADED for row in rows[:first])
    if not 3 <= len(columns) <= _WIDEST or not (listed or headed):
        return None
    head = _wrapped([block for row in rows[:first] for block in row.blocks])
    xs = columns_under(columns, head, [block for row in rows[first:] for block in row.blocks])
    top = min(block.top for row in rows for block in row.blocks)
    placed, floors = header_rows(head, xs)
    header = len(floors)
    body = body_of(rows[first:]) if rows[first:] else []
    ys = [top, *floors, *lower_edges(body, floors)]
    cells = {(span.row, span.column): (span, text) for span, text in placed}
    for number, row in enumerate(body, header):
        for column, columns_spanned, text in merged_columns(row, columns, xs, is_figure):
            cells[number, column] = (Span(number, column, 1, columns_spanned), text)
    full = _filled(cells, len(ys) - 1, len(xs) - 1)
    boxes = boxes_of([span for span, _ in full], xs, ys)
    return Aligned((xs[0], ys[0], xs[-1], ys[-1]), [(span, text, box) for (span, text), box in zip(full, boxes, strict=True)])


def _first_of_body(rows: list[Row]) -> int:
    """The number of the first row that is no header: of figures, with the upper part of its wrapped cells and the rows of labels above
    it; of an empty table, the totals."""
    first = next((number for number, row in enumerate(rows) if row.is_anchor), None)
    if first is None:
        return len(rows) - all(TOTAL.fullmatch(block.text) for block in rows[-1].blocks)
    labels = [block for row in rows if row.is_anchor for block in row.blocks if not is_figure(block.text)]
    while first and (
        100 * (rows[first].middle - rows[first - 1].middle) < 70 * rows[first].em or _is_labels(rows[first - 1], rows[: first - 1], labels)
    ):
        first -= 1
    return first


def _is_labels(row: Row, above: list[Row], labels: list[Block]) -> bool:
    """Whether a row stands below the whole header, and only where there are labels in other rows."""
    headings = [other.middle for other in above if len(other.blocks) >= HEADED]
    return (
        bool(headings)
        and 100 * (row.middle - max(headings)) > _WRAPPED * row.em
        and all(any(label.left < block.right and block.left < label.right for label in labels) for block in row.blocks)
    )


def _columns(rows: list[Row], first: int) -> list[tuple[int, int]]:
    """Extents of the columns: of blocks that overlap across rows, but for words that stand in the middle of code and name. Full rows
    say where columns are; rows with few blocks, among them headings over several columns, only add columns that no full row has."""
    centred = {row.number: row.blocks[0].right for row in rows[first:] if len(row.blocks) > 1 and TOTAL.fullmatch(row.blocks[0].text)}
    rows = [row._replace(blocks=row.blocks[1:]) if row.number in centred else row for row in rows]
    full = max(len(row.blocks) for row in rows)
    filled = [(block.left, block.right, row.number) for row in rows if 2 * len(row.blocks) > full for block in row.blocks]
    sparse = [(block.left, block.right, row.number) for row in rows if 2 * len(row.blocks) <= full for block in row.blocks]
    whites = sorted((one.right, other.left) for row in rows for one, other in pairwise(row.blocks))
    ends, begins = [end for end, _ in whites], list(accumulate((begin for _, begin in reversed(whites)), min))[::-1]

    def spans(left: int, right: int) -> bool:
        """Whether an extent lies over two neighbouring blocks of some row."""
        at = bisect_right(ends, left)
        return at < len(begins) and begins[at] < right

    found = _overlapping([extent for extent in filled if not spans(*extent[:2])])
    added = [extent for extent in sparse if not any(extent[0] < right and left < extent[1] for left, right, _ in found)]
    beside = _beside(rows)
    columns: list[tuple[int, int, set[int]]] = []
    for left, right, numbers in sorted([*found, *_overlapping(added)], key=lambda column: column[0]):
        # Two runs of blocks that never stand beside each other are one column, aligned left in some rows and right in others.
        old = columns[-1] if columns else (0, 0, set(beside))
        own = old[2] | {number for number, end in centred.items() if old[0] < end}
        if not any(beside[number] & numbers for number in own):
            columns.pop()
            columns.append((old[0], right, old[2] | numbers))
        else:
            columns.append((left, right, numbers))
    return [(left, right) for left, right, _ in columns]


def _beside(rows: list[Row]) -> dict[int, set[int]]:
    """By the number of each row, those of the rows at whose height it stands as well, with its own."""
    found = {row.number: {row.number} for row in rows}
    for at, upper in enumerate(rows):
        for lower in rows[at + 1 :]:
            if 5 * (upper.em - lower.middle + upper.middle) <= upper.em:
                break
            found[upper.number].add(lower.number)
            found[lower.number].add(upper.number)
    return found


def _overlapping(extents: list[tuple[int, int, int]]) -> list[tuple[int, int, set[int]]]:
    """Extents that overlap made one, with the numbers of the rows they are from."""
    merged: list[tuple[int, int, set[int]]] = []
    for left, right, number in sorted(extents):
        if merged and left < merged[-1][1]:
            first, last, numbers = merged[-1]
            numbers.add(number)
            if right > last:
                merged[-1] = first, right, numbers
        else:
            merged.append((left, right, {number}))
    return merged


def _wrapped(blocks: list[Block]) -> list[Block]:
    """Blocks of header text, the lines of a wrapped one joined: close below each other, over the same middle, one under one."""
    joined: list[Block] = []
    for block in sorted(blocks, key=DOWNWARDS):
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


def body_of(rows: list[Row]) -> list[list[Block]]:
    """Rows of blocks: what overlaps in height, once the lines of each wrapped cell are one; several anchors part what overlaps anyway."""
    tops = [block.top for row in rows for block in row.blocks]
    pitch = pitch_of(rows) or max(tops) - min(tops)
    near = min(9 * pitch // 10, _WRAPPED * max(row.em for row in rows) // 100)
    paragraphs: list[list[tuple[Block, Row]]] = []
    recent: list[list[tuple[Block, Row]]] = []  # of words, which the next line may carry on
    for row in rows:
        recent = [held for held in recent if 0 <= row.middle - held[-1][1].middle <= near]
        for block in row.blocks:
            if is_figure(block.text):
                paragraphs.append([(block, row)])
                continue
            above = [held for held in recent if _is_below(block, row, *held[-1])]
            if len(above) == 1:
                above[0].append((block, row))
            else:
                paragraphs.append([(block, row)])
                recent.append(paragraphs[-1])
    found: list[list[tuple[Block, Row]]] = []
    floor = 0
    for held in sorted(paragraphs, key=lambda held: held[0][0].top):
        em = held[0][1].em
        if found and 5 * (floor - held[0][0].top) > em:
            found[-1] += held
            floor = max(floor, held[-1][0].bottom)
        else:
            found.append(held)
            floor = held[-1][0].bottom
    return [part for held in found for part in _parted(held)]


def _is_below(lower: Block, row: Row, upper: Block, other: Row) -> bool:
    """Whether a block stands on a lower line than another, one under the other."""
    return other.middle < row.middle and lower.left < upper.right and upper.left < lower.right


def _parted(held: list[tuple[Block, Row]]) -> list[list[Block]]:
    """The blocks of a row by the anchors among their lines, each at the nearest."""
    middles = sorted({row.middle for _, row in held if row.is_anchor})
    if len(middles) < 2:
        return [[block for block, _ in held]]
    found: list[list[Block]] = [[] for _ in middles]
    for block, _ in held:
        found[min(range(len(middles)), key=lambda number: abs(middles[number] - block.middle))].append(block)
    return found


def lower_edges(body: list[list[Block]], floors: list[int]) -> list[int]:
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
    full: list[tuple[Span, list[str]]] = []
    owners: dict[tuple[int, int], list[str]] = {}
    for place in product(range(rows), range(columns)):
        span, text = cells.get(place) or (Span(*place, 1, 1), "")
        if place in owners:
            owners[place].append(text)
            continue
        held = [text]
        if span.rows > 1 or span.columns > 1:
            taken = (step for step in range(span.columns) if (place[0], place[1] + step) in owners)
            span = span._replace(columns=next(taken, span.columns))
            owned = product(range(span.row, span.row + span.rows), range(span.column, span.column + span.columns))
            owners.update(dict.fromkeys(owned, held))
        full.append((span, held))
    return [(span, texts[0] if len(texts) == 1 else "\n".join(filter(None, texts))) for span, texts in full]
