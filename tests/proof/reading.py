"""What was observed in a document against what was written into it: every figure with its meaning, every cell with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from tests.generator.model import Disclosure, Figure, TableCell
from tests.generator.truth import MEANING

Row = dict[str, Any]
COLUMNS = (
    "observation_id",
    "ordinal",
    "origin",
    "printed",
    "value",
    "unit",
    "decimals",
    "status",
    *MEANING,
    "table_id",
    "row_key",
    "column_key",
    "quote",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One printed figure or cell, the row that observe made of it, and whether that is right."""

    printed: Figure | TableCell
    row: Row | None
    right: bool


def rows(con: duckdb.DuckDBPyConnection, document_id: str) -> list[Row]:
    """The observations of a document in reading order."""
    found = con.execute(
        f"select {', '.join(COLUMNS)} from raw.raw_observation where document_id = ? order by ordinal", [document_id]
    ).fetchall()
    return [dict(zip(COLUMNS, values, strict=True)) | {"folded": _folded(values[3])} for values in found]


def readings(disclosure: Disclosure, observed: Sequence[Row], narrative: bool = True, tables: bool = True) -> Iterator[Reading]:
    """Each figure of the narrative, then each cell; a format may hold only one of the two."""
    if narrative:
        yield from _figures(disclosure, [row for row in observed if row["origin"] == "text"])
    if tables:
        yield from _cells(disclosure, [row for row in observed if row["origin"] == "table" and row["status"] != "label"])


def _figures(disclosure: Disclosure, observed: list[Row]) -> Iterator[Reading]:
    figures = disclosure.figures()
    for figure, row in zip(figures, _aligned(figures, observed), strict=True):
        yield Reading(figure, row, row is not None and row["value"] == figure.value and _same_meaning(row, figure))


def _aligned(figures: list[Figure], observed: list[Row]) -> list[Row | None]:
    """Both are in reading order: the best common sequence of equal numbers tells which is which, like meanings before others."""
    best = [[0] * (len(observed) + 1)]
    for figure in reversed(figures):
        below, row = best[-1], [0]
        for place in range(len(observed) - 1, -1, -1):
            row.append(max(row[-1], below[place], below[place + 1] + _likeness(figure, observed[place])))
        best.append(row[::-1])
    best.reverse()
    # best[i][j]: what is to be had from figure i and observation j on.
    return list(_path(figures, observed, best))


def _path(figures: list[Figure], observed: list[Row], best: list[list[int]]) -> Iterator[Row | None]:
    place = 0
    for index, figure in enumerate(figures):
        while place < len(observed) and best[index][place] == best[index][place + 1]:
            place += 1
        if best[index][place] > best[index + 1][place] and _likeness(figure, observed[place]):
            yield observed[place]
            place += 1
        else:
            yield None


def _likeness(figure: Figure, row: Row) -> int:
    """0 where the numbers differ, more the more the meanings agree."""
    if figure.printed != row["folded"]:
        return 0
    return 3 + (row["concept"] in figure.concept.split("|")) + (_folded(row["unit"]) == _folded(figure.unit))


def _same_meaning(row: Row, figure: Figure) -> bool:
    return all(_folded(row[name]) in map(_folded, getattr(figure, name).split("|")) for name in MEANING)


def _cells(disclosure: Disclosure, observed: list[Row]) -> Iterator[Reading]:
    """By table, row and column; the two sides of a table may have rows of one name, which are then told apart by their order."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in observed:
        found.setdefault((row["table_id"], _folded(row["row_key"]), _folded(row["column_key"])), []).append(row)
    for table, cell in disclosure.cells():
        rows = found.get((table.table_id, _folded(cell.row_key), _folded(cell.column_key)), [])
        row = rows.pop(0) if rows else None
        yield Reading(cell, row, row is not None and (row["value"], row["unit"], row["status"]) == (cell.value, table.unit.name, "mapped"))


def _folded(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words or "") if char not in "“”\"'()（） ")
