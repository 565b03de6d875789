"""The figures of a document's tables: canonical table, row and column, and what they mean together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.read.document import Cell, Document

from ..classification import class_code
from ..flow import normal
from ..vocabulary import Unit, Vocabulary
from .columns import Side, sides_of
from .grid import Grid, distinct, grid_of, is_column_numbers, printed, words

_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|-?[0-9]{4,}(?:\.[0-9]+)?")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9])|其中[：:]?|减[：:]|加[：:])+"
)
_UNIT = re.compile(r"单位[：:]\(?(万元|元|亿元|千元|百万元)")
_MEASURES = {
    "预算数": "budget",
    "年初预算数": "budget",
    "调整预算数": "budget",
    "全年预算数": "budget",
    "决算数": "final",
    "统计数": "final",
}
_BASES = {"年初预算数": "initial_budget", "调整预算数": "adjusted_budget", "全年预算数": "full_year_budget"}
_EMPTY_WORDS = frozenset({"决算数", "预算数", "金额", "小计", "统计数", *_BASES})
_TWO_SIDED = ("T_TOTAL", "T_FISC_TOTAL")
_SINGLE_ROW = "数据行"


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One number in a value cell: the table it stands in, its row and column, the cell, and what they mean together."""

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


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concept, measure and classification of a cell; empty where the vocabulary does not know them."""

    concept: str = ""
    measure: str = ""
    basis: str = ""
    function_code: str = ""
    economic_code: str = ""


@dataclass(slots=True)
class _Current:
    """The table being read, over its pages."""

    table_id: str
    unit: Unit | None
    sides: list[Side]
    columns: int
    header: list[list[str]]


def table_figures(document: Document, vocabulary: Vocabulary, year: int | None) -> list[TableFigure]:
    """Every number in a value cell of the document's tables, in reading order."""
    figures: list[TableFigure] = []
    current: _Current | None = None
    rows = _Rows()
    for table in document.tables:
        grid = grid_of(table)
        following = _continue(current, grid, vocabulary)
        if following is None:
            current = _begin(grid, vocabulary)
            rows = _Rows()
        else:
            current = following
        figures.extend(_read(grid, current, rows, vocabulary, year))
    return _with_common_unit(figures)


def _with_common_unit(figures: list[TableFigure]) -> list[TableFigure]:
    """A table that says no unit takes that of the document's other tables, where they all say the same one."""
    said = {figure.unit for figure in figures if figure.unit}
    if len(said) != 1:
        return figures
    return [replace(figure, unit=figure.unit or next(iter(said))) for figure in figures]


def _begin(grid: Grid, vocabulary: Vocabulary) -> _Current:
    table_id, _ = identify(grid.heads, vocabulary)
    sides = sides_of(grid)
    if table_id in _TWO_SIDED and len(sides) == 2:
        sides[0].name, sides[1].name = "revenue", "expenditure"
    return _Current(table_id, _unit(grid, vocabulary), sides, grid.columns, [[words(cell) for cell in row] for row in grid.header])


def _continue(current: _Current | None, grid: Grid, vocabulary: Vocabulary) -> _Current | None:
    """The table before, where this grid is its next page: no title of its own, and no header or the same one."""
    if current is None or identify(grid.heads, vocabulary)[1] or grid.columns != current.columns:
        return None
    if not grid.header:
        return current
    repeated = len(current.header)
    if repeated and [[words(cell) for cell in row] for row in grid.header[:repeated]] == current.header:
        # Rows of words alone, such as blank lines of a form, look like more header: what the first page had is all there is.
        grid.body, grid.header = grid.header[repeated:] + grid.body, grid.header[:repeated]
        return current
    if grid.continues:
        grid.body, grid.header = [*(row for row in grid.header if not is_column_numbers(row)), *grid.body], []
        return current
    sides = sides_of(grid)
    if [side.values for side in sides] == [side.values for side in current.sides]:
        return current
    return None


