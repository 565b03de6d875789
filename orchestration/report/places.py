"""Where a finding can be seen: the passage of the text with its figures marked, the rows of a table, the piece of a PDF page.

Offsets count code points in the document's text; boxes are in hundredths of a point from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from orchestration.read.document import Box, Cell, Document, Table
from orchestration.report.gather import Row

REACH = 120
"""Characters shown on either side of a mark, at most; a sentence's end is an end."""
CLOSE = 160
"""Marks at most so far apart share one passage."""
_ROWS_OF_HEAD = 3
_BAND = 4500
"""Hundredths of a point shown above and below what is boxed."""
_TALL = 26000
"""A piece of a page taller than that shows its boxes as islands of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters; `mark` is the ordinal of the observation they are, 0 for other words objected to, None for what stands around."""

    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text around marked figures."""

    pieces: tuple[Piece, ...]
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows of a table with marked cells: (text, column span, ordinal of the observation or None). None stands for rows left out."""

    title: str
    rows: tuple[tuple[tuple[str, int, int | None], ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a PDF page: the full width of the page from `top` to `bottom`, and boxes in it with what they hold."""

    page: int
    top: int
    bottom: int
    boxes: tuple[tuple[Box, str], ...]


@dataclass(slots=True)
class Places:
    """All places of one finding."""

    passages: list[Passage] = field(default_factory=list)
    extracts: list[Extract] = field(default_factory=list)
    crops: list[Crop] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)


def places(finding: Row, observations: dict[str, Row], document: Document | None) -> Places:
    """Every place of a finding; only the quotes where the Document is not in the store any more."""
    found = Places()
    terms = [observations[term] for term in finding["terms"] if term in observations]
    words = [quote for quote in finding["quotes"] if quote["observation_id"] is None and quote["char_start"] is not None]
    found.quotes = [term for term in terms if term["char_start"] is None or document is None]
    if document is None:
        return found
    spans = [(row["char_start"], row["char_end"], row["ordinal"], row) for row in terms if row["char_start"] is not None]
    spans += [(row["char_start"], row["char_end"], 0, row) for row in words]
    found.passages = list(passages(spans, document))
    found.extracts = list(_extracts([row for row in terms if row["place"]], document))
    found.crops = _crops([*(_boxed(row) for row in terms), *(_located(row, document) for row in words)])
    return found


def passages(spans: list[tuple[int, int, int, Row]], document: Document) -> Iterable[Passage]:
    """Passages around spans of (start, end, ordinal or 0, row); spans near each other share one."""
    groups: list[list[tuple[int, int, int, Row]]] = []
    for span in sorted(_once(spans), key=lambda span: span[:3]):
        if groups and span[0] - groups[-1][-1][1] <= CLOSE:
            groups[-1].append(span)
        else:
            groups.append([span])
    for group in groups:
        section = next((row["section"] for *_, row in group if row["section"]), "")
        yield Passage(tuple(_pieces(group, document.text)), section, document.page_of(group[0][0]))


def _once(spans: list[tuple[int, int, int, Row]]) -> list[tuple[int, int, int, Row]]:
    """Each span once, whatever names it more often."""
    return list({span[:3]: span for span in spans}.values())


def _pieces(group: Sequence[tuple[int, int, int, Row]], text: str) -> Iterable[Piece]:
    first, last = group[0][0], max(end for _, end, _, _ in group)
    start = max(text.rfind("。", 0, first) + 1, first - REACH, _begin(group[0][3], first, text) if group[0][2] else 0)
    stop = text.find("。", last)
    stop = min(stop + 1 if stop >= 0 else len(text), last + REACH)
    at = start
    for begin, end, ordinal, _ in group:
        if begin < at:  # a figure within words marked already
            continue
        yield Piece(_plain(text[at:begin]))
        yield Piece(_plain(text[begin:end]).strip(), ordinal)
        at = end
    yield Piece(_plain(text[at:stop]))


def _begin(row: Row, first: int, text: str) -> int:
    """Where the quote of a figure begins in the text, which has the same but for blanks. A heading before it is no part of it."""
    quote, printed = "".join(row["quote"].split()), row["printed"]
    before = "".join(text[max(first - 2 * REACH, 0) : first].split())
    ends = [at for at in range(len(quote)) if quote.startswith(printed, at) and before.endswith(quote[:at])]
    left, at = max(ends, default=0), first
    if not ends:
        return 0
    while left and at:
        at -= 1
        left -= not text[at].isspace()
    return at


def _plain(text: str) -> str:
    """The characters as they run on: the lines of a page and the blanks of a layout mean nothing here."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    joined = "".join(
        line if not before or before[-1:] > "\u2e7f" or line[:1] > "\u2e7f" else f" {line}"
        for before, line in zip(["", *lines], lines, strict=False)
    )
    return (" " if text[:1] == " " else "") + joined + (" " if text[-1:] == " " else "")


def _extracts(cells: list[Row], document: Document) -> Iterable[Extract]:
    for table in document.tables:
        at = {cell.place: cell for cell in table.cells if cell.place}
        marked = {at[row["place"]]: row["ordinal"] for row in cells if row["place"] in at}
        if marked:
            yield Extract(table.title.replace("\n", " "), tuple(_table_rows(table, marked)))


def _table_rows(table: Table, marked: dict[Cell, int]) -> Iterable[tuple[tuple[str, int, int | None], ...] | None]:
    wanted = sorted({*range(min(_ROWS_OF_HEAD, table.rows)), *(cell.row for cell in marked)})
    last = -1
    for row in wanted:
        if row > last + 1:
            yield None
        last = row
        cells = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
        yield tuple((cell.text, cell.column_span, marked.get(cell)) for cell in cells)


def _boxed(row: Row) -> tuple[int, Box, str] | None:
    if row["page"] is None or row["box_left"] is None:
        return None
    return row["page"], (row["box_left"], row["box_top"], row["box_right"], row["box_bottom"]), row["printed"]


def _located(row: Row, document: Document) -> tuple[int, Box, str] | None:
    found = document.box_of(row["char_start"], row["char_end"])
    return (*found, row["printed"]) if found else None


def _crops(boxed: list[tuple[int, Box, str] | None]) -> list[Crop]:
    """Boxes near each other on a page share a piece of it."""
    crops: list[Crop] = []
    for page, box, text in sorted({each for each in boxed if each is not None}, key=lambda each: (each[0], each[1][1], each[1], each[2])):
        top, bottom = max(box[1] - _BAND, 0), box[3] + _BAND
        last = crops[-1] if crops else None
        if last and last.page == page and top <= last.bottom and bottom - last.top <= _TALL:
            crops[-1] = Crop(page, last.top, max(last.bottom, bottom), (*last.boxes, (box, text)))
        else:
            crops.append(Crop(page, top, bottom, ((box, text),)))
    return crops
