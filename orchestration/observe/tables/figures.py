"""The figures of a document's tables: canonical table, row and column, and what they mean together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.read.document import Cell, Document

from ..flow import normal
from ..vocabulary import Unit, Vocabulary
from .beside import Beside, of_row
from .columns import Side, sides_of
from .evaluation import Evaluations
from .figure import TableFigure
from .grid import NUMBER, Grid, distinct, grid_of, is_column_numbers, printed, words
from .header import header_of
from .meaning import FORMS, Spot, meaning_of, unit_of
from .rows import Rows, Topics, plain_label
from .titles import identify, unit_said

_TWO_SIDED = ("T_TOTAL", "T_FISC_TOTAL")
_BY_FUNCTION = ("T_REV", "T_EXP", "T_GPB_EXP", "T_FUND", "T_SOE")
_SINGLE_ROW = "数据行"
_KINDS_OF_A_SET = 3
"""A table that comes again after fewer kinds of others is in two parts."""


@dataclass(slots=True)
class _Current:
    """The table being read, over its pages."""

    table_id: str
    title: str
    unit: Unit | None
    sides: list[Side]
    columns: int
    header: list[list[str]]
    topics: Topics
    table_set: int = 1


class _Sets:
    """Which set of the nine each table is of: the next set begins where the table that opened this one comes again after others."""

    def __init__(self) -> None:
        self.number = 1
        self.kinds: list[str] = []

    def of(self, table_id: str) -> int:
        if table_id == "T_OTHER":
            return self.number
        if table_id in self.kinds[:1] and len(set(self.kinds)) >= _KINDS_OF_A_SET:
            self.number += 1
            self.kinds = []
        self.kinds.append(table_id)
        return self.number


def table_figures(document: Document, vocabulary: Vocabulary, year: int | None) -> list[TableFigure]:
    """Every number in a value cell of the document's tables, in reading order."""
    figures: list[TableFigure] = []
    current: _Current | None = None
    rows, sets = Rows(), _Sets()
    evaluations = Evaluations(vocabulary, year)
    before: Grid | None = None
    for table in document.tables:
        before = grid = _with_whole_header(grid_of(table), before, vocabulary)
        if (evaluated := evaluations.read(table, grid)) is not None:
            figures += (replace(figure, table_set=sets.number) for figure in evaluated)
            current = None
            continue
        following = _continue(current, grid, vocabulary)
        if following is None:
            current = _begin(grid, vocabulary)
            current.table_set = sets.of(current.table_id)
            rows = Rows()
        else:
            current = following
        figures.extend(_read(grid, current, rows, vocabulary, year))
    return _with_common_unit(figures)


def _with_whole_header(grid: Grid, before: Grid | None, vocabulary: Vocabulary) -> Grid:
    """The table, with the first rows of its header where the end of the page before cut them off; one with another title, or with other
    columns, is another."""
    if (
        before is None
        or before.body
        or before.columns != grid.columns
        or not grid.continues
        or _names(grid.header[: len(before.header)]) == _names(before.header)
    ):
        return grid
    title = identify(grid.heads, vocabulary)[1]
    if title and title != identify(before.heads, vocabulary)[1]:
        return grid
    return replace(grid, heads=before.heads, header=before.header + grid.header, continues=False)


def _names(header: list[list[Cell | None]]) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in header]


def _with_common_unit(figures: list[TableFigure]) -> list[TableFigure]:
    """One of the nine tables that says no unit takes that of the document's other tables, where they all say the same one."""
    said = {figure.unit for figure in figures if figure.unit and figure.unit.kind == "money"}
    if len(said) != 1:
        return figures
    common = next(iter(said))
    return [
        replace(figure, unit=common)
        if figure.unit is None and figure.table_id != "T_OTHER" and figure.meaning.measure != "count"
        else figure
        for figure in figures
    ]


def _begin(grid: Grid, vocabulary: Vocabulary) -> _Current:
    table_id, title = identify(grid.heads, vocabulary)
    topics = Topics(vocabulary.area_of(title))
    sides = sides_of(grid)
    if table_id in _TWO_SIDED and len(sides) > 1:
        for number, side in enumerate(sides):
            side.name = "expenditure" if number else "revenue"
    if table_id == "T_GPB_BASIC" and "基本支出" not in title and _is_by_function(grid, sides):
        table_id = "T_OTHER"
    return _Current(table_id, title, unit_said(grid, vocabulary), sides, grid.columns, _names(grid.header), topics)


