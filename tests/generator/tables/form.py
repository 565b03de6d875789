"""What the tables of one template family look like: titles, order, printed codes, header words."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Run, Style, Table, TableCell
from ..money import in_unit, show
from ..prose import Prose

TITLES = {
    "T_TOTAL": "收入支出决算总表",
    "T_REV": "收入决算表",
    "T_EXP": "支出决算表",
    "T_FISC_TOTAL": "财政拨款收入支出决算总表",
    "T_GPB_EXP": "一般公共预算财政拨款支出决算表",
    "T_GPB_BASIC": "一般公共预算财政拨款基本支出决算表",
    "T_3PUB": "财政拨款“三公”经费支出决算表",
    "T_FUND": "政府性基金预算财政拨款收入支出决算表",
    "T_SOE": "国有资本经营预算财政拨款支出决算表",
}


@dataclass(frozen=True, slots=True)
class Form:
    """`line_numbers` prints 行次 and 栏次; `split_codes` gives 类, 款 and 项 a column each; `balances` gives T_SOE opening and closing."""

    family: str
    year: int
    line_numbers: bool
    split_codes: bool
    interleaved: bool
    total_last: bool
    balances: bool
    amount_word: str
    public: bool

    @property
    def order(self) -> list[str]:
        first = list(TITLES)[:6]
        if self.year < 2020:
            return [*first, "T_3PUB", "T_FUND"]
        if self.family != "shanghai" and self.year >= 2022:
            return [*first, "T_FUND", "T_SOE", "T_3PUB"]
        return [*first, "T_3PUB", "T_FUND", "T_SOE"]

    def title(self, table_id: str) -> str:
        title = TITLES.get(table_id, "")
        if table_id == "T_GPB_BASIC" and self.line_numbers:
            title = title.replace("决算表", "决算明细表")
        if table_id == "T_3PUB" and self.year < 2021:
            title = "一般公共预算" + title
        if table_id == "T_SOE" and self.balances:
            title = title.replace("支出决算表", "收入支出决算表")
        if self.public:
            title = title.replace("决算总表", "决算公开总表").replace("决算表", "决算公开表")
        return title

    def code(self, table_id: str) -> str:
        """公开NN表, where the family prints it."""
        return f"公开{self.order.index(table_id) + 1:02d}表" if self.line_numbers and table_id in self.order else ""


def form_of(p: Prose, family: str) -> Form:
    """The form of a family; the free form varies from document to document."""
    numbered = family == "national" or (family == "free" and p.rng.randrange(2) == 0)
    return Form(
        family=family,
        year=p.accounts.year,
        line_numbers=numbered,
        split_codes=family == "shanghai" and p.rng.randrange(2) == 0,
        interleaved=family == "shanghai",
        total_last=family == "shanghai",
        balances=family == "shanghai",
        amount_word="决算数" if family in ("shanghai", "chongqing") else p.rng.choice(("金额", "决算数")),
        public=family == "chongqing",
    )


class Grid:
    """Places the cells of one table; rows and columns count from zero."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.cells: list[TableCell] = []

    def head(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        self.cells.append(TableCell(row, column, text, rows, columns, "center", header=True))

    def label(self, row: int, column: int, text: str, columns: int = 1, align: str = "left") -> None:
        self.cells.append(TableCell(row, column, text, 1, columns, align))

    def amount(self, row: int, column: int, amount: int | None, row_key: str, column_key: str, side: str = "") -> None:
        """A data cell; zero is printed or left blank as the document does, None is always blank."""
        if amount is None or (self.style.blank_zero and amount == 0):
            self.label(row, column, "", align="right")
            return
        value = in_unit(amount, self.style.table_unit)
        self.cells.append(
            TableCell(
                row,
                column,
                show(value, self.style.table_commas),
                align="right",
                row_key=row_key,
                column_key=column_key,
                side=side,
                value=value,
                amount=amount,
            )
        )

    def table(self, p: Prose, form: Form, table_id: str, header_rows: int, widths: list[int], landscape: bool) -> Table:
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        organisation: list[Run] = [f"{p.accounts.body.called}：", *p.runs("{org}")] if form.family != "shanghai" else []
        return Table(
            table_id,
            [form.title(table_id)],
            form.code(table_id),
            self.style.table_unit,
            organisation,
            self.cells,
            header_rows,
            widths,
            landscape,
        )
