"""A disclosure as DOCX: styled headings, tables with merged cells and repeated header rows, landscape sections for wide tables."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .model import Disclosure, Heading, PageBreak, Paragraph, Table, TableCell, plain
from .render_html import caption
from .steady import steady

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
WIDTH = {False: 8300, True: 13900}
"""Twentieths of a point between the margins, portrait and landscape."""


def docx(disclosure: Disclosure) -> bytes:
    """The bytes of the document; the same disclosure gives the same bytes."""
    document = Document()
    landscape = False
    for block in disclosure.blocks:
        if isinstance(block, PageBreak):
            landscape = _turn(document, landscape, block.landscape)
        elif isinstance(block, Heading):
            document.add_heading(plain(block.runs), min(block.level, 4))
        elif isinstance(block, Paragraph):
            _paragraph(document, block)
        elif isinstance(block, Table):
            for line in caption(block):
                document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
            document.element.body.insert_element_before(parse_xml(_table(block, WIDTH[landscape])), "w:sectPr")
            for note in block.notes:
                _paragraph(document, note)
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _paragraph(document: DocumentFile, paragraph: Paragraph) -> None:
    made = document.add_paragraph(plain(paragraph.runs))
    if paragraph.kind == "title":
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _turn(document: DocumentFile, was: bool, now: bool) -> bool:
    """A page break, or a new section where the page turns."""
    if was == now:
        document.add_page_break()
        return now
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if now else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
    return now


def _table(table: Table, width: int) -> str:
    """The table as WordprocessingML, written whole: adding cells one by one takes seconds for a big one."""
    unit = [each * width // sum(table.widths) for each in table.widths]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in unit)
    rows: dict[int, list[tuple[int, TableCell, bool]]] = defaultdict(list)
    for cell in table.cells:
        for offset in range(cell.row_span):
            rows[cell.row + offset].append((cell.column, cell, offset > 0))
    body = "".join(_row(sorted(rows[row], key=lambda each: each[0]), row < table.header_rows, unit) for row in range(table.rows))
    properties = (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: list[tuple[int, TableCell, bool]], header: bool, unit: list[int]) -> str:
    repeat = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{repeat}{''.join(_cell(cell, below, unit) for _, cell, below in cells)}</w:tr>"


def _cell(cell: TableCell, below: bool, unit: list[int]) -> str:
    width = sum(unit[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = ('<w:vMerge w:val="continue"/>' if below else '<w:vMerge w:val="restart"/>') if cell.row_span > 1 else ""
    text = "" if below else f'<w:r><w:t xml:space="preserve">{escape(cell.text)}</w:t></w:r>'
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>'
    return f'<w:tc>{properties}<w:p><w:pPr><w:jc w:val="{cell.align}"/></w:pPr>{text}</w:p></w:tc>'
