"""Every identity that holds between the printed figures of one disclosure, with the number of its rule.

Written down apart from the project's own rules, so that the two can be held against each other: a consistent disclosure satisfies all of
them, and an error is planted by breaking one.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import codes
from .accounts import KINDS, SOURCES
from .codes import CAPITAL, FUND, GENERAL
from .finance import KIND_NAMES, SOURCE_NAMES
from .model import Disclosure
from .narrative_identities import narrative, restated
from .printed import Finder, Identity, Term, at_most, equal, minus
from .tables.totals import FUND_WORDS, budgets
from .three_public import ABROAD, BOUGHT, CARS, GUESTS, NAMES, RUN, THREE

REVENUE_COLUMNS = ["财政拨款收入", *(SOURCE_NAMES[source] for source in SOURCES)]
EXPENDITURE_COLUMNS = [KIND_NAMES[kind] for kind in KINDS]
FUND_CONCEPTS = dict(
    zip(
        ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余"),
        ("government_fund_opening_balance", "government_fund_revenue", "government_fund_expenditure", "government_fund_closing_balance"),
        strict=True,
    )
)


def identities(disclosure: Disclosure) -> list[Identity]:
    """All of them, tables first."""
    find = Finder(disclosure)
    return [
        *_totals(find),
        *_coded(find),
        *_fiscal(find),
        *_across(find),
        *_basic(find),
        *_three_public_table(find),
        *_funds(find),
        *narrative(find),
        *restated(find),
    ]


def _totals(find: Finder) -> Iterator[Identity]:
    word = next(iter(find.columns["T_TOTAL"])).split(":")[1]
    left, right = f"revenue:{word}", f"expenditure:{word}"
    foot = (
        "本年收入合计",
        "使用非财政拨款结余",
        "用事业基金弥补收支差额",
        "年初结转和结余",
        "总计",
        "本年支出合计",
        "结余分配",
        "年末结转和结余",
    )
    names = [row for row in find.rows["T_TOTAL"] if row not in foot]

    def at(row: str, column: str) -> Term | None:
        return find.cell("T_TOTAL", row, column)

    yield from equal("Z001", at("本年收入合计", left), *(at(name, left) for name in names))
    yield from equal("Z002", at("本年支出合计", right), *(at(name, right) for name in names))
    yield from equal("Z003", at("总计", left), at("本年收入合计", left), at(foot[1], left), at(foot[2], left), at("年初结转和结余", left))
    yield from equal("Z004", at("总计", right), at("本年支出合计", right), at("结余分配", right), at("年末结转和结余", right))
    yield from equal("Z005", at("总计", left), at("总计", right))
    for rule, name, column in zip(
        ("Z015", "Z016", "Z017", "Z018", "Z019", "Z020"), ["", *(SOURCE_NAMES[s] for s in SOURCES)], REVENUE_COLUMNS, strict=True
    ):
        three = [SOURCE_NAMES[source] for source in list(SOURCE_NAMES)[1:4]]
        yield from equal(rule, find.cell("T_REV", "合计", column), *(at(row, left) for row in ([name] if name else three)))
    yield from equal("Z014", find.cell("T_REV", "合计", "本年收入合计"), at("本年收入合计", left))
    yield from equal("Z026", find.cell("T_EXP", "合计", "本年支出合计"), at("本年支出合计", right))


def _hierarchy(find: Finder, table_id: str, rules: tuple[str, str, str]) -> Iterator[Identity]:
    """合计 = Σ类, 类 = Σ款, 款 = Σ项, in every column."""
    below: dict[str, list[str]] = {}
    for row in find.rows.get(table_id, []):
        if row != "合计":
            below.setdefault({3: "合计", 5: row[:3], 7: row[:5]}[len(row)], []).append(row)
    for column in find.columns.get(table_id, []):
        for above, rows in below.items():
            rule = rules[{"合计": 0}.get(above, 1 if len(above) == 3 else 2)]
            yield from equal(rule, find.cell(table_id, above, column), *(find.cell(table_id, row, column) for row in rows))


def _rows(find: Finder, rule: str, table_id: str, whole: str, parts: list[str]) -> Iterator[Identity]:
    for row in find.rows.get(table_id, []):
        yield from equal(rule, find.cell(table_id, row, whole), *(find.cell(table_id, row, part) for part in parts))


def _column(find: Finder, table_id: str, *ends: str) -> str:
    return next((column for column in find.columns.get(table_id, []) if column.split("/")[-1] in ends), "")


def _coded(find: Finder) -> Iterator[Identity]:
    yield from _rows(find, "Z010", "T_REV", "本年收入合计", REVENUE_COLUMNS)
    yield from _hierarchy(find, "T_REV", ("Z011", "Z012", "Z013"))
    yield from _rows(find, "Z022", "T_EXP", "本年支出合计", EXPENDITURE_COLUMNS)
    yield from _hierarchy(find, "T_EXP", ("Z023", "Z024", "Z025"))
    for table_id, rule, rules in (
        ("T_GPB_EXP", "Z050", ("Z051", "Z052", "Z053")),
        ("T_FUND", "Z096", ("Z097", "Z097", "Z097")),
        ("T_SOE", "Z104", ("Z104", "Z104", "Z104")),
    ):
        parts = [_column(find, table_id, "基本支出"), _column(find, table_id, "项目支出")]
        yield from _rows(find, rule, table_id, _column(find, table_id, "小计", "合计"), parts)
        yield from _hierarchy(find, table_id, rules)


def _fiscal(find: Finder) -> Iterator[Identity]:
    table, opening = "T_FISC_TOTAL", "年初财政拨款结转和结余"
    left = next(column for column in find.columns[table] if column.startswith("revenue"))
    words = [FUND_WORDS[budget] for budget in budgets(find.disclosure.year)]
    right = [f"expenditure:{word}" for word in ("合计", *words)]
    classes = [row for row in find.rows[table] if row.endswith("支出")]

    def at(row: str, column: str = left) -> Term | None:
        return find.cell(table, row, column)

    yield from equal("Z031", at("本年收入合计"), *(at(word) for word in words))
    yield from equal("Z032", at(opening), *(at(f"{opening}/{word}") for word in words))
    yield from equal("Z033", at("总计"), at("本年收入合计"), at(opening))
    for row in (*classes, "本年支出合计", "年末财政拨款结转和结余", "总计"):
        yield from equal("Z034", at(row, right[0]), *(at(row, column) for column in right[1:]))
    for column in right:
        yield from equal("Z035", at("本年支出合计", column), *(at(row, column) for row in classes))
        yield from equal("Z036", at("总计", column), at("本年支出合计", column), at("年末财政拨款结转和结余", column))
    yield from equal("Z037", at("总计"), at("总计", right[0]))
    total = next(iter(find.columns["T_TOTAL"])).split(":")[1]
    for word, fund, same in zip(words, ("Z038", "Z039", "Z040"), ("Z041", "Z042", "Z043"), strict=False):
        yield from equal(fund, at("总计", f"expenditure:{word}"), at(word), at(f"{opening}/{word}"))
        yield from equal(same, at(word), find.cell("T_TOTAL", f"{word}收入", f"revenue:{total}"))
    yield from equal("Z044", at("本年收入合计"), find.cell("T_REV", "合计", "财政拨款收入"))
    yield from at_most("Z046", at("本年支出合计", right[0]), find.cell("T_TOTAL", "本年支出合计", f"expenditure:{total}"))
    for row in classes:
        yield from at_most("Z045", at(row, right[0]), find.cell("T_TOTAL", row, f"expenditure:{total}"))


def _across(find: Finder) -> Iterator[Identity]:
    """Between the tables: classes, codes and totals."""

    word = next(iter(find.columns["T_TOTAL"])).split(":")[1]
    general = _column(find, "T_GPB_EXP", "小计", "合计")
    names = dict(codes.listed_classes(find.disclosure.year))
    for code, name in names.items():
        yield from equal("Z027", find.cell("T_EXP", code, "本年支出合计"), find.cell("T_TOTAL", name, f"expenditure:{word}"))
        for rule, table_id, budget in (("Z055", "T_GPB_EXP", GENERAL), ("Z100", "T_FUND", FUND), ("Z105", "T_SOE", CAPITAL)):
            column = _column(find, table_id, "小计", "合计")
            yield from equal(rule, find.cell(table_id, code, column), find.cell("T_FISC_TOTAL", name, f"expenditure:{FUND_WORDS[budget]}"))
    yield from equal(
        "Z054", find.cell("T_GPB_EXP", "合计", general), find.cell("T_FISC_TOTAL", "本年支出合计", f"expenditure:{FUND_WORDS[GENERAL]}")
    )
    yield from equal(
        "Z061",
        find.cell("T_FISC_TOTAL", "本年支出合计", "expenditure:合计"),
        *(find.cell(table_id, "合计", _column(find, table_id, "小计", "合计")) for table_id in ("T_GPB_EXP", "T_FUND", "T_SOE")),
    )
    for row in find.rows.get("T_GPB_EXP", []):
        for name in ("基本支出", "项目支出"):
            yield from at_most("Z056", find.cell("T_GPB_EXP", row, _column(find, "T_GPB_EXP", name)), find.cell("T_EXP", row, name))


def _basic(find: Finder) -> Iterator[Identity]:
    table = "T_GPB_BASIC"
    column = next(iter(find.columns[table]), "")

    def at(row: str) -> Term | None:
        return find.cell(table, row, column)

    rows = find.rows[table]
    rules = {"301": "Z062", "302": "Z063", "303": "Z064", "307": "Z065", "310": "Z066", "312": "Z067", "399": "Z067"}
    for class_, rule in rules.items():
        yield from equal(rule, at(class_), *(at(row) for row in rows if len(row) == 5 and row[:3] == class_))
    yield from equal("Z068", at("人员经费合计"), at("301"), at("303"))
    yield from equal("Z069", at("公用经费合计"), *(at(class_) for class_ in ("302", "307", "310", "312", "399")))
    basic = find.cell("T_GPB_EXP", "合计", _column(find, "T_GPB_EXP", "基本支出"))
    yield from equal("Z070", basic, at("人员经费合计"), at("公用经费合计"))


def _three_public_table(find: Finder) -> Iterator[Identity]:
    cells = {key[2]: term for key, term in find.cells.items() if key[0] == "T_3PUB"}

    def at(measure: str, name: str) -> Term | None:
        return next((term for key, term in cells.items() if measure in key and name in (*key.split("/"), key)), None)

    for measure, whole, cars in (("预算数", "Z079", "Z080"), ("决算数", "Z081", "Z082")):
        yield from equal(whole, at(measure, "合计"), at(measure, NAMES[ABROAD]), at(measure, "小计"), at(measure, NAMES[GUESTS]))
        yield from equal(cars, at(measure, "小计"), at(measure, NAMES[BOUGHT]), at(measure, NAMES[RUN]))
    column = next(iter(find.columns["T_GPB_BASIC"]), "")
    for rule, code, name in (("Z084", "30212", NAMES[ABROAD]), ("Z085", "30231", NAMES[RUN]), ("Z086", "30217", NAMES[GUESTS])):
        yield from at_most(rule, find.cell("T_GPB_BASIC", code, column), at("决算数", name))
    for concept, name in (
        (THREE, "合计"),
        (ABROAD, NAMES[ABROAD]),
        (CARS, "小计"),
        (BOUGHT, NAMES[BOUGHT]),
        (RUN, NAMES[RUN]),
        (GUESTS, NAMES[GUESTS]),
    ):
        for figure in find.figures(concept, slot="七"):
            yield from equal("Z133", figure, at("决算数", name))
    for figure in find.figures(THREE, "budget", slot="七"):
        yield from equal("Z133", figure, at("预算数", "合计"))


def _funds(find: Finder) -> Iterator[Identity]:
    spent = _column(find, "T_FUND", "小计", "合计")
    for row in find.rows.get("T_FUND", []):
        opening, revenue, closing = (find.cell("T_FUND", row, name) for name in ("年初结转和结余", "本年收入", "年末结转和结余"))
        outgo = find.cell("T_FUND", row, spent)
        if closing:
            yield from equal("Z095", closing, opening, revenue, minus(outgo))
    word = FUND_WORDS[FUND]
    left = next(column for column in find.columns["T_FISC_TOTAL"] if column.startswith("revenue"))
    for rule, column, row, other in (
        ("Z098", "本年收入", word, left),
        ("Z099", spent, "本年支出合计", f"expenditure:{word}"),
        ("Z101", "年初结转和结余", f"年初财政拨款结转和结余/{word}", left),
        ("Z102", "年末结转和结余", "年末财政拨款结转和结余", f"expenditure:{word}"),
    ):
        yield from equal(rule, find.cell("T_FUND", "合计", column), find.cell("T_FISC_TOTAL", row, other))
    for name, concept in FUND_CONCEPTS.items():
        cell = find.cell("T_FUND", "合计", spent if name == "本年支出" else name)
        yield from equal("Z134", find.figure(concept), cell)
    yield from equal(
        "Z134",
        find.figure("state_capital_operating_budget_expenditure"),
        find.cell("T_SOE", "合计", _column(find, "T_SOE", "小计", "合计")),
    )
