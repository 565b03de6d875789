"""What reading a table yields: one figure for every number in a value cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from orchestration.read.document import Cell

from ..vocabulary import Unit
from .meaning import Meaning


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One number in a value cell: the table it stands in, its row and column, the cell, and what they mean together.

    Documents with the tables of several bodies have several sets of the nine: `table_set` says of which one the table is, from 1. In a form
    of evaluation `of` is the cell that this one speaks of, and `whole` holds the cell of the total that it is part of, if any.
    """

    table_id: str
    row_key: str
    column_key: str
    side: str
    cell: Cell
    value: Decimal
    unit: Unit | None
    quote: str
    meaning: Meaning
    char_start: int
    table_set: int = 1
    is_label: bool = False
    is_approximate: bool = False
    of: Cell | None = None
    whole: tuple[Cell, ...] | list[Cell] = ()