def identify(heads: list[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """(table id, title as printed) of the title nearest the table: the longest that its last lines hold; T_OTHER where none is known."""
    lines = [line for line in heads if not re.match(r"\s*(?:注|说明|备注)[：:]", line)][-4:]
    for begin in range(len(lines) - 1, -1, -1):
        text = normal("".join(lines[begin:]))
        found = next((row for row in vocabulary.table_titles if row[0] in text), None)
        longer = normal("".join(lines[max(0, begin - 1) :]))
        if found:
            best = next(row for row in vocabulary.table_titles if row[0] in longer)
            return (
                (best[1], best[0]) if longer.find(best[0]) + len(best[0]) >= longer.find(found[0]) + len(found[0]) else (found[1], found[0])
            )
    title = next(
        (line for line in reversed(lines) if re.search(r"表(?:\(.*\))?$", normal(line)) and not re.match(r"公开[0-9]+表$", normal(line))),
        "",
    )
    return "T_OTHER", normal(title)


def _unit(grid: Grid, vocabulary: Vocabulary) -> Unit | None:
    """The unit said above the table or in its header; 万元 is not taken for granted."""
    said = " ".join([*grid.heads, *(cell.text for row in grid.header for cell in distinct(row))])
    match = _UNIT.search(normal(said))
    return vocabulary.unit_at(match.group(1), 0) if match else None


class _Rows:
    """What the rows before leave for the next: codes given level by level, and labels that repeat under another."""

    def __init__(self) -> None:
        self.code: dict[int, list[str]] = {}
        self.seen: dict[int, set[str]] = {}
        self.parent: dict[int, str] = {}

    def key(self, number: int, side: Side, row: list[Cell | None]) -> tuple[str, str]:
        """(row key, label) of the row on this side: the joined code, or the label with its parent where it repeats."""
        label = self._label(side, row)
        code = self._code(number, side, row)
        if code:
            return code, label
        if not label:
            return "", ""
        seen = self.seen.setdefault(number, set())
        if label in seen and self.parent.get(number) and self.parent[number] != label:
            return f"{self.parent[number]}/{label}", label
        seen.add(label)
        self.parent[number] = label
        return label, label

    def _label(self, side: Side, row: list[Cell | None]) -> str:
        cells = [row[column] for column in (*side.labels, *side.codes)]
        text = next((words(cell) for cell in cells if cell and words(cell) and not words(cell).isdigit()), "")
        return _NUMBERING.sub("", text)

    def _code(self, number: int, side: Side, row: list[Cell | None]) -> str:
        parts = [words(row[column]) for column in side.codes]
        if len(parts) > 1 and any(part.isdigit() for part in parts):
            known = self.code.setdefault(number, [""] * len(parts))
            first = next(index for index, part in enumerate(parts) if part.isdigit())
            self.code[number] = [part if part.isdigit() else known[index] if index < first else "" for index, part in enumerate(parts)]
            return "".join(self.code[number])
        text = next((part for part in parts if part.isdigit()), "") or self._leading(side, row)
        return text if len(text) in (3, 5, 7) else ""

    @staticmethod
    def _leading(side: Side, row: list[Cell | None]) -> str:
        """A code that shares its cell with the name: 2010301 行政运行."""
        for column in side.labels:
            match = re.match(r"([0-9]{3}(?:[0-9]{2}){0,2})(?![0-9])", words(row[column]))
            if match:
                return match.group(1)
        return ""


def _read(grid: Grid, current: _Current, rows: _Rows, vocabulary: Vocabulary, year: int | None) -> Iterator[TableFigure]:
    for row in grid.body:
        quote = " ".join(printed(cell) for cell in distinct(row))
        for number, side in enumerate(current.sides):
            key, label = rows.key(number, side, row)
            for column, path in side.values.items():
                cell = row[column]
                if cell is None or cell.column != column or not _NUMBER.fullmatch(words(cell)):
                    continue
                row_key, name = (key, label) if key else _nearest(row, column, current)
                spot = _Spot(current.table_id, side.name, row_key, name, tuple(map(normal, path)))
                yield TableFigure(
                    table_id=current.table_id,
                    row_key=row_key,
                    column_key="/".join(path),
                    side=side.name,
                    cell=cell,
                    value=Decimal(words(cell).replace(",", "")),
                    unit=current.unit,
                    quote=quote,
                    meaning=_meaning(spot, year, vocabulary),
                    char_start=grid.char_start,
                )


def _nearest(row: list[Cell | None], column: int, current: _Current) -> tuple[str, str]:
    """The label to the left that this value belongs to, where a merged cell carries it over the sides; 数据行 in a table without labels."""
    for cell in reversed(row[:column]):
        text = words(cell)
        if text and not _NUMBER.fullmatch(text):
            label = _NUMBERING.sub("", text)
            return label, label
    return (_SINGLE_ROW, "") if not any(side.labels for side in current.sides) else ("", "")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a value stands, in normal form: what its meaning is looked up by."""

    table_id: str
    side: str
    key: str
    label: str
    path: tuple[str, ...]


def _meaning(spot: _Spot, year: int | None, vocabulary: Vocabulary) -> Meaning:
    """The row and the column looked up together, the more exact entry first."""
    economic = spot.key if spot.key.isdigit() and spot.key[:1] in "35" else ""
    function = (
        spot.key if spot.key.isdigit() and not economic else class_code(spot.label, year, vocabulary) if spot.side == "expenditure" else ""
    )
    measure = next((_MEASURES[part] for part in spot.path if part in _MEASURES), "final")
    basis = next((_BASES[part] for part in spot.path if part in _BASES), "")
    inner = list(reversed(spot.path))
    columns = [_plain(part) for part in inner if part not in _EMPTY_WORDS] + [part for part in inner if part in _EMPTY_WORDS]
    kinds = ["{economic}"] if economic else ["{code}", "{class}"] if function else []
    for column in [*columns, "*"]:
        for row in [normal(spot.key), _plain(spot.label), *kinds, "*"]:
            found = vocabulary.table_cells.get((spot.table_id, spot.side, column, row)) or vocabulary.table_cells.get(
                (spot.table_id, "", column, row)
            )
            if found:
                return Meaning(found[0], found[1] or measure, basis, function, economic)
    return Meaning(function_code=function, economic_code=economic)


def _plain(text: str) -> str:
    return _NUMBERING.sub("", normal(text))
