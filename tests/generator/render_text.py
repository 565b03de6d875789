"""A disclosure as plain text, with the span of every figure: as pasted from a page, or hard-wrapped as extracted from one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from .model import Disclosure, Figure, Heading, PageBreak, Paragraph, Run, Table, TableCell, Word

NEVER_FIRST = "，。；：、）)”％%"
NEVER_LAST = "（(“"


@dataclass(slots=True)
class Rendered:
    """The text, and half-open spans in code points: `figures` in reading order, `words` likewise, `cells` where tables are written out."""

    text: str
    figures: list[tuple[Figure, int, int]] = field(default_factory=list)
    words: list[tuple[Word, int, int]] = field(default_factory=list)
    cells: list[tuple[Table, TableCell, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """`width` in half-width columns, none for one line a paragraph; `gap` between lines; blanks around Latin text when `spaced`."""

    width: int | None = 60
    newline: str = "\n"
    spaced: bool = False
    tables: bool = False


class _Writer:
    def __init__(self, wrapping: Wrapping) -> None:
        self.wrapping = wrapping
        self.parts: list[str] = []
        self.length = 0
        self.done = Rendered("")

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def paragraph(self, runs: list[Run], wrap: bool = True) -> None:
        """Characters with their columns counted; a line ends before the one that would not fit, never inside a number."""
        atoms = list(_atoms(runs, self.wrapping.spaced))
        width = self.wrapping.width if wrap else None
        column = 0
        for index, (atom, owner) in enumerate(atoms):
            size = _columns(atom)
            if (
                width
                and column
                and column + size > width
                and atom[0] not in NEVER_FIRST
                and (not index or atoms[index - 1][0] not in NEVER_LAST)
            ):
                self.put(self.wrapping.newline)
                column = 0
                if atom == " ":
                    continue
            start = self.length
            self.put(atom)
            column += size
            if isinstance(owner, Figure) and atom == owner.printed:
                self.done.figures.append((owner, start, self.length))
            elif isinstance(owner, Word):
                self._word(owner, start)
        self.put("\n")

    def _word(self, word: Word, start: int) -> None:
        last = self.done.words[-1] if self.done.words else None
        if last and last[0] is word:
            self.done.words[-1] = (word, last[1], self.length)
        else:
            self.done.words.append((word, start, self.length))

    def table(self, table: Table) -> None:
        lines: tuple[list[Run], ...] = ([table.code], table.title, table.organisation)
        for runs in lines:
            if any(runs):
                self.paragraph(runs, wrap=False)
        self.put(f"单位：{table.unit.name}\n")
        rows: dict[int, list[TableCell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            first = True
            for cell in row:
                if not cell.text:
                    continue
                self.put("" if first else " ")
                first = False
                start = self.length
                self.put(cell.text)
                if cell.row_key:
                    self.done.cells.append((table, cell, start, self.length))
            self.put("\n")


def _columns(atom: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in atom)


def _atoms(runs: list[Run], spaced: bool) -> Iterator[tuple[str, Run | None]]:
    """Pieces that no line end may divide: single characters, and whole numbers."""
    before = ""
    for run in runs:
        if isinstance(run, Figure):
            if spaced and before not in "（(" and before != "":
                yield " ", None
            yield run.printed, run
            if spaced and run.unit != "%":
                yield " ", None
            yield from ((char, run) for char in run.unit)
            before = "%" if run.unit == "%" else "x"
            continue
        text = run if isinstance(run, str) else run.text
        owner = run if isinstance(run, Word) else None
        digits = ""
        for char in text:
            if char.isascii() and char.isdigit():
                if not digits and spaced and before not in ("", "（", "(", "-"):
                    yield " ", None
                digits += char
                continue
            if digits:
                yield digits, owner
                if spaced and char not in "）)，。.、":
                    yield " ", None
                digits = ""
            yield char, owner
            before = char
        if digits:
            yield digits, owner
            before = digits[-1]
            if spaced:
                yield " ", None


def text(disclosure: Disclosure, wrapping: Wrapping | None = None) -> Rendered:
    """The document as text. Tables are lost but for their notes, as in extracted text, unless `tables` asks for them."""
    writer = _Writer(wrapping or Wrapping(spaced=disclosure.style.spaced))
    for block in disclosure.blocks:
        if isinstance(block, PageBreak):
            writer.put("\n")
        elif isinstance(block, Table):
            if writer.wrapping.tables:
                writer.table(block)
            for note in block.notes:
                writer.paragraph(note.runs)
        elif isinstance(block, (Heading, Paragraph)):
            writer.paragraph(block.runs)
    writer.done.text = "".join(writer.parts)
    return writer.done
