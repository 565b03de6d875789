"""Lattice: crossing rules become a grid, and what no rule separates becomes one cell.

Rows and columns are the strips between neighbouring rules of the whole table, so a cell's spans are counted in them. A side on
which no border is drawn is closed where the rules that run towards it end.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from orchestration.read.document import Box
from orchestration.read.pdf.rules import Network, Rules

_OPEN = 600
"""Hundredths of a point: rules that reach further beyond the last crossing one show that a border is left out there."""
MAX_CELLS = 100_000


class Span(NamedTuple):
    """A cell's place in its grid."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """Positions of the rules across the page (`xs`) and down it (`ys`), the cells, and which cell owns each place of the grid."""

    xs: list[int]
    ys: list[int]
    spans: list[Span]
    owners: list[list[int]]

    @property
    def area(self) -> Box:
        """Where the whole grid stands."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: int, y: int) -> int | None:
        """The number of the cell that holds a point; None outside of the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return None


def boxes_of(spans: list[Span], xs: list[int], ys: list[int]) -> list[Box]:
    """Where cells stand in a grid with these positions of its rules."""
    return [(xs[column], ys[row], xs[column + columns], ys[row + rows]) for row, column, rows, columns in spans]


def grid_of(network: Network) -> Grid | None:
    """The grid of rules that hang together; None where they do not enclose at least two cells side by side."""
    xs = _positions(network.vertical, network.horizontal)
    ys = _positions(network.horizontal, network.vertical)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > MAX_CELLS:
        return None
    right_of = _walls(network.vertical, xs, ys)
    below = _walls(network.horizontal, ys, xs)
    return _merged(xs, ys, right_of, below)


def _positions(rules: Rules, crossing: Rules) -> list[int]:
    """Where the rules of one direction lie, with the open sides closed."""
    found = sorted(set(rules.at.tolist()))
    first, last = int(crossing.start.min()), int(crossing.end.max())
    if found[0] - first > _OPEN:
        found.insert(0, first)
    if last - found[-1] > _OPEN:
        found.append(last)
    return found


def _walls(rules: Rules, positions: list[int], strips: list[int]) -> list[list[bool]]:
    """walls[p][s]: whether a rule at position p runs along at least half of the strip s."""
    start, end = rules.start[:, None], rules.end[:, None]
    low, high = np.array(strips[:-1]), np.array(strips[1:])
    along = 2 * (np.minimum(high, end) - np.maximum(low, start)) >= high - low
    walls = np.zeros((len(positions), len(low)), bool)
    np.logical_or.at(walls, np.searchsorted(positions, rules.at), along)
    found: list[list[bool]] = walls.tolist()
    return found


def _merged(xs: list[int], ys: list[int], upright: list[list[bool]], level: list[list[bool]]) -> Grid:
    """Cells in reading order: each grows to the right, then down, until a rule or another cell stops it."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owners = [[-1] * columns for _ in range(rows)]
    spans: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            if upright[column + 1][row] and level[row + 1][column]:  # closed on both sides, as most are
                owners[row][column] = len(spans)
                spans.append((row, column, 1, 1))
                continue
            right = column + 1
            while right < columns and not upright[right][row] and owners[row][right] < 0:
                right += 1
            bottom = row + 1
            while bottom < rows and _continues(bottom, column, right, upright, level, owners):
                bottom += 1
            for inner in range(row, bottom):
                owners[inner][column:right] = [len(spans)] * (right - column)
            spans.append((row, column, bottom - row, right - column))
    return Grid(xs, ys, list(map(Span._make, spans)), owners)


def _continues(row: int, left: int, right: int, upright: list[list[bool]], level: list[list[bool]], owners: list[list[int]]) -> bool:
    """Whether the cell above, from column `left` to `right`, goes on in this row: no rule between them, none within it."""
    return (
        not any(level[row][left:right])
        and all(owner < 0 for owner in owners[row][left:right])
        and not any(upright[column][row] for column in range(left + 1, right))
    )
