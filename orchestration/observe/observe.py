"""The observe step: one pass over a Document's blocks, another over its tables, one reading order for both."""

from __future__ import annotations

import os
from bisect import bisect_left
from heapq import merge
from pathlib import Path

from orchestration.read.document import Document

from .flow import blocks
from .model import Observation, Observed, Section
from .outline import CLOSED_AREAS, Outline
from .parts import Parts
from .quantities import fits, scan
from .resolve import Resolver
from .statements import Statements
from .tables import TableFigure, table_figures
from .vocabulary import Vocabulary, load

OBSERVER_VERSION = "12"
REFERENCE = Path(os.environ.get("JUESUAN_REFERENCE", Path(__file__).resolve().parents[2] / "seeds" / "reference"))


def observe(
    document: Document, fiscal_year: int | None = None, organisation_name: str = "", vocabulary: Vocabulary | None = None
) -> Observed:
    """Observe a document. Never raises on any text: what is not understood comes back as `unmapped` or as a label.

    `fiscal_year` lets 2019 年度 be read as the year before; without it such a comparison has no known base.
    """
    words = vocabulary or load(REFERENCE)
    outline = Outline(document.text, words)
    resolver = Resolver(document.text, words, fiscal_year, organisation_name)
    statements = Statements(words)
    for block in blocks(document.text):
        body = outline.enter(block)
        seen = len(resolver.observations)
        resolver.read(block, body, outline.current, scan(block, words))
        statements.read(block, body, outline.current, resolver.observations[seen:])
    Parts(words).tell(resolver.observations)
    for row in resolver.observations:
        _locate(row, document)
    scanned = document.ocr_pages()
    figures = table_figures(document, words, fiscal_year)
    cells = [_cell(figure, outline.sections, words) for figure in figures]
    rows = _in_order(resolver.observations, cells)
    _point(figures, [row for _, row in cells])
    for row in rows:
        row.is_ocr = row.page in scanned
    return Observed(outline.sections, rows, statements.collect(document))


def _locate(row: Observation, document: Document) -> None:
    """Page and box of a number in the text, where the format has them."""
    start, end = row.char_start or 0, row.char_end or 0
    row.page = document.page_of(start)
    if document.lines and (found := document.box_of(start, end)):
        row.page, box = found
        row.put_in(box)


def _cell(figure: TableFigure, sections: list[Section], vocabulary: Vocabulary) -> tuple[int, Observation]:
    """The observation of a table's value cell, with the offset in the text where its table stands."""
    above = bisect_left(sections, figure.char_start, key=lambda section: section.char_start) - 1
    section = sections[above] if above >= 0 else None
    if section and section.area in CLOSED_AREAS and figure.table_id != "T_OTHER":
        section = None  # the tables follow the duties or the list of units, under no heading of their own
    meaning, unit = figure.meaning, figure.unit
    concept = vocabulary.concepts.get(meaning.concept)
    exact = fits(figure.value, unit)
    known = concept is not None and exact
    row = Observation(
        ordinal=0,
        char_start=None,
        char_end=None,
        printed="".join(figure.cell.text.split()),
        quote=figure.quote,
        value=figure.value if exact else None,
        decimals=-int(figure.value.as_tuple().exponent),
        unit=unit.unit if unit else None,
        value_cny=figure.value * unit.factor_cny if exact and unit and unit.factor_cny is not None else None,
        concept=meaning.concept if known else "",
        measure=meaning.measure if known else "",
        basis=meaning.basis,
        versus=meaning.versus,
        fund=concept.fund if concept else "",
        function_code=meaning.function_code,
        economic_code=meaning.economic_code,
        member=meaning.member,
        table_id=figure.table_id,
        table_set=figure.table_set,
        row_key=figure.row_key,
        column_key=figure.column_key,
        is_approximate=figure.is_approximate,
        status="label" if figure.is_label else "mapped" if known else "unmapped",
        label_kind="bare" if figure.is_label else None,
        note=None if known or figure.is_label else "cell of an unknown row or column",
        origin="table",
        section=section.path if section else "",
        section_id=section.section_id if section else None,
        area=section.area if section else "",
        page=figure.cell.page,
        place=figure.cell.place or None,
    )
    row.put_in(figure.cell.box)
    return figure.char_start, row


def _point(figures: list[TableFigure], rows: list[Observation]) -> None:
    """The numbers of what a form's cells speak of and are part of, once all rows have theirs."""
    ordinals = {id(figure.cell): row.ordinal for figure, row in zip(figures, rows, strict=True)}
    for figure, row in zip(figures, rows, strict=True):
        if figure.of is not None:
            row.subject_ordinal = ordinals[id(figure.of)]
        if figure.whole and figure.whole[0] is not figure.cell:
            row.group_ordinal = ordinals[id(figure.whole[0])]


def _in_order(texts: list[Observation], cells: list[tuple[int, Observation]]) -> list[Observation]:
    """Text and cells in one reading order, numbered anew; what points at a text row by its number follows it."""
    printed = sorted(((row.char_start or 0, 1, row) for row in texts), key=lambda spot: spot[:2])
    rows = [row for _, _, row in merge([(place, 0, row) for place, row in cells], printed, key=lambda spot: spot[:2])]
    moved = {row.ordinal: ordinal for ordinal, row in enumerate(rows, 1) if row.origin == "text"}
    for row in texts:
        row.subject_ordinal = moved[row.subject_ordinal] if row.subject_ordinal else None
        row.group_ordinal = moved[row.group_ordinal] if row.group_ordinal else None
    for ordinal, row in enumerate(rows, 1):
        row.ordinal = ordinal
    return rows
