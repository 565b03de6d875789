"""Rules: pieces of lines, snapped to common positions and joined, and those that cross grouped together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

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


class Rule(NamedTuple):
    """A horizontal or vertical rule: where it lies across its direction, and from where to where it runs."""

    at: int
    start: int
    end: int


class Network(NamedTuple):
    """Rules that hang together: the horizontal ones (at: y) and the vertical ones (at: x)."""

    horizontal: list[Rule]
    vertical: list[Rule]


def networks(pieces: Ints) -> list[Network]:
    """The groups of crossing rules that thin boxes (rows of left, top, right, bottom) form, from the top of the page downwards."""
    left, top, right, bottom = pieces.T
    width, height = right - left, bottom - top
    level = (width >= height) | (width < SNAP)
    upright = (height > width) | (height < SNAP)  # a dot may belong to a dotted rule of either direction
    across = joined((top + bottom)[level] // 2, left[level], right[level])
    down = joined((left + right)[upright] // 2, top[upright], bottom[upright])
    return _grouped(across, down) if len(across) * len(down) <= _MAX_PAIRS else []


def joined(at: Ints, start: Ints, end: Ints) -> list[Rule]:
    """Pieces snapped to common positions, those that nearly meet made one, and what remains too short left out; in order."""
    if not len(at):
        return []
    positions, position = np.unique(at, return_inverse=True)
    snapped, cluster = _snapped(positions.tolist())
    number = np.array(cluster)[position]
    order = np.lexsort((start, number))
    number, start, end = number[order], start[order], end[order]
    reach = np.maximum.accumulate(end + number * _APART) - number * _APART  # the furthest end so far at the same position
    first = np.ones(len(number), bool)
    first[1:] = (number[1:] != number[:-1]) | (start[1:] - reach[:-1] > _JOIN)
    starts, ends = start[first], reach[np.append(first[1:], True)]
    long = ends - starts >= _SHORTEST
    found = zip(np.array(snapped)[number[first][long]].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    return list(map(Rule._make, found))


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


def _grouped(horizontal: list[Rule], vertical: list[Rule]) -> list[Network]:
    """Union of rules that meet, by a forest over their numbers."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for index, number in zip(*_meeting(horizontal, vertical), strict=True):
        number += len(horizontal)
        if parents[index] != parents[number] and (one := root(index)) != (other := root(number)):
            parents[max(one, other)] = min(one, other)
    groups: dict[int, Network] = {}
    for number in range(len(parents)):
        group = groups.setdefault(root(number), Network([], []))
        if number < len(horizontal):
            group.horizontal.append(horizontal[number])
        else:
            group.vertical.append(vertical[number - len(horizontal)])
    found = [group for group in groups.values() if group.horizontal and group.vertical]
    return sorted(found, key=lambda group: (group.horizontal[0].at, group.vertical[0].at))


def _meeting(horizontal: list[Rule], vertical: list[Rule]) -> tuple[list[int], list[int]]:
    """The numbers of the rules that cross or touch, the horizontal and the vertical one of each pair."""
    (y, left, right), (x, top, bottom) = np.array(horizontal).reshape(-1, 3).T[..., None], np.array(vertical).reshape(-1, 3).T
    meet = (left - _TOUCH <= x) & (x <= right + _TOUCH) & (top - _TOUCH <= y) & (y <= bottom + _TOUCH)
    across, down = np.nonzero(meet)
    return across.tolist(), down.tolist()