def _continue(current: _Current | None, grid: Grid, vocabulary: Vocabulary) -> _Current | None:
    """The table before, where this grid is its next page: no title of its own but the same again, and no header or the same one."""
    title = identify(grid.heads, vocabulary)[1]
    if current is None or grid.columns != current.columns or (title and not (grid.continues and title == current.title)):
        return None
    if not grid.header:
        return current
    repeated = len(current.header)
    if repeated and _names(grid.header[:repeated]) == current.header:
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


def _is_by_function(grid: Grid, sides: list[Side]) -> bool:
    """Whether the rows are function classes: a detail of all expenditure, whatever its columns, and no list of economic classes."""
    codes = (words(row[column]) for side in sides for column in (*side.codes, *side.labels) for row in grid.body)
    return bool(re.match(r"2[0-9]{2}(?![0-9]*\.)", next((code for code in codes if code[:1].isdigit()), "")))


def _read(grid: Grid, current: _Current, rows: Rows, vocabulary: Vocabulary, year: int | None) -> Iterator[TableFigure]:
    headers = {
        column: header_of(tuple(map(normal, path)), year, vocabulary) for side in current.sides for column, path in side.values.items()
    }
    classes = vocabulary.classes if current.table_id in _BY_FUNCTION else vocabulary.economic if current.table_id == "T_GPB_BASIC" else None
    lone = current.table_id == "T_3PUB" and any(header.items for header in headers.values()) and _is_one_row(grid, headers)
    beside = Beside(headers)
    for row in grid.body:
        quote = " ".join(printed(cell) for cell in distinct(row))
        named = beside.of(row) if current.table_id in FORMS else {}
        for number, side in enumerate(current.sides):
            key, label = rows.key(number, side, row)
            code = rows.ladder(number).code(key, label, year, classes) if classes else ""
            area = current.topics.area(number, "" if key.isdigit() else vocabulary.area_of(label))
            for column, path in side.values.items():
                cell = row[column]
                found = NUMBER.fullmatch(words(cell)) if cell is not None and cell.column == column else None
                if cell is None or found is None:
                    continue
                row_key, name = (key, label) if key else _nearest(row, column, current)
                header = of_row(name, headers[column], year, vocabulary) if current.table_id in FORMS else headers[column]
                if column in named:
                    row_key, path = named[column].label, named[column].path
                    name, header = row_key, header_of(tuple(map(normal, path)), year, vocabulary)
                spot = Spot(current.table_id, side.name, row_key, name, header, area, code if row_key == key else "")
                unit = vocabulary.unit_at("%", 0) if found["percent"] else unit_of(spot, current.unit, vocabulary)
                meaning = meaning_of(spot, unit, year, vocabulary)
                yield TableFigure(
                    table_id=current.table_id,
                    table_set=current.table_set,
                    row_key=_SINGLE_ROW if lone else row_key,
                    column_key="/".join(path),
                    side=side.name,
                    cell=cell,
                    value=Decimal((found["number"] or f"-{found['negative']}").replace(",", "")),
                    unit=None if unit and unit.kind == "money" and meaning.measure == "count" else unit,
                    quote=quote,
                    meaning=meaning,
                    char_start=grid.char_start,
                )


def _is_one_row(grid: Grid, columns: Iterable[int]) -> bool:
    """Whether all figures stand in one row, whatever it is called: 合计, or the body's name."""
    return sum(any(NUMBER.fullmatch(words(row[column])) for column in columns) for row in grid.body) == 1


def _nearest(row: list[Cell | None], column: int, current: _Current) -> tuple[str, str]:
    """The label to the left that this value belongs to, where a merged cell carries it over the sides; 数据行 in a table without labels."""
    for cell in reversed(row[:column]):
        text = words(cell)
        if text and not NUMBER.fullmatch(text):
            return plain_label(text), plain_label(text)
    return (_SINGLE_ROW, "") if not any(side.labels for side in current.sides) else ("", "")
