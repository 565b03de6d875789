"""Errors of form: codes and names in the tables, what is said not to be, lists, purposes, numbering, and tables that are missing."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeVar

from . import codes
from .codes import CAPITAL, FUND, GENERAL, REFERENCE
from .model import Disclosure, Figure, Heading, Paragraph, Table, TableCell, Word
from .plant_words import Altered, NotPlantable
from .printed import rewrite

T = TypeVar("T")
Planted = tuple[Figure | TableCell | Word, str, str, str]
FORM = "form"
"""Words of this kind stand for what the document as a whole lacks: no figure of it is altered."""
TOTAL_COLUMNS = ("小计", "合计", "本年支出合计")


def _table(disclosure: Disclosure, table_id: str) -> Table:
    found = next((table for table in disclosure.tables() if table.table_id == table_id), None)
    if found is None:
        raise NotPlantable(table_id)
    return found


def _rows(table: Table) -> dict[str, int]:
    """Codes with the row they stand in."""
    return {cell.row_key: cell.row for cell in table.data() if cell.row_key.isdigit()}


def _choose(found: list[T], rng: random.Random, what: str) -> T:
    if not found:
        raise NotPlantable(what)
    return rng.choice(found)


def _labels(table: Table, row: int) -> list[TableCell]:
    """The cells of a row that tell its code, in one or in three, and its name."""
    lead = 4 if any(cell.header and cell.text == "款" for cell in table.cells) else 2
    return [cell for cell in table.cells if cell.row == row and cell.column < lead]


def _recode(table: Table, old: str, new: str) -> None:
    """Another code in the row of a code; its name stays."""
    row = _rows(table)[old]
    *labels, _ = _labels(table, row)
    for cell, text in zip(labels, [new] if len(labels) == 1 else [new[:3], new[3:5], new[5:]], strict=True):
        cell.text = text
    for cell in table.cells:
        if cell.row_key == old:
            cell.row_key = new


def _chain(disclosure: Disclosure, rng: random.Random, table_id: str, budget: str) -> Altered:
    """A 类 of one 款 of one 项 under the codes of another budget, so that all sums stay."""
    table = _table(disclosure, table_id)
    rows = [code for code in _rows(table) if len(code) == 7]
    alone = [code for code in rows if sum(other.startswith(code[:3]) for other in rows) == 1]
    old = _choose(alone, rng, "no class of one item")
    own = codes.functions(disclosure.year, {"T_GPB_EXP": GENERAL, "T_FUND": FUND, "T_SOE": CAPITAL}[table_id])
    others = [code for code in codes.items(disclosure.year, budget) if not {code, code[:5], code[:3]} & own.keys()]
    if table_id == "T_FUND":
        others = [code for code in codes.items(disclosure.year, budget) if code not in own and code[:3] not in _rows(table)]
    new = _choose(others, rng, "no such code")
    for size in (3, 5, 7):
        _recode(table, old[:size], new[:size])
    return Word(new[:3], "code"), old, new[:3], table_id


def general_code_in_fund(disclosure: Disclosure, rng: random.Random) -> Altered:
    return _chain(disclosure, rng, "T_FUND", GENERAL)


def fund_code_in_general(disclosure: Disclosure, rng: random.Random) -> Altered:
    return _chain(disclosure, rng, "T_GPB_EXP", CAPITAL)


def general_code_in_capital(disclosure: Disclosure, rng: random.Random) -> Altered:
    return _chain(disclosure, rng, "T_SOE", GENERAL)


def code_of_another_year(disclosure: Disclosure, rng: random.Random) -> Altered:
    """A 项 under a code that its 款 has in other years only."""
    table = _table(disclosure, "T_REV")
    now = {code for budget in codes.BUDGETS for code in codes.functions(disclosure.year, budget)}
    then = {code for year in range(2016, 2026) for code in codes.items(year, GENERAL)} - now
    places = [(old, new) for old in _rows(table) for new in sorted(then) if len(old) == 7 and new[:5] == old[:5]]
    old, new = _choose(places, rng, "no code has gone")
    _recode(table, old, new)
    return Word(new, "code"), old, new, "T_REV"


def name_of_another_code(disclosure: Disclosure, rng: random.Random) -> Altered:
    table = _table(disclosure, "T_EXP")
    names = codes.functions(disclosure.year, GENERAL)
    row = _choose([row for code, row in _rows(table).items() if len(code) == 7 and code in names], rng, "no item")
    cell = _labels(table, row)[-1]
    before, own = cell.text, cell.text.removesuffix("支出")
    cell.text = rng.choice(sorted({name for name in names.values() if own not in name and name.removesuffix("支出") not in own}))
    return Word(cell.text, "name"), before, cell.text, "T_EXP"


def item_left_out(disclosure: Disclosure, rng: random.Random) -> Planted:
    """An item of the general budget stands under another code in the table of all expenditure."""
    table, general = _table(disclosure, "T_EXP"), _table(disclosure, "T_GPB_EXP")
    rows, names = _rows(table), codes.functions(disclosure.year, GENERAL)
    spent = [c for c in general.data() if len(c.row_key) == 7 and c.column_key.split("/")[-1] in TOTAL_COLUMNS and c.value]
    places = [(cell, new) for cell in spent for new in names if new[:5] == cell.row_key[:5] and len(new) == 7 and new not in rows]
    cell, new = _choose(places, rng, "no other item")
    old = cell.row_key
    _recode(table, old, new)
    return cell, old, new, "T_EXP"


def below_zero(disclosure: Disclosure, rng: random.Random) -> Planted:
    cells = [cell for table, cell in disclosure.cells() if table.table_id in ("T_EXP", "T_GPB_EXP") and cell.value]
    cell = _choose(cells, rng, "no amount")
    before, value = cell.text, cell.value
    assert value
    rewrite(cell, -value)
    return cell, before, cell.text, f"{cell.row_key}/{cell.column_key}"


def denial(disclosure: Disclosure, rng: random.Random) -> Altered:
    """无政府性基金预算财政拨款收入, where there is some."""
    there = [f for f in disclosure.figures() if f.concept == "government_fund_revenue" and f.measure == "final" and f.value]
    places = [block for block in disclosure.blocks if isinstance(block, Paragraph) and any(figure in block.runs for figure in there)]
    word = Word("无政府性基金预算财政拨款收入", "denial")
    _choose([place for place in places if place.slot == "八"], rng, "no revenue of a fund").runs += ["本年度", word, "。"]
    return word, "", word.text, "八"


def purpose(disclosure: Disclosure, rng: random.Random) -> Altered:
    """An item is used for what another item is for."""
    with (REFERENCE / "rule_purposes.csv").open(encoding="utf-8", newline="") as file:
        others = {row["code"]: row["other_words"].split("|") for row in csv.DictReader(file)}
    places = [
        (block, run.function_code)
        for block in disclosure.blocks
        if isinstance(block, Paragraph)
        and block.slot == "五（三）"
        and not any("用于" in run for run in block.runs if isinstance(run, str))
        for run in block.runs
        if isinstance(run, Figure) and run.measure == "final" and run.function_code in others
    ]
    block, code = _choose(places, rng, "no item of known purpose")
    word = Word(f"主要用于缴纳{rng.choice(others[code])}", "purpose")
    block.runs += [word, "。"]
    return word, "", word.text, block.slot


def unused_item(disclosure: Disclosure, rng: random.Random) -> Altered:
    """The list of what basic expenditure was used for names an item without an amount."""
    names, used = codes.economics(disclosure.year), disclosure.accounts.economic
    places = [
        (block.runs, index)
        for block in disclosure.blocks
        if isinstance(block, Paragraph) and block.slot == "六"
        for index, run in enumerate(block.runs)
        if isinstance(run, str) and "、" in run and {*run.split("、")} <= {*names.values()}
    ]
    runs, index = _choose(places, rng, "no list of items")
    run = runs[index]
    assert isinstance(run, str)
    known = {names[code] for code in used if code in names}
    unused = sorted({name for code, name in names.items() if len(code) == 5 and code[:3] in ("301", "302")} - known)
    word = Word(rng.choice(unused), "item")
    runs[index : index + 1] = [f"{run}、", word]
    return word, "", word.text, "六"


def other_name_in_text(disclosure: Disclosure, rng: random.Random) -> Altered:
    """和 for 与 in the body's own name, or the other way round."""
    places = [
        run
        for block in disclosure.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Word) and run.kind == "name" and run.text == disclosure.organisation and {"和", "与", "及"} & {*run.text}
    ]
    word = _choose(places, rng, "no 和 in the name")
    before = word.text
    word.text = before.translate(str.maketrans("和与及", rng.choice(("与及和", "及和与"))))
    return word, before, word.text, ""


