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
    what each shows (a code point) and its number on the page."""

    left: Ints
    top: Ints
    right: Ints
    bottom: Ints
    base: Ints
    codes: NDArray[np.uint32]
    numbers: Ints


Word = tuple[int, int, int, int, int, str, int, Print]
"""Left, top, right, bottom, baseline, the characters (a blank is a word of its own), the place of the first in the page's print, and that
print. (A plain tuple: there are many.)"""


def words_of(print_: Print) -> list[Word]:
    """The words of a page in the order of drawing."""
    left, top, right, bottom, base, codes, _ = print_
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
    return list(zip(*(edge.tolist() for edge in edges), texts, starts, repeat(print_), strict=False))


def letters(word: Word) -> list[Word]:
    """A word taken apart: each of its characters as a word."""
    text, first, print_ = word[5:]
    places = range(first, first + len(text))
    edges = (column[first : places.stop].tolist() for column in print_[:5])
    return list(zip(*edges, text, places, repeat(print_), strict=False))


def starts_of(word: Word) -> list[int]:
    """Where each character of a word begins."""
    if len(word[5]) == 1:
        return [word[0]]
    starts: list[int] = word[7].left[word[6] : word[6] + len(word[5])].tolist()
    return starts
