"""Layout: the glyphs and rules of one page become its lines and its tables, in the frame in which they are upright."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orchestration.read.document import Box
from orchestration.read.pdf import lattice, rules
from orchestration.read.pdf.aligned import aligned
from orchestration.read.pdf.cells import Sorter
from orchestration.read.pdf.characters import shown
from orchestration.read.pdf.drawn import Drawn
from orchestration.read.pdf.frame import Frame
from orchestration.read.pdf.lattice import Span
from orchestration.read.pdf.lines import TextLine, lines_of, text_of
from orchestration.read.pdf.pdfium import Glyphs
from orchestration.read.pdf.scan import Scanned
from orchestration.read.pdf.stacked import unstacked
from orchestration.read.pdf.words import Word, words_of

_SLANT = 0.05
"""Radians (3°): text that leans more, and more than the page as a whole, belongs to no line of the page: a watermark."""
_ASKEW = 0.01, 0.1
"""Radians (0.6° to 6°) that most of a page leans which was laid askew on a scanner; its lines would run into each other."""
_LARGE = 2.5
"""Heights of ordinary print: a page's heading has two."""
_MOST_LARGE = 400
"""Large letters that are looked at; a page has room for no more."""


class PlacedLine(NamedTuple):
    """A line of text, and the clockwise quarter turns in which it is drawn on the page as shown."""

    line: TextLine
    frame: Frame


class PlacedTable(NamedTuple):
    """A table's cells with their texts, and its area, in its frame; whether it goes on from the page before."""

    area: Box
    cells: list[tuple[Span, str, Box]]
    frame: Frame
    continues: bool = False


class Layout(NamedTuple):
    """Lines and tables in reading order: those of the page's main direction first."""

    lines: list[PlacedLine]
    tables: list[PlacedTable]


def layout_of(glyphs: Glyphs | Scanned, drawn: Drawn, display: Frame) -> Layout:
    """The lines and tables of a page. Text of a table's cells is in no line."""
    groups = upright(glyphs, display)
    lines: list[PlacedLine] = []
    tables: list[PlacedTable] = []
    if not groups:
        return Layout(lines, tables)
    main = max(groups, key=lambda turn: (sum(len(word[5]) for word in groups[turn]), turn == display.turn))
    frame = display.turned(main)
    if len(drawn.rules):
        tables = _ruled(glyphs, groups, drawn, frame)
    for turn in sorted(groups, key=lambda turn: turn != main):
        found = lines_of(groups[turn])
        if turn == main:
            unruled, found = aligned(found)
            tables += [PlacedTable(table.area, table.cells, frame) for table in unruled]
        lines += [PlacedLine(line, display.turned(turn)) for line in found]
    return Layout(lines, tables)


def upright(glyphs: Glyphs | Scanned, display: Frame) -> dict[int, list[Word]]:
    """Words of the visible page by the turn of the frame in which they stand upright."""
    quarters = np.rint(glyphs.angles / (math.pi / 2))
    leans = glyphs.angles - quarters * (math.pi / 2)
    askew = _askew(leans[glyphs.codes > 32])
    straight = (np.abs(leans) <= _SLANT) | (np.abs(leans - askew) <= _SLANT)
    turns = (-quarters.astype(np.int64)) % 4
    codes = shown(glyphs.codes)
    straight &= ~_stamped(glyphs) & ~_round(glyphs, straight) & (codes > 0)
    found: dict[int, list[Word]] = {}
    for turn in np.flatnonzero(np.bincount(turns[straight], minlength=4)).tolist():
        frame = display.turned(turn)
        left, top, right, bottom = frame.boxes(*glyphs.boxes.T)
        across, base = frame.points(*glyphs.origins.T)
        if askew:  # as the page lay before, about its middle; places on it are those of the straight page
            sunk, drawn_back = (
                np.rint((place - middle / 2) * math.tan(askew)).astype(np.int64)
                for place, middle in ((across, frame.width), (base, frame.height))
            )
            left, top, right, bottom, base = left + drawn_back, top - sunk, right + drawn_back, bottom - sunk, base - sunk
        seen = (turns == turn) & straight & (left + right >= 0) & (left + right <= 2 * frame.width)
        seen &= (top + bottom >= 0) & (top + bottom <= 2 * frame.height) & ((right > left) | (glyphs.codes > 32))
        if seen.any():
            left, top, right, bottom, base = (column[seen] for column in (left, top, right, bottom, base))
            found[turn] = words_of(left, top, right, bottom, base, codes[seen], np.flatnonzero(seen))
    return found


