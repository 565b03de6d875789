"""Cells: which cell of a grid each word belongs to, or each letter of one that a border runs through.

It is the one that holds the centre, except where a spreadsheet's text is too tall for its row: then what is clipped to a cell
belongs to that cell, and a paragraph wrapped within a column belongs to the cell round whose middle it is set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import numpy as np

from orchestration.read.pdf.frame import Frame
from orchestration.read.pdf.lattice import Grid, boxes_of
from orchestration.read.pdf.pdfium import Glyphs
from orchestration.read.pdf.rules import SNAP
from orchestration.read.pdf.scan import Scanned
from orchestration.read.pdf.words import Word, letters

_OFF = 50
"""Hundredths of a point by which lines must stray from the middles of their rows to be no rows of their own."""
_CENTRED = 150
"""How far from the middle of its cell a paragraph may lie that overflows it."""

Assigned = tuple[Word, int]
"""A word and the number of its cell."""


class Sorter:
    """Sorts words into the cells of one grid, letter by letter where a border runs through one."""

    def __init__(self, glyphs: Glyphs | Scanned, grid: Grid, frame: Frame) -> None:
        self.glyphs, self.grid, self.frame = glyphs, grid, frame
        self.boxes = boxes_of(grid.spans, grid.xs, grid.ys)

    def sort(self, held: list[Word], own: Frame) -> tuple[dict[int, list[Word]], list[Word]]:
        """Words of the frame `own` by the number of their cell, and those outside of the grid."""
        cells: dict[int, list[Word]] = defaultdict(list)
        rest: list[Word] = []
        (xs, ys, _, owners), boxes, same = self.grid, self.boxes, own == self.frame
        left, top, right, bottom = self.grid.area
        stacked, cell, base, box = False, -1, 0, (0, 0, 0, 0)
        ahead = held[::-1]
        while ahead:
            word = ahead.pop()
            x0, y0, x1, y1 = word[:4] if same else own.shown(word[:4], self.frame)
            if box[0] <= x0 < box[2] >= x1 and box[1] <= y0 < box[3] >= y1:
                cells[cell].append(word)  # wholly in the cell of the one before, as most are
                base = word[4]
                continue
            x, y = (x0 + x1) >> 1, (y0 + y1) >> 1
            if not (left <= x < right and top <= y < bottom):
                if len(word[5]) > 1 and x0 < right and left < x1 and y0 < bottom and top < y1:
                    ahead += letters(word)[::-1]
                else:
                    rest.append(word)
                continue
            owner = owners[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
            edge, (x2, y2, x3, y3) = box[0], boxes[owner]
            over = y0 < y2 or y1 > y3 or x0 < x2 or x1 > x3
            if over and len(word[5]) > 1:
                ahead += letters(word)[::-1]
                continue
            if owner != cell:
                # One cell right below the other in the order of drawing: rows of a column, or a paragraph that overflows its cell.
                stacked = stacked or (x2 == edge and 0 < word[4] - base < 2 * (y1 - y0))
                cell, box = owner, boxes[owner]
            base = word[4]
            cells[self._clipped(int(word[7].numbers[word[6]]), cell) if over else cell].append(word)
        return (self._gathered(cells) if stacked and same else cells), rest

    def _clipped(self, index: int, cell: int) -> int:
        clip = self.glyphs.clip(index)
        if clip is None:
            return cell
        left, top, right, bottom = (int(edge) for edge in np.ravel(self.frame.boxes(*np.array([clip]).T)))
        owner = self.grid.cell_at((left + right) // 2, (top + bottom) // 2)
        if owner is None:
            return cell
        x0, y0, x1, y1 = self.boxes[owner]
        fits = x0 - SNAP <= left and y0 - SNAP <= top and right <= x1 + SNAP and bottom <= y1 + SNAP
        return owner if fits else cell

    def _gathered(self, cells: dict[int, list[Word]]) -> dict[int, list[Word]]:
        """The same, with the lines of each paragraph that overflows its cell brought home."""
        drawn = sorted(((word, cell) for cell, held in cells.items() for word in held), key=lambda item: item[0][6])
        found: dict[int, list[Word]] = defaultdict(list)
        chain: list[list[Assigned]] = []
        for line in [*_drawn_lines(drawn), []]:
            if chain and not (line and self._follows(chain[-1], line)):
                home = self._home(chain) if len(chain) > 1 else None
                for word, cell in (item for done in chain for item in done):
                    found[cell if home is None else home].append(word)
                chain = []
            chain.append(line)
        for word, cell in drawn:
            if word[5] == " " and cell in found:
                found[cell].append(word)
        return found

    def _follows(self, upper: list[Assigned], lower: list[Assigned]) -> bool:
        """Whether one line was drawn right after the other, below it in the same column."""
        (word, _), (below, _) = upper[0], lower[0]
        return (
            0 < below[4] - word[4] < 2 * (word[3] - word[1])
            and len({self._column(line[at][0], at) for line in (upper, lower) for at in (0, -1)}) == 1
        )

    def _column(self, word: Word, at: int) -> int:
        """The column of the grid in which the first (0) or the last (-1) letter of a word stands."""
        text, first, print_ = word[5:]
        number = first + at % len(text)
        return bisect_right(self.grid.xs, (print_.left[number] + int(print_.right[number])) >> 1) - 1

    def _home(self, chain: list[list[Assigned]]) -> int | None:
        """The cell in whose middle a paragraph is set whose lines lie in several; None where they are rows of their own."""
        if len({cell for line in chain for _, cell in line}) < 2:
            return None
        column = self._column(chain[0][0][0], 0)
        width = self.grid.xs[column + 1] - self.grid.xs[column]
        em = max(word[3] - word[1] for word, _ in chain[0])
        if any(2 * (width - (line[-1][0][2] - line[0][0][0])) > 3 * em for line in chain[:-1]):
            return None  # the line had room for more: it was not wrapped
        strays = []
        for line in chain:
            middle = (line[0][0][1] + line[0][0][3]) // 2
            row = bisect_right(self.grid.ys, middle) - 1
            strays.append(middle - (self.grid.ys[row] + self.grid.ys[row + 1]) // 2)
        top, bottom = chain[0][0][0][1], chain[-1][0][0][3]
        home = self.grid.cell_at((self.grid.xs[column] + self.grid.xs[column + 1]) // 2, (top + bottom) // 2)
        if home is None or max(strays) - min(strays) <= _OFF:
            return None
        _, y0, _, y1 = self.boxes[home]
        return home if abs(top + bottom - y0 - y1) <= 2 * _CENTRED else None


def _drawn_lines(assigned: list[Assigned]) -> list[list[Assigned]]:
    """Words drawn one after the other on one baseline in one cell; blanks are left out."""
    lines: list[list[Assigned]] = []
    for item in assigned:
        word, cell = item
        if word[5] == " ":
            continue
        if lines and lines[-1][0][1] == cell and lines[-1][0][0][4] == word[4] and lines[-1][-1][0][0] < word[0]:
            lines[-1].append(item)
        else:
            lines.append([item])
    return lines
