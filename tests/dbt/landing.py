"""Hand-made landing data: a document told as a list of figures, turned into the rows that observing it would have left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import duckdb

from orchestration.warehouse import schema
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_OBSERVATION, RAW_SECTION, RAW_STATEMENT, RAW_TEXT, Table

FACTORS = {"万元": 10000, "元": 1}
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Figure:
    """A printed figure. `part_of` and `of` name other figures of the document: the total that lists it, the amount a rate speaks of."""

    name: str
    concept: str
    printed: str
    unit: str = "万元"
    measure: str = "final"
    basis: str = ""
    versus: str = ""
    direction: str = ""
    code: str = ""
    member: str = ""
    part_of: str = ""
    of: str = ""
    base: str = ""
    approximate: bool = False
    after: str = "；"
    """Words printed behind it."""
    table: str = ""
    row: str = ""
    column: str = ""
    """Where it is a cell: the table it stands in, its row and its column."""
    table_set: int = 1
    economic: str = ""
    quote: str = ""
    phrase: str = ""
    status: str = "mapped"


@dataclass(frozen=True)
class Document:
    """Chapters of figures, and headings and words that stand before them."""

    name: str
    chapters: tuple[tuple[Figure, ...], ...]
    headings: tuple[str, ...] = ("某区甲局 2020 年度部门决算情况说明",)
    words: str = ""
    fiscal_year: int = 2020
    level: str = "county"
    organisation: str = "某区甲局"
    consolidation: str = "own"
    passages: tuple[tuple[str, str], ...] = ()
    """Sections of words without figures of their own, each with its area."""
    statements: tuple[tuple[str, str, str], ...] = ()
    """Statements in sections of their own: kind, area and words."""

    skipped: tuple[str, ...] = ()
    """Numerals that no chapter has."""
    unread_pages: str | None = None
    """Pages that are pictures."""

    def called(self, name: str) -> Document:
        return replace(self, name=name)

    def changed(self, **figures: str | dict[str, Any]) -> Document:
        """Other figures under the same names: what is printed, or any of their fields. Raises KeyError for a name that is not there."""
        unknown = figures.keys() - {figure.name for chapter in self.chapters for figure in chapter}
        if unknown:
            raise KeyError(unknown)

        def new(figure: Figure) -> Figure:
            change = figures.get(figure.name, {})
            return replace(figure, **(change if isinstance(change, dict) else {"printed": change}))

        return replace(self, chapters=tuple(tuple(new(figure) for figure in chapter) for chapter in self.chapters))

    def without(self, *names: str) -> Document:
        chapters = tuple(tuple(figure for figure in chapter if figure.name not in names) for chapter in self.chapters)
        return replace(self, chapters=chapters)

    def saying(self, words: str) -> Document:
        return replace(self, words=self.words + words)

    def telling(self, area: str, words: str) -> Document:
        return replace(self, passages=(*self.passages, (area, words)))

    def stating(self, kind: str, area: str, words: str) -> Document:
        return replace(self, statements=(*self.statements, (kind, area, words)))

    def headed(self, *headings: str) -> Document:
        return replace(self, headings=self.headings + headings)

    @property
    def document_id(self) -> str:
        return hashlib.sha256(self.name.encode()).hexdigest()[:16]


def land(con: duckdb.DuckDBPyConnection, documents: Iterable[Document]) -> None:
    """Put documents into the raw tables, as orchestration would."""
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in (RAW_DOCUMENT, RAW_TEXT, RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)}
    documents = list(documents)
    for document in documents:
        for table, found in zip(rows, _rows(document), strict=True):
            rows[table].extend(found)
    with schema.changing(con):
        for table, found in rows.items():
            schema.put(con, table, [document.document_id for document in documents], found)


def _rows(document: Document) -> list[list[dict[str, Any]]]:
    text, sections, observations, statements = "", [], [], []
    for title in document.headings:
        sections.append(_section(document, len(sections) + 1, "", title, len(text)))
        text += f"{title}\n"
        sections[-1]["char_end"] = len(text)
    text += document.words + "\n"
    for area, words in document.passages:
        sections.append(_section(document, len(sections) + 1, "", "", len(text), area))
        text += f"{words}\n"
        sections[-1]["char_end"] = len(text)
    for kind, area, words in document.statements:
        sections.append(_section(document, len(sections) + 1, "", "", len(text), area))
        statements.append(_statement(document, len(statements) + 1, kind, words, sections[-1]))
        text += f"{words}\n"
        sections[-1]["char_end"] = len(text)
    ordinals = {figure.name: number for number, figure in enumerate((f for chapter in document.chapters for f in chapter), 1)}
    numerals = [numeral for numeral in NUMERALS if numeral not in document.skipped]
    for numeral, chapter in zip(numerals, document.chapters, strict=False):
        sections.append(
            _section(document, len(sections) + 1, f"{numeral}、", "情况说明", len(text), parent=1 if document.headings else None)
        )
        text += f"{numeral}、情况说明\n"
        for figure in chapter:
            start = len(text)
            text += f"{figure.printed} {figure.unit}{figure.after}"
            observations.append(_observation(document, figure, ordinals, sections[-1], start))
        text += "\n"
        sections[-1]["char_end"] = len(text)
    return (
        [_document(document, len(text))],
        [_empty(RAW_TEXT) | {"document_id": document.document_id, "text": text}],
        sections,
        observations,
        statements,
    )


def _empty(table: Table) -> dict[str, Any]:
    """A row of nothing, so that a column these documents have no use for costs no line here."""
    return dict.fromkeys(column.name for column in table.columns)


def _document(document: Document, char_count: int) -> dict[str, Any]:
    return _empty(RAW_DOCUMENT) | {
        "document_id": document.document_id,
        "sha256": document.document_id * 4,
        "source_name": f"{document.name}.txt",
        "byte_size": char_count * 3,
        "format": "text",
        "organisation_name": document.organisation,
        "organisation_level": document.level,
        "fiscal_year": document.fiscal_year,
        "document_kind": "department_final_accounts",
        "consolidation": document.consolidation,
        "page_count": 9,
        "unread_pages": document.unread_pages,
        "char_count": char_count,
        "intake_status": "read",
        "reader_version": "1",
    }


def _section(
    document: Document, number: int, marker: str, title: str, start: int, area: str = "", parent: int | None = None
) -> dict[str, Any]:
    return _empty(RAW_SECTION) | {
        "document_id": document.document_id, "section_id": number, "parent_id": parent, "level": 1, "marker": marker, "title": title,
        "area": area, "path": marker + title, "char_start": start, "char_end": start,
        "title_start": start + len(marker), "title_end": start + len(marker) + len(title),
    }  # fmt: skip


def _statement(document: Document, ordinal: int, kind: str, words: str, section: dict[str, Any]) -> dict[str, Any]:
    start = section["char_start"]
    return _empty(RAW_STATEMENT) | {
        "document_id": document.document_id, "ordinal": ordinal, "kind": kind, "subject": "", "text": words,
        "section_id": section["section_id"], "char_start": start, "char_end": start + len(words),
    }  # fmt: skip


def _observation(document: Document, figure: Figure, ordinals: dict[str, int], section: dict[str, Any], start: int) -> dict[str, Any]:
    value = Decimal(figure.printed.replace(",", ""))
    factor = FACTORS.get(figure.unit)
    ordinal = ordinals[figure.name]
    return _empty(RAW_OBSERVATION) | {
        "observation_id": f"{document.document_id}-{ordinal:05d}", "document_id": document.document_id, "ordinal": ordinal,
        "origin": "table" if figure.table else "text", "section": section["path"], "page": None,
        "char_start": start, "char_end": start + len(figure.printed),
        "printed": figure.printed, "quote": figure.quote or f"{figure.printed} {figure.unit}", "value": value,
        "decimals": max(0, -int(value.as_tuple().exponent)), "unit": figure.unit, "value_cny": value * factor if factor else None,
        "concept": figure.concept, "measure": figure.measure, "basis": figure.basis, "versus": figure.versus,
        "direction": figure.direction, "fund": "all", "function_code": figure.code, "economic_code": figure.economic,
        "member": figure.member,
        "table_id": figure.table, "table_set": figure.table_set if figure.table else None,
        "row_key": figure.row, "column_key": figure.column, "is_approximate": figure.approximate, "is_ocr": False,
        "status": figure.status,
        "section_id": section["section_id"], "area": "", "sentence": ordinal, "label_kind": None,
        "subject_ordinal": ordinals.get(figure.of), "base_concept": figure.base, "group_ordinal": ordinals.get(figure.part_of),
        "phrase": figure.phrase, "note": None,
    }  # fmt: skip
