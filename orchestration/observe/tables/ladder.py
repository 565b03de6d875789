"""Codes of rows that have a name only: the list of the fiscal year knows them, each below the class that stands above it."""

from __future__ import annotations

from functools import lru_cache

from ..vocabulary import Classes, plain_name

_DIGITS = (5, 3, 0)
"""Codes of 款 and 类, and of nothing above a 类."""


class Ladder:
    """Goes down the rows of a table: a name is looked for below the last class, then beside it, then anywhere; it must be one class's."""

    def __init__(self) -> None:
        self._above = ""
        self._coded = False

    def code(self, key: str, label: str, year: int | None, classes: Classes) -> str:
        """The code that names a row; `key` where that is one. In a table that prints codes a row without one has none."""
        self._coded = self._coded or key.isdigit()
        self._above = key if key.isdigit() else "" if self._coded else self._named(_bearers(classes, year).get(plain_name(label), ()))
        return self._above

    def _named(self, codes: tuple[str, ...]) -> str:
        for digits in _DIGITS:
            below = [code for code in codes if len(code) > digits and code.startswith(self._above[:digits])]
            if below and len(self._above) >= digits:
                nearest = [code for code in below if len(code) == min(map(len, below))]
                return nearest[0] if len(nearest) == 1 else ""
        return ""


@lru_cache(maxsize=32)
def _bearers(classes: Classes, year: int | None) -> dict[str, tuple[str, ...]]:
    """Plain names with the codes that bear them."""
    found: dict[str, set[str]] = {}
    for (_, _, name), code in classes.names(year).items():
        found.setdefault(name, set()).add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}
