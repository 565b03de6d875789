"""What observing a document yields: its sections, a row for every number printed, and its statements in words.

The fields are those of the raw tables in docs/architecture.md; offsets count code points in `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from orchestration.read.document import Box


@dataclass(slots=True)
class Section:
    """A heading and all that stands below it, as a half-open span."""

    section_id: int
    parent_id: int | None
    level: int
    marker: str
    title: str
    area: str
    path: str
    title_start: int
    title_end: int
    char_start: int
    char_end: int


@dataclass(slots=True)
class Observation:
    """One number printed in the document, with its place and, where it is understood, its meaning."""

    ordinal: int
    char_start: int | None
    char_end: int | None
    printed: str
    quote: str
    value: Decimal | None = None
    decimals: int | None = None
    unit: str | None = None
    value_cny: Decimal | None = None
    concept: str = ""
    measure: str = ""
    basis: str = ""
    versus: str = ""
    direction: str = ""
    fund: str = ""
    function_code: str = ""
    economic_code: str = ""
    member: str = ""
    table_id: str = ""
    table_set: int | None = None
    row_key: str = ""
    column_key: str = ""
    is_approximate: bool = False
    is_ocr: bool = False
    status: str = "label"
    label_kind: str | None = None
    origin: str = "text"
    section: str = ""
    section_id: int | None = None
    area: str = ""
    page: int | None = None
    sentence: int | None = None
    subject_ordinal: int | None = None
    base_concept: str = ""
    group_ordinal: int | None = None
    phrase: str = ""
    box_left: int | None = None
    box_top: int | None = None
    box_right: int | None = None
    box_bottom: int | None = None
    place: str | None = None
    note: str | None = None

    def put_in(self, box: Box | None) -> None:
        """Where on its page the number stands, in hundredths of a point; unchanged where the format has no pages."""
        if box is not None:
            self.box_left, self.box_top, self.box_right, self.box_bottom = box


@dataclass(slots=True)
class Statement:
    """One thing that the genre asks to be said in words. `target` and `completion` are for key-work items."""

    ordinal: int
    kind: str
    subject: str
    text: str
    section_id: int | None
    char_start: int
    char_end: int
    page: int | None = None
    target: str | None = None
    completion: str | None = None


@dataclass(slots=True)
class Observed:
    """All that was seen in one document, each list in reading order."""

    sections: list[Section]
    observations: list[Observation]
    statements: list[Statement]