def _askew(leans: NDArray[np.float64]) -> float:
    """How far the page as a whole leans, clockwise; 0 where it stands straight, or where what leans so far is no page of text."""
    lean = float(np.median(leans)) if leans.any() else 0.0
    least, most = _ASKEW
    return lean if least <= abs(lean) <= most else 0.0


def _round(glyphs: Glyphs | Scanned, straight: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which glyphs stand upright between two that lean to either side of them: letters round a seal."""
    found = np.zeros(len(straight), bool)
    if straight.all():
        return found
    printed = np.flatnonzero(glyphs.codes > 32)
    own, angles, leans = printed[1:-1], glyphs.angles[printed], ~straight[printed]
    turned = np.sin(angles[:-1] - angles[1:])
    found[own] = leans[:-2] & leans[2:] & (turned[:-1] * turned[1:] > 0)
    return found


def _stamped(glyphs: Glyphs | Scanned) -> NDArray[np.bool_]:
    """Which glyphs are a watermark that is not slanted: print much larger than most that lies over other print."""
    left, top, right, bottom = glyphs.boxes.T
    height = np.maximum(np.abs(top - bottom), np.abs(right - left))
    printed = (height > 0) & (glyphs.codes > 32)
    stamped = np.zeros(len(height), bool)
    if not printed.any() or height.max() < _LARGE * height[printed].min():
        return stamped
    large = np.flatnonzero(printed & (height >= _LARGE * np.median(height[printed])))
    if len(large) > _MOST_LARGE:
        return stamped
    across, along = (left + right) / 2, (top + bottom) / 2
    for index in large:
        inside = (across > left[index]) & (across < right[index]) & (np.abs(along - along[index]) < abs(top[index] - bottom[index]) / 2)
        stamped[index] = (inside & printed & (2 * height <= height[index])).any()
    words = np.flatnonzero(stamped)
    if len(words):  # the other letters of the same words, which happen to lie over nothing
        near = [
            (np.abs(glyphs.origins[:, 1] - glyphs.origins[index, 1]) < 1) & (10 * np.abs(height - height[index]) < height[index])
            for index in words
        ]
        stamped |= np.logical_or.reduce(near) & printed
    return stamped


def _ruled(glyphs: Glyphs | Scanned, groups: dict[int, list[Word]], drawn: Drawn, frame: Frame) -> list[PlacedTable]:
    """The ruled tables of a page; their words are taken out of the groups."""
    tables = []
    for network in rules.networks(*frame.boxes(*drawn.rules.T)):
        grid = lattice.grid_of(network)
        if grid is None:
            continue
        sorter = Sorter(glyphs, grid, frame)
        sorted_out = {turn: sorter.sort(held, frame.turned(turn)) for turn, held in groups.items()}
        texts: dict[int, str] = {}
        for turn in sorted(sorted_out, key=lambda turn: turn != frame.turn):
            for cell, held in sorted_out[turn][0].items():
                if text := text_of(held):
                    texts[cell] = f"{texts[cell]}\n{text}" if cell in texts else text
        if len(texts) < 2:
            continue  # a frame or a drawing: what stands in it is text of the page
        for turn, (_, rest) in sorted_out.items():
            groups[turn] = rest
        said = [texts.get(number, "") for number in range(len(grid.spans))]
        cells = unstacked(list(zip(grid.spans, said, sorter.boxes, strict=True)), sorted_out[frame.turn][0])
        tables.append(PlacedTable(grid.area, cells, frame))
    return tables
