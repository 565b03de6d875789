"""The Document: what a reader makes of bytes, whatever their format, before any meaning is seen in them.

Every reader returns this one model, and `observe` knows no other. Offsets count code points in `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[int, int, int, int]
"""Left, top, right, bottom on the page, in hundredths of a point from its top left corner."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page and the half-open span of its text. Formats without pages have none.

    `is_ocr`: a picture, recognised by a machine. `is_unread`: a picture that nobody recognised, of which nothing is in the text.
    """

    number: int
    char_start: int
    char_end: int
    is_ocr: bool = False
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of `Document.text` and where it stands on its page. Formats without pages have none.

    `edges` holds, in hundredths of a point, where each character begins in reading direction, and where the last one ends. It runs along
    the page's width, or along its height where `turn`, the clockwise quarter turns of the text as the page is shown, is odd.
    """

    char_start: int
    char_end: int
    page: int
    box: Box
    edges: tuple[int, ...]
    turn: int = 0

    def box_of(self, start: int, end: int) -> Box:
        """The box of the line's characters from `start` to `end`, offsets in the document's text."""
        first, last = self.edges[max(start - self.char_start, 0)], self.edges[min(end, self.char_end) - self.char_start]
        low, high = min(first, last), max(first, last)
        left, top, right, bottom = self.box
        return (left, low, right, high) if self.turn % 2 else (low, top, high, bottom)


class Cell(NamedTuple):
    """One table cell: zero-based position, spans in rows and columns, its text, and where it stands.

    `place` is the reader's own address of the cell: an A1 reference, a node path; empty for PDF, which has page and box.
    A tuple, because of all that is made of a document it is made most often.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    char_start: int | None = None
    page: int | None = None
    box: Box | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled or aligned table as printed, on one page where the format has pages.

    `title` is the lines directly above it, joined by newlines; they stand in the text as well. `cells` are in reading order, row by row,
    blank ones included, one cell for each merged area. `char_start` is the offset of the text that follows the table, so that
    tables and text have one reading order. `continues` is True where it is known to be the next page of the table before.
    """

    title: str
    cells: tuple[Cell, ...]
    page: int | None = None
    char_start: int = 0
    continues: bool = False

    @property
    def rows(self) -> int:
        """How many rows the cells reach over."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many columns the cells reach over."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file as a person would read it, with its pages and tables.

    `text` is exactly what the format holds: for a plain-text file the decoded file without its byte-order mark.
    Text of a table stands in `tables` only, unless the format (plain text) knows no tables.
    """

    format: str
    text: str
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    lines: tuple[Line, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The 1-based page that holds the character at `offset`; None where the format has no pages."""
        return next((page.number for page in self.pages if page.char_start <= offset < page.char_end), None)

    def ocr_pages(self) -> frozenset[int]:
        """The numbers of the pages that were recognised from pictures."""
        return frozenset(page.number for page in self.pages if page.is_ocr)

    def box_of(self, start: int, end: int) -> tuple[int, Box] | None:
        """Page and box of the text from `start` to `end`; None where no printed line holds it.

        A span that runs over several lines has the box round all of its parts on the page where it begins.
        """
        position = max(bisect_right(self.lines, start, key=lambda line: line.char_start) - 1, 0)
        parts: list[tuple[int, Box]] = []
        for line in self.lines[position:]:
            if line.char_start >= end or (parts and line.page != parts[0][0]):
                break
            if line.char_end > start:
                parts.append((line.page, line.box_of(start, end)))
        if not parts:
            return None
        lefts, tops, rights, bottoms = zip(*(box for _, box in parts), strict=True)
        return parts[0][0], (min(lefts), min(tops), max(rights), max(bottoms))
