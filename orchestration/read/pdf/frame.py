"""Frames: where things stand, in hundredths of a point from the top left corner of a page that has been turned.

A page is seen in its display frame; text that was drawn sideways is read in the frame in which it is upright.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orchestration.read.document import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_FAR = 20_000
"""Points: pages are at most 14,400 wide, and what is drawn beyond cannot be seen."""


class Frame(NamedTuple):
    """A page's visible rectangle in its own coordinates (points, y upwards), seen after `turn` clockwise quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> int:
        """Hundredths of a point, as seen."""
        return round(100 * ((self.top - self.bottom) if self.turn % 2 else (self.right - self.left)))

    @property
    def height(self) -> int:
        """Hundredths of a point, as seen."""
        return round(100 * ((self.right - self.left) if self.turn % 2 else (self.top - self.bottom)))

    def turned(self, turn: int) -> Frame:
        """The same rectangle, seen after `turn` quarter turns."""
        return self._replace(turn=turn % 4)

    def points(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Where points of the page's own coordinates are seen."""
        across, down = (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )[self.turn]
        return _hundredths(across), _hundredths(down)

    def boxes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[Ints, Ints, Ints, Ints]:
        """Left, top, right, bottom as seen of rectangles in the page's own coordinates."""
        across, down = self.points(np.stack([x0, x1]), np.stack([y0, y1]))
        return np.minimum(*across), np.minimum(*down), np.maximum(*across), np.maximum(*down)

    def shown(self, box: Box, display: Frame) -> Box:
        """A box of this frame as it is seen in `display`, another turn of the same page."""
        left, top, right, bottom = box
        turn = (display.turn - self.turn) % 4
        if turn == 1:
            return self.height - bottom, left, self.height - top, right
        if turn == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if turn == 3:
            return top, self.width - right, bottom, self.width - left
        return box


def _hundredths(points: Floats) -> Ints:
    if not np.abs(points).max(initial=0) <= _FAR:  # nor is what is no number
        points = np.clip(np.nan_to_num(points), -_FAR, _FAR)
    return np.rint(points * 100).astype(np.int64)
