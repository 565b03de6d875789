"""A disclosure before any format: blocks of text and tables in which every figure carries what it means.

Figures and cells are mutable on purpose: planting an error alters what is printed, in whatever format the disclosure is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from .accounts import Accounts
from .money import WAN, YUAN, Unit


@dataclass(slots=True, eq=False)
class Figure:
    """A number of the narrative: as printed and what it means, by the conventions of the hand-made keys.

    `amount` is the true amount in fen, or the count; None for percentages. `part` and `whole` are what a percentage is made of.
    """

    printed: str
    value: Decimal
    unit: str
    concept: str
    measure: str
    basis: str = ""
    versus: str = ""
    direction: str = ""
    function_code: str = ""
    economic_code: str = ""
    member: str = ""
    slot: str = ""
    amount: int | None = None
    ratio: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Word:
    """A word of the narrative that a rule speaks of: `kind` is year, name, direction, base, code_name, compare."""

    text: str
    kind: str
    about: str = ""


Run = str | Figure | Word


@dataclass(slots=True, eq=False)
class Heading:
    """Level 1 is 第一部分, level 2 is 一、 and so on. `runs` begin with the marker."""

    level: int
    runs: list[Run]
    slot: str = ""


@dataclass(slots=True, eq=False)
class Paragraph:
    runs: list[Run]
    slot: str = ""
    kind: str = "body"


@dataclass(slots=True, eq=False)
class PageBreak:
    landscape: bool = False


@dataclass(slots=True, eq=False)
class TableCell:
    """One printed cell. Only cells with a `row_key` are data; `amount` is the true amount in fen."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    align: str = "left"
    header: bool = False
    row_key: str = ""
    column_key: str = ""
    side: str = ""
    value: Decimal | None = None
    amount: int | None = None


@dataclass(slots=True, eq=False)
class Table:
    """A printed table. `code` is the printed 公开01表, where the family prints one; `widths` are relative."""

    table_id: str
    title: list[Run]
    code: str
    unit: Unit
    organisation: list[Run]
    cells: list[TableCell]
    header_rows: int
    widths: list[int]
    landscape: bool
    notes: list[Paragraph] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)

    @property
    def columns(self) -> int:
        return len(self.widths)

    def data(self) -> Iterator[TableCell]:
        return (cell for cell in self.cells if cell.row_key and cell.text)


Block = Heading | Paragraph | PageBreak | Table


@dataclass(frozen=True, slots=True)
class Style:
    """How one document prints: its numbers, brackets, blanks and markers."""

    text_unit: Unit = WAN
    table_unit: Unit = WAN
    commas: bool = True
    table_commas: bool = True
    spaced: bool = False
    percent_decimals: int = 2
    full_brackets: bool = True
    ordinal: str = "."
    blank_zero: bool = True
    hyphen_minus: str = "-"

    @property
    def in_yuan(self) -> bool:
        return self.text_unit is YUAN


@dataclass(slots=True, eq=False)
class Disclosure:
    """A whole document with its truth."""

    family: str
    seed: int
    accounts: Accounts
    style: Style
    blocks: list[Block]
    title: str

    @property
    def year(self) -> int:
        return self.accounts.year

    @property
    def organisation(self) -> str:
        return self.accounts.body.name

    def texts(self) -> Iterator[tuple[str, list[Run]]]:
        """Every run of text outside of tables, with its slot, in reading order; notes below a table included."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from ((note.slot, note.runs) for note in block.notes)
            elif not isinstance(block, PageBreak):
                yield block.slot, block.runs

    def figures(self) -> list[Figure]:
        return [run for _, runs in self.texts() for run in runs if isinstance(run, Figure)]

    def words(self) -> list[Word]:
        return [run for _, runs in self.texts() for run in runs if isinstance(run, Word)]

    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    def cells(self) -> list[tuple[Table, TableCell]]:
        return [(table, cell) for table in self.tables() for cell in table.data()]


def plain(runs: list[Run]) -> str:
    """Runs as one string, numbers and units joined."""
    return "".join(run if isinstance(run, str) else run.text if isinstance(run, Word) else run.printed + run.unit for run in runs)
