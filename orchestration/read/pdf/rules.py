"""Rules: pieces of lines, snapped to common positions and joined, and those that cross grouped together."""

from __future__ import annotations

from operator import itemgetter
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


class Rule(NamedTuple):
    """A horizontal or vertical rule: where it lies across its direction, and from where to where it runs."""

    at: int
    start: int
    end: int


Piece = tuple[int, int, int]
"""A Rule before it is joined. (A plain tuple: there are many.)"""
_start = itemgetter(1)


class Network(NamedTuple):
    """Rules that hang together: the horizontal ones (at: y) and the vertical ones (at: x)."""

    horizontal: list[Rule]
    vertical: list[Rule]


def networks(pieces: Ints) -> list[Network]:
    """The groups of crossing rules that thin boxes (rows of left, top, right, bottom) form, from the top of the page downwards."""
    left, top, right, bottom = np.unique(pieces, axis=0).T
    width, height = right - left, bottom - top
    level = (width >= height) | (width < SNAP)
    upright = (height > width) | (height < SNAP)  # a dot may belong to a dotted rule of either direction
    horizontal = _sorted((top + bottom)[level] // 2, left[level], right[level])
    vertical = _sorted((left + right)[upright] // 2, top[upright], bottom[upright])
    across, down = joined(horizontal), joined(vertical)
    return _grouped(across, down) if len(across) * len(down) <= _MAX_PAIRS else []


def _sorted(at: Ints, start: Ints, end: Ints) -> list[Piece]:
    order = np.lexsort((end, start, at))
    return list(zip(at[order].tolist(), start[order].tolist(), end[order].tolist(), strict=True))


def joined(pieces: list[Piece]) -> list[Rule]:
    """Pieces in order snapped to common positions, those that nearly meet made one, and what remains too short left out."""
    rules: list[Rule] = []
    for cluster in _clusters(pieces):
        at = (cluster[0][0] + cluster[-1][0]) // 2
        cluster.sort(key=_start)
        _, start, end = cluster[0]
        for _, first, last in cluster:
            if first - end > _JOIN:
                rules.append(Rule(at, start, end))
                start, end = first, last
            elif last > end:
                end = last
        rules.append(Rule(at, start, end))
    return [rule for rule in rules if rule.end - rule.start >= _SHORTEST]


def _clusters(pieces: list[Piece]) -> list[list[Piece]]:
    clusters: list[list[Piece]] = []
    first = last = -3 * SNAP
    for piece in pieces:
        at = piece[0]
        if at - last <= SNAP and at - first <= 2 * SNAP and clusters:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
            first = at
        last = at
    return clusters


def _grouped(horizontal: list[Rule], vertical: list[Rule]) -> list[Network]:
    """Union of rules that meet, by a forest over their numbers."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for index, across in enumerate(horizontal):
        for number, down in enumerate(vertical, len(horizontal)):
            if (
                across.start - _TOUCH <= down.at <= across.end + _TOUCH
                and down.start - _TOUCH <= across.at <= down.end + _TOUCH
                and (one := root(index)) != (other := root(number))
            ):
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
