"""Rules: pieces of lines, snapped to common positions and joined, and those that cross grouped together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orchestration.read.pdf.frame import Ints

SNAP = 300
"""Hundredths of a point: rules closer than this are one (the two of a double rule); the lowest rows of print are twice as high."""
_JOIN = 450
"""The widest gap within one rule: dashes of a thick dashed rule lie 4 points apart, a missing rule is a cell wide."""
_TOUCH = 400
"""How far the ends of two rules that meet at a corner may be apart."""
_MAX_PAIRS = 2_000_000
"""Pairs of rules looked at for crossings: a page ruled every six points has 14,000. What has more is hatching."""
_SHORTEST = 500
"""What is shorter after joining is a dot, a dash or a sign, no rule."""
_APART = 10_000_000
"""More than any page is wide: keeps the ends at one position apart from those at the next."""


class Rules(NamedTuple):
    """Horizontal or vertical rules, ascending: where each lies across its direction, and from where to where it runs."""

    at: Ints
    start: Ints
    end: Ints


class Network(NamedTuple):
    """Rules that hang together: the horizontal ones (at: y) and the vertical ones (at: x)."""

    horizontal: Rules
    vertical: Rules


def networks(left: Ints, top: Ints, right: Ints, bottom: Ints) -> list[Network]:
    """The groups of crossing rules that thin boxes form, from the top of the page downwards."""
    width, height = right - left, bottom - top
    level = (width >= height) | (width < SNAP)
    upright = (height > width) | (height < SNAP)  # a dot may belong to a dotted rule of either direction
    across = joined((top + bottom)[level] // 2, left[level], right[level])
    down = joined((left + right)[upright] // 2, top[upright], bottom[upright])
    return _grouped(across, down) if len(across.at) * len(down.at) <= _MAX_PAIRS else []


def joined(at: Ints, start: Ints, end: Ints) -> Rules:
    """Pieces snapped to common positions, those that nearly meet made one, and what remains too short left out."""
    if not len(at):
        return Rules(at, start, end)
    ordered = np.sort(at)
    positions = ordered[np.append(True, ordered[1:] > ordered[:-1])]
    snapped, cluster = _snapped(positions.tolist())
    # One position after the other on a single line, on which all are joined at once.
    apart = (np.array(cluster) * _APART)[np.searchsorted(positions, at)]
    start, end = start + apart, end + apart
    order = np.argsort(start, kind="stable")  # which is quick where much is in order, as pages are drawn
    start, end, apart = start[order], np.maximum.accumulate(end[order]), apart[order]
    first = np.append(True, start[1:] - end[:-1] > _JOIN)
    start, end, apart = start[first], end[np.append(first[1:], True)], apart[first]
    long = end - start >= _SHORTEST
    start, end, apart = start[long], end[long], apart[long]
    return Rules(np.array(snapped)[apart // _APART], start - apart, end - apart)


def _snapped(positions: list[int]) -> tuple[list[int], list[int]]:
    """Where ascending positions that lie close together are taken to be, and for each position the number of its place there."""
    places: list[int] = []
    numbers: list[int] = []
    first = last = -3 * SNAP
    for at in positions:
        if at - last > SNAP or at - first > 2 * SNAP or not places:
            places.append(at)
            first = at
        last = at
        places[-1] = (first + at) // 2
        numbers.append(len(places) - 1)
    return places, numbers


def _grouped(horizontal: Rules, vertical: Rules) -> list[Network]:
    """Rules that meet, the rules that meet these, and so on; what meets none is left out."""
    meet = _meeting(horizontal, vertical)
    waiting = meet.any(axis=1)
    found: list[Network] = []
    while waiting.any():
        frontier = np.arange(len(meet)) == np.argmax(waiting)
        ours, theirs = frontier, np.zeros(len(vertical.at), bool)
        while frontier.any():
            met = meet[frontier].any(axis=0) & ~theirs
            frontier = meet[:, met].any(axis=1) & ~ours
            ours, theirs = ours | frontier, theirs | met
        waiting &= ~ours
        found.append(Network(Rules(*(column[ours] for column in horizontal)), Rules(*(column[theirs] for column in vertical))))
    return sorted(found, key=lambda group: (group.horizontal.at[0], group.vertical.at[0]))


def _meeting(horizontal: Rules, vertical: Rules) -> NDArray[np.bool_]:
    """Which horizontal rules (rows) cross or touch which vertical ones (columns)."""
    (y, left, right), (x, top, bottom) = (column[:, None] for column in horizontal), vertical
    meet: NDArray[np.bool_] = (left - _TOUCH <= x) & (x <= right + _TOUCH) & (top - _TOUCH <= y) & (y <= bottom + _TOUCH)
    return meet
