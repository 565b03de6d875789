"""Words: glyphs drawn one after the other on one baseline, each near the one before.

A page has a thousand glyphs and a hundred words, so lines and cells are made of words; one is taken apart only where a cell's border
runs through it or other print lies over it.
"""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orchestration.read.pdf.frame import Ints

GAP = 50
"""Hundredths of a line's height: a wider gap between two characters reads as a blank."""
OVERLAP = 20
"""Hundredths of a point by which the same sign may overlap itself, if it is twice as wide, and be two: what is drawn twice looks bold."""


class Print(NamedTuple):
    """The glyphs of a page that stand upright in one frame, in the order of drawing: left, top, right, bottom and baseline in the frame,
    and their numbers on the page."""

    left: list[int]
    top: Ints
    right: Ints
    bottom: Ints
    base: Ints
    numbers: Ints


Word = tuple[int, int, int, int, int, str, int, Print]
"""Left, top, right, bottom, baseline, the characters (a blank is a word of its own), the place of the first in the page's print, and that
print. (A plain tuple: there are many.)"""


def words_of(left: Ints, top: Ints, right: Ints, bottom: Ints, base: Ints, codes: NDArray[np.uint32], numbers: Ints) -> list[Word]:
    """The words of glyphs in the order of drawing, given as the columns of a `Print` and what each glyph shows (a code point)."""
    tall = bottom - top
    gap = left[1:] - right[:-1]
    near = (left[1:] > left[:-1]) & (100 * gap <= GAP * np.maximum(tall[1:], tall[:-1]))
    once = (codes[1:] != codes[:-1]) | ((gap >= -OVERLAP) & (right - left > 2 * OVERLAP)[1:])
    inked = codes != 32
    follows = (base[1:] == base[:-1]) & near & once & inked[1:] & inked[:-1]
    first = np.flatnonzero(np.append(True, ~follows))
    last = np.append(first[1:], len(left)) - 1
    text = codes.tobytes().decode("utf-32-le")
    starts = first.tolist()
    texts = [text[start : end + 1] for start, end in zip(starts, last.tolist(), strict=True)]
    edges = left[first], np.minimum.reduceat(top, first), np.maximum.reduceat(right, first), np.maximum.reduceat(bottom, first), base[first]
    print_ = Print(left.tolist(), top, right, bottom, base, numbers)
    return list(zip(*(edge.tolist() for edge in edges), texts, starts, repeat(print_), strict=False))


def letters(word: Word) -> list[Word]:
    """A word taken apart: each of its characters as a word."""
    text, first, print_ = word[5:]
    end = first + len(text)
    columns = (column[first:end].tolist() for column in print_[1:5])
    return list(zip(print_.left[first:end], *columns, text, range(first, end), repeat(print_), strict=False))


def starts_of(word: Word) -> list[int]:
    """Where each character of a word begins."""
    text, first, print_ = word[5:]
    return print_.left[first : first + len(text)]
