"""PDF: pages of glyphs and rules become a Document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orchestration.read.collection import without_collection
from orchestration.read.document import Cell, Document, Line, Page, Table
from orchestration.read.errors import Unreadable
from orchestration.read.pdf import pdfium, scan
from orchestration.read.pdf.characters import unread
from orchestration.read.pdf.continued import continued
from orchestration.read.pdf.drawn import drawn, too_many_objects
from orchestration.read.pdf.frame import Frame
from orchestration.read.pdf.furniture import Sheet, is_page_number, without_furniture
from orchestration.read.pdf.layout import Layout, PlacedLine, PlacedTable, layout_of

MAX_CHARS = 3_000_000
"""Characters of one PDF: the longest disclosures have 300,000."""
MAX_OBJECTS = 3_000_000
"""Objects of one PDF: the longest disclosures have 300,000."""
TITLE_LINES = 6
"""How many lines above a table may be its title: name, number, year, unit, body, and one to spare."""
_SCANNED = 10
"""Characters a page, on average, under which pages of pictures are a scan. Stamps and page numbers have a few."""
_UNREAD = 2
"""A text of which more than one in this many characters cannot be told is none."""


def read(data: bytes) -> Document:
    """The Document of a PDF: lines in visual order parted by newlines, pages by form feeds, tables apart.

    Raises Unreadable: encrypted, damaged, no_pages, too_many_pages, too_many_characters, too_many_objects, no_text_layer,
    unreadable_glyphs, too_many_scanned_pages.
    """
    book = _Book()
    with without_collection(), pdfium.opened(data) as document:
        count = pdfium.page_count(document)
        sheets = [_sheet(document, index, book) for index in range(count)]
        for number, sheet in enumerate(continued(without_furniture(sheets)), 1):
            if number > 1:
                book.turn_page()
            book.add(number, sheet)
    _check_text(book, count)
    return Document("pdf", "".join(book.parts), None, tuple(book.pages), tuple(book.tables), tuple(book.lines))


def _sheet(document: Any, index: int, book: _Book) -> Sheet:
    """The layout of one page and the frame in which it is shown; that of a damaged page is empty."""
    with pdfium.page(document, index) as handle:
        if handle is None:
            return Sheet(Layout([], []), Frame(0, 0, 0, 0, 0))
        display, marks = pdfium.display(handle), drawn(handle)
        with pdfium.glyphs(handle) as glyphs:
            book.count(marks.pictures, marks.objects, len(glyphs.codes))
            is_picture = bool(marks.pictures) and len(glyphs.codes) < _SCANNED
            if is_picture and scan.available():
                book.count_scan()
                found, rules, upright = scan.recognised(handle, display)
                return Sheet(layout_of(found, rules, upright), upright, is_ocr=True)
            return Sheet(layout_of(glyphs, marks, display), display, is_unread=is_picture)


class _Book:
    """The Document as it grows, page by page."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pages: list[Page] = []
        self.tables: list[Table] = []
        self.lines: list[Line] = []
        self.pictures = self.objects = self.chars = self.scans = 0
        self._above: list[str] = []
        """The lines since the last table; a title may stand at the foot of the page before its table."""

    def count(self, pictures: int, objects: int, chars: int) -> None:
        """Add what a page holds. Raises Unreadable: too_many_objects, too_many_characters."""
        self.pictures += pictures
        self.objects += objects
        self.chars += chars
        if self.objects > MAX_OBJECTS:
            raise too_many_objects("PDF", "The PDF", MAX_OBJECTS)
        if self.chars > MAX_CHARS:
            raise pdfium.too_many_characters("PDF", "The PDF", MAX_CHARS)

    def count_scan(self) -> None:
        """Add a page that is to be recognised. Raises Unreadable: too_many_scanned_pages."""
        self.scans += 1
        if self.scans > scan.MAX_PAGES:
            raise scan.too_many_pages()

    def turn_page(self) -> None:
        self._put("\f")
        self.pages[-1] = replace(self.pages[-1], char_end=self.length)

    def add(self, number: int, sheet: Sheet) -> None:
        """Lines and tables of a page, each table before the first line that stands lower than its upper edge."""
        layout, display, is_ocr, is_unread = sheet
        start = self.length
        waiting = sorted(layout.tables, key=lambda table: table.area[1::-1])
        for index, placed in enumerate(layout.lines):
            if index:
                self._put("\n")
            while waiting and (placed.frame != waiting[0].frame or _middle(placed) > waiting[0].area[1]):
                self._put_table(number, waiting.pop(0), display)
            self._put_line(number, placed, display)
            if not is_page_number(placed.line.text):
                self._above.append(placed.line.text)
        for table in waiting:
            self._put_table(number, table, display)
        self.pages.append(Page(number, start, self.length, is_ocr, is_unread))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _put_line(self, number: int, placed: PlacedLine, display: Frame) -> None:
        line, frame = placed
        start = self.length
        self._put(line.text)
        turn = (display.turn - frame.turn) % 4
        edges = line.edges
        if turn in (1, 3):
            edges = tuple(frame.shown((edge, 0, edge, 0), display)[1] for edge in edges)
        elif turn == 2:
            edges = tuple(frame.shown((edge, 0, edge, 0), display)[0] for edge in edges)
        self.lines.append(Line(start, self.length, number, frame.shown(line.box, display), edges, turn))

    def _put_table(self, number: int, table: PlacedTable, display: Frame) -> None:
        boxes = [box for _, _, box in table.cells]
        if table.frame != display:
            boxes = [table.frame.shown(box, display) for box in boxes]
        cells = tuple([Cell(*span, text, None, number, box) for (span, text, _), box in zip(table.cells, boxes, strict=True)])
        self.tables.append(Table("\n".join(self._above[-TITLE_LINES:]), cells, number, self.length, table.continues))
        self._above = []


def _middle(placed: PlacedLine) -> int:
    return (placed.line.box[1] + placed.line.box[3]) // 2


def _check_text(book: _Book, count: int) -> None:
    text = "".join("".join([*book.parts, *[cell.text for table in book.tables for cell in table.cells]]).split())
    chars = len(text)
    if not chars or (chars < _SCANNED * count and 2 * book.pictures >= count):
        raise Unreadable(
            "no_text_layer",
            "PDF 没有文字层（可能是扫描件），本机没有安装文字识别（可选组件 ocr）。",
            "The PDF has no text layer (it may be a scan), and text recognition (the extra ocr) is not installed here.",
        )
    if _UNREAD * unread(text) > chars:
        raise Unreadable(
            "unreadable_glyphs",
            "PDF 的字体没有说明各字形是什么字，无法提取文字。",
            "The fonts of the PDF do not say which characters their glyphs are, so its text cannot be extracted.",
        )