def digits(disclosure: Disclosure, rng: random.Random) -> Planted:
    """One percentage with fewer digits than the others."""
    rates = [f for f in disclosure.figures() if f.ratio and f.measure in ("share_pct", "change_pct") and f.value and f.value > 1]
    rates = [figure for figure in rates if -int(figure.value.as_tuple().exponent) > 1]
    if len(rates) < 2:
        raise NotPlantable("one rate, or one digit")
    figure = rng.choice(rates)
    before = figure.printed
    rewrite(figure, figure.value.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return figure, before, figure.printed, figure.slot


def numbering(disclosure: Disclosure, rng: random.Random) -> Altered:
    """A heading is numbered as the one behind it."""
    headings = [block for block in disclosure.blocks if isinstance(block, Heading) and block.level <= 2]
    inner = [(one, after) for one, after in pairwise(headings) if one.level == after.level == 2 and one.runs[0] not in ("一、", "二、")]
    one, after = _choose(inner if any(one.level == 1 for one in headings) else [], rng, "no four headings of one part")
    before, one.runs[0] = str(one.runs[0]), after.runs[0]
    return Word(str(after.runs[0]), FORM), before, str(after.runs[0]), one.slot


def missing_table(disclosure: Disclosure, rng: random.Random) -> Altered:
    table = _table(disclosure, rng.choice(("T_REV", "T_EXP", "T_GPB_EXP")))
    disclosure.blocks.remove(table)
    return Word(table.table_id, FORM), table.table_id, "", table.table_id


def no_institutional_staff(disclosure: Disclosure, rng: random.Random) -> Planted:
    """No staff of an institution, where there is revenue from its services."""
    earned = any(f.concept == "institutional_revenue" and f.measure == "final" and f.value for f in disclosure.figures())
    staff = [f for f in disclosure.figures() if f.concept == "staff_in_post_actual" and f.member == "事业" and f.value]
    figure = _choose(staff if earned else [], rng, "no revenue from services")
    before = figure.printed
    rewrite(figure, Decimal(0))
    return figure, before, figure.printed, figure.slot


def money_without_count(cost: str, *concepts: str) -> Callable[[Disclosure, random.Random], Planted]:
    """Money was spent on what there was none of: the count becomes zero."""

    def alter(disclosure: Disclosure, rng: random.Random) -> Planted:
        spent = any(f.concept == cost and f.measure == "final" and f.value for f in disclosure.figures())
        counts = [f for f in disclosure.figures() if f.concept in concepts and f.value]
        figure = _choose(counts if spent else [], rng, "nothing spent, or nothing counted")
        before = figure.printed
        rewrite(figure, Decimal(0))
        return figure, before, figure.printed, figure.slot

    return alter
