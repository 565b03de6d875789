"""Calls into pdfium in bulk: one function over many characters or objects, what it writes straight into an array.

pdfium answers for one thing at a time, some thousand times a page, and the way there costs more than the answer: ctypes takes 0.8 µs for
an ordinary call, 0.4 µs where `map` drives a function that lets Python go on, and half of that where the arguments need no conversion:
numbers, and pointers made once. So the places that are written to are made once too, for a block of calls, and used again for the next.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_void_p
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import DTypeLike, NDArray

_BLOCK = 2_048
"""Calls between which what was written is taken away: most pages have fewer characters."""

pointer: Callable[[int], Any] = c_void_p.from_param
"""An address as an argument for the functions that `bulk` makes."""


def bulk(name: str, result: Any) -> Any:
    """pdfium's function without conversions, to be driven by `map`: its arguments are numbers and what `pointer` makes of addresses."""
    return ctypes.PYFUNCTYPE(result)(address(getattr(pdfium, name)))


def address(handle: Any) -> int:
    """Where a handle of pdfium's points to; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def drain(calls: Iterable[int]) -> None:
    """Make the calls of a `map` for what they write."""
    deque(calls, 0)


class Answers:
    """Room for what a function writes through its last arguments: one pointer to `width` values, or `width` pointers to one each."""

    def __init__(self, kind: DTypeLike, width: int, apart: bool) -> None:
        self._values = np.zeros((_BLOCK, width), kind)
        at, item = self._values.ctypes.data, self._values.itemsize
        self._places = [
            [pointer(place) for place in range(at + column * item, at + self._values.nbytes, width * item)]
            for column in range(width if apart else 1)
        ]

    def of(self, function: Any, *arguments: Iterable[Any], count: int) -> NDArray[Any]:
        """The values of `count` calls, in rows; zeros where a call wrote nothing. The arguments before the last are iterables."""
        found = np.zeros((count, self._values.shape[1]), self._values.dtype)
        given = [iter(argument) for argument in arguments]
        for start in range(0, count, _BLOCK):
            size = min(_BLOCK, count - start)
            self._values[:size] = 0
            drain(map(function, *(islice(argument, size) for argument in given), *self._places))
            found[start : start + size] = self._values[:size]
        return found
