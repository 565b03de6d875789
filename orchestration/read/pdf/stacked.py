"""Stacked: rows of a ruled table that no rules part. Of some tables only the header, the columns and the last row's edge are drawn.

An amount is never wrapped: where two columns hold several amounts each between the same rules, there are as many rows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import accumulate

from orchestration.read.document import Box
from orchestration.read.pdf.aligned import body_of, lower_edges
from orchestration.read.pdf.lattice import Span
from orchestration.read.pdf.lines import lines_of
from orchestration.read.pdf.runs import Row
from orchestration.read.pdf.spanning import DOWNWARDS, Block
from orchestration.read.pdf.words import Word

_AMOUNT = re.compile(r"[-−－]?\d[\d,，]*[.．]\d\d")
_COLUMNS = 2
"""Columns of stacked amounts that make rows; those of one may be a list in a cell."""

Placed = tuple[Span, str, Box]
"""A cell's place in its grid, its text and where it stands."""
Part = tuple[int, dict[int, str]]
"""A row among stacked ones: its lower edge, and the texts of its cells by the number of the cell that held them."""


def unstacked(cells: list[Placed], held: dict[int, list[Word]]) -> list[Placed]:
    """The cells of a table in reading order, those parted that hold several rows; `held` are the words of each by its number."""
    stacked = Counter(span.row for span, text, _ in cells if span.rows == 1 and "\n" in text and _amounts(text) > 1)
    parts = {row: part for row, columns in stacked.items() if columns >= _COLUMNS and len(part := _parts(row, cells, held)) > 1}
    if not parts:
        return cells
    rows = max(span.row + span.rows for span, _, _ in cells)
    first = [0, *accumulate(len(parts[row]) if row in parts else 1 for row in range(rows))]
    found: list[Placed] = []
    for number, (span, text, (left, top, right, bottom)) in enumerate(cells):
        row = first[span.row]
        if span.rows > 1 or span.row not in parts:
            found.append((span._replace(row=row, rows=first[span.row + span.rows] - row), text, (left, top, right, bottom)))
            continue
        for at, (floor, texts) in enumerate(parts[span.row], row):
            found.append((span._replace(row=at), texts.get(number, ""), (left, top, right, floor)))
            top = floor
    return sorted(found, key=lambda cell: cell[0][:2])


def _amounts(text: str) -> int:
    return sum(_AMOUNT.fullmatch(line) is not None for line in text.split("\n"))


def _parts(row: int, cells: list[Placed], held: dict[int, list[Word]]) -> list[Part]:
    """The rows that stand in one row of the grid, downwards; none where other print than the words stands in it too."""
    own = {box[0]: (number, text, box) for number, (span, text, box) in enumerate(cells) if span.row == row and span.rows == 1}
    blocks = [Block(*line.box, line.text) for number, _, _ in own.values() for line in lines_of(held.get(number, []))]
    if sum(len("".join(block.text.split())) for block in blocks) < sum(len("".join(text.split())) for _, text, _ in own.values()):
        return []
    body = body_of(_lines(blocks))
    _, _, (_, top, _, bottom) = next(iter(own.values()))
    edges = [*lower_edges(body, [top])[:-1], bottom]
    lefts = sorted(own)
    parts: list[Part] = []
    for edge, part in zip(edges, body, strict=True):
        said: dict[int, list[str]] = defaultdict(list)
        for block in sorted(part, key=DOWNWARDS):
            said[own[lefts[bisect_right(lefts, block.centre) - 1]][0]].append(block.text)
        parts.append((edge, {number: "\n".join(lines) for number, lines in said.items()}))
    return parts


def _lines(blocks: list[Block]) -> list[Row]:
    """Blocks at one height as a row each; what holds on to it are amounts."""
    rows: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: block.middle):
        if rows and 5 * (block.middle - rows[-1][0].middle) <= block.bottom - block.top:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [
        Row(number, row[0].middle, row[0].bottom - row[0].top, sorted(row), any(_AMOUNT.fullmatch(block.text) for block in row))
        for number, row in enumerate(rows)
    ]
