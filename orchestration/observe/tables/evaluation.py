"""Self-evaluation forms (绩效自评表) and lists of their results: several small tables in one grid, each headed by a row of its own.

A form names its subject, then tells money by source, then indicators with target, result, weight and score, then the total score. Which
words head a column, name a row or a subject is data (`evaluation_words.csv`); what column and row mean together is in `table_cells.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from orchestration.read.document import Cell, Table

from ..flow import normal
from ..vocabulary import Unit, Vocabulary
from .figure import TableFigure
from .form import AMOUNTS, POINTS, SPEAKS_OF, SUBJECTS, VALUES, WHOLE_UNIT, Block, Form, Line, Number, Row, kind_of, may_be_form, whole_of
from .grid import Grid, distinct, is_column_numbers, printed, rows_of, words
from .header import header_of
from .meaning import Meaning
from .rows import plain_label
from .titles import BRACKETED, SAID, identify

_FIGURE = re.compile(
    r"(?P<bound>[≥≤><=≧≦]{1,2}|[大小]于等于|不[低少高大小]于|不超过|[大小]于|约)?"
    r"(?P<number>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<unit>[^0-9]{0,6})"
)
_ASIDE = re.compile(r"\([^()]*\)")
_LEADING = re.compile(r"^(?:其中[：:]?|当年|本年度?|年度)+")
_NO_FIGURES = re.compile(r"序号|行次|编码|代码|编号|年度?$|时间|日期|电话|计量单位")
_MONEY_WORDS = re.compile(r"资金|预算|金额|支出")
_TITLE = 40
"""Characters of a title at most; a longer line above a table is a sentence."""
_MOST_AS_RATIO = Decimal("1.5")
"""A rate printed without its sign is a percentage above this, as 98.5 is; one below may be a ratio, as 0.985, and keeps no unit."""


class Evaluations:
    """The evaluation forms of a document, read table by table; a form may go on over pages."""

    def __init__(self, vocabulary: Vocabulary, year: int | None) -> None:
        self._vocabulary = vocabulary
        self._year = year
        self._form: Form | None = None
        self._columns = 0

    def read(self, table: Table, grid: Grid) -> list[TableFigure] | None:
        """The figures of the table where it is such a form or the next page of one, else None."""
        if self._form is None or not grid.continues or grid.columns != self._columns:
            self._form = self._begin(grid) if may_be_form(table) else None
        form, self._columns = self._form, grid.columns
        if form is None:
            return None
        found: list[TableFigure] = []
        for row in self._rows(table):
            form = self._named(form, row.texts)
            if form.block is None or self._heads_money(row):
                form.unit = next(filter(None, map(self._money, row.texts.values())), form.unit)
            if row.numbers and not is_column_numbers(row.cells):
                found += self._figures(row, form, grid.char_start)
                form.pending, form.heads = {}, {}
            else:
                self._head(row, form)
        self._form = form if form.block else None
        return found if self._form else None

    def _begin(self, grid: Grid) -> Form | None:
        """The form that the table may begin; None where one of the nine tables' titles is nearer to it than one of an evaluation."""
        lines = [normal(line) for line in grid.heads]
        spoken = (at for at, line in enumerate(lines) if len(line) <= _TITLE and ("绩效" in line or "自评" in line))
        at = max(spoken, default=None)
        table_id, other = identify(grid.heads if at is None else grid.heads[at + 1 :], self._vocabulary)
        if table_id != "T_OTHER":
            return None
        title = "" if at is None or other else lines[at]
        form = Form("whole_unit" if WHOLE_UNIT in title else "project", bool(title), next(filter(None, map(self._money, lines)), None))
        for line in lines:
            form = self._named(form, {0: line})
        return form

    def _rows(self, table: Table) -> Iterator[Row]:
        begin: dict[int, dict[int, str]] = {}
        for cell in table.cells:
            if text := words(cell):
                begin.setdefault(cell.row, {})[cell.column] = text
        for number, cells in enumerate(rows_of(table)):
            texts = begin.get(number, {})
            yield Row(cells, texts, {column: said for column, text in texts.items() if (said := self._number(text))})

    def _number(self, text: str) -> Number | None:
        """The number that the cell's words are, nothing but a bound before it and a unit behind it."""
        found = _FIGURE.fullmatch(text)
        if not found:
            return None
        unit = self._vocabulary.unit_at(found["unit"], 0) if found["unit"] else None
        if found["unit"] and (unit is None or unit.printed != found["unit"] or unit.kind == "label"):
            return None
        return Number(Decimal(found["number"].replace(",", "")), unit, found["bound"] not in (None, "=", "=="))

    def _money(self, text: str) -> Unit | None:
        found = SAID.search(text) or BRACKETED.search(text) if len(text) <= _TITLE else None
        return self._vocabulary.unit_at(found[1], 0) if found else None

    def _heads_money(self, row: Row) -> bool:
        """Whether the row may say the unit of what stands below: it names columns, or says nothing but that unit or that money follows."""
        if row.numbers or any(map(self._told, row.texts.values())):
            return not row.numbers
        return len(row.texts) == 1 and any(SAID.search(text) or self._word("row", text) for text in row.texts.values())

    def _word(self, role: str, text: str) -> str:
        """What the words mean in this role, whatever stands in brackets behind them; empty where they are no word of it."""
        known = self._vocabulary.evaluation[role]
        text = text.rstrip("：")
        bare = _ASIDE.sub("", plain_label(text)).rstrip("：")
        return known.get(text) or known.get(bare) or (known.get(_LEADING.sub("", bare)) if role == "row" else "") or ""

    def _told(self, text: str) -> str:
        """What a column so headed tells: a measure, or the names of subjects."""
        return self._word("column", text) or self._word("subject", text)

    def _named(self, form: Form, texts: dict[int, str]) -> Form:
        """The form that the row belongs to: a new one where it names another project."""
        columns = sorted(texts)
        for column, following in zip(columns, [*columns[1:], None], strict=False):
            said, _, rest = texts[column].partition("：")
            name = rest or (texts[following] if following is not None else "")
            if self._word("subject", said) != "项目名称" or not name or self._told(name) or self._told(texts[columns[-1]]):
                continue
            if form.member or form.block:
                form = Form("project", form.is_titled, form.unit)
            if WHOLE_UNIT in name:
                form.side = "whole_unit"
            else:
                form.side, form.member = "project", name.removesuffix("项目") or name
        return form

    def _head(self, row: Row, form: Form) -> None:
        """Opens a block where the row names columns, alone or together with the one above it."""
        columns = {column: told for column, text in row.texts.items() if (told := self._told(text))}
        if not columns:
            form.pending, form.heads = {}, {}
            return
        form.pending = {column: told for column, told in form.pending.items() if column not in row.texts} | columns
        form.heads = form.heads | row.texts
        if kind := kind_of(set(form.pending.values()), form.is_titled):
            if kind == "funds":
                form.pending.pop(0, None)  # what stands before columns of money says whose it is: 项目预算（万元）
            form.block = Block(kind, form.pending, form.heads)
            form.pending, form.heads = {}, {}

    def _figures(self, row: Row, form: Form, char_start: int) -> Iterator[TableFigure]:
        line = self._line(row, form)
        quote = " ".join(printed(cell) for cell in distinct(row.cells))
        read: dict[str, Cell] = {}
        beside = row.beside()
        block = form.block
        for column, told in self._told_by(row, form, line, beside).items():
            number, cell, left = row.numbers[column], row.cells[column], beside[column]
            assert cell is not None
            head = (block.heads.get(column) if block and block.columns.get(column, "") in ("", told) else "") or left
            unit = _unit(told, number, head, form, self._vocabulary)
            meaning = self._meaning(told, head, line, unit)
            whole = whole_of(form, line, told, column)
            if line.is_total and not whole and (told in AMOUNTS or line.means == "总分"):
                whole.append(cell)
            yield TableFigure(
                table_id="T_OTHER",
                row_key=line.label,
                column_key=head,
                side="",
                cell=cell,
                value=number.value,
                unit=unit,
                quote=quote,
                meaning=meaning,
                char_start=char_start,
                is_label=not told and _is_no_figure(head, form),
                is_approximate=number.is_approximate,
                of=read.get(SPEAKS_OF.get(told, "")),
                whole=whole,
            )
            if told and not (told in read and meaning.basis == "initial_budget"):
                read[told] = cell

    def _line(self, row: Row, form: Form) -> Line:
        """What the row tells of: a subject of a list, a source of money, an indicator or the total."""
        block = form.block
        summed = next((text for text in row.texts.values() if self._word("sum", text)), "")
        if block and block.kind == "list":
            column, told = next((column, told) for column, told in block.columns.items() if told in SUBJECTS)
            if summed and self._word("sum", summed) == "小计":
                return Line(summed, "小计", "projects", "", False)
            if summed:
                return Line(summed, "合计", "projects" if told == "项目名称" else "whole_unit", "", True)
            name = words(row.cells[column])
            return Line(name, told, SUBJECTS[told], name.removesuffix("项目") or name, False)
        label = self._label(row, block) if block else ""
        source = self._word("row", label) if block and block.kind == "funds" else ""
        if summed and not source and self._word("sum", summed) == "总分":
            return Line(summed, "总分", form.side, form.member, True)
        if block is None or (block.kind == "funds" and not label and not block.wholes):
            source = "资金总额"
        if source == "资金总额" and block and any(block.wholes.values()):
            source = "小计"  # what sums up again below the total is a part of it, or the total once more
        return Line(label, source, form.side, form.member, source == "资金总额")

    def _label(self, row: Row, block: Block) -> str:
        """The indicator's name, or the words nearest to the left of the values."""
        first = min((column for column, told in block.columns.items() if told in VALUES), default=0)
        named = [row.cells[column] for column, told in block.columns.items() if told == "指标"]
        before = (cell for cell in (*named, *reversed(row.cells[:first])))
        return plain_label(next((text for cell in before if (text := words(cell)) and not self._number(text)), "")).rstrip("：")

    def _told_by(self, row: Row, form: Form, line: Line, beside: dict[int, str]) -> dict[int, str]:
        """What each number of the row is: by the words beside it where they say, by its column, in the row of the total by its order."""
        mapped = form.block.columns if form.block else {}
        told: dict[int, str] = {}
        for column in row.numbers:
            cell = row.cells[column]
            covered = {mapped[c] for c in range(column, column + (cell.column_span if cell else 1)) if c in mapped} - SUBJECTS.keys()
            said = self._word("column", beside[column]) if form.block is None or form.block.kind == "funds" else ""
            told[column] = said or (covered.pop() if len(covered) == 1 else "")
        if line.means == "总分" and not set(told.values()) <= POINTS and len(told) <= 2:
            told = dict(zip(told, ("分值", "得分")[-len(told) :], strict=True))
        return told

    def _meaning(self, told: str, head: str, line: Line, unit: Unit | None) -> Meaning:
        """The column and the row looked up together; an amount is in money, a rate in percent."""
        kind = "money" if told in AMOUNTS else "percent" if told == "执行率" else ""
        if not told or (kind and unit and unit.kind != kind):
            return Meaning(member=line.member)
        if kind == "percent" and unit is None:
            told = "执行率(比值)"
        cells = self._vocabulary.table_cells
        spots = [
            (line.side, line.means),
            ("evaluation", line.means),
            *([("evaluation", "*")] if told not in POINTS or line.means not in ("总分", "合计", "小计", *SUBJECTS) else []),
        ]
        found = next((found for side, means in spots if (found := cells.get(("T_OTHER", side, told, means)))), ("", ""))
        basis = header_of((_ASIDE.sub("", head),), self._year, self._vocabulary).basis if told == "预算数" else ""
        return Meaning(found[0], found[1], basis, member=line.member)


def _unit(told: str, number: Number, head: str, form: Form, vocabulary: Vocabulary) -> Unit | None:
    """The unit printed in the cell, else what its column is in."""
    if number.unit or told not in (*AMOUNTS, "执行率"):
        return number.unit
    if told in AMOUNTS:
        return form.unit
    return vocabulary.unit_at("%", 0) if "%" in head or number.value > _MOST_AS_RATIO or not number.value else None


def _is_no_figure(head: str, form: Form) -> bool:
    """Whether a number whose column tells nothing is the number of a row, a year, a telephone, and no figure that nobody understood."""
    return bool(_NO_FIGURES.search(head)) or (form.block is None and not _MONEY_WORDS.search(head))
