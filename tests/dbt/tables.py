"""A consistent disclosure of nine small tables, with the figures of its text that tell them again. Cells are named `table/row/column`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.dbt.landing import Document, Figure

REVENUE = ("current_year_revenue_total", "fiscal_appropriation_revenue", "superior_subsidy_revenue", "institutional_revenue",
           "education_fee_revenue", "business_revenue", "subordinate_remittance_revenue", "other_revenue")  # fmt: skip
KINDS = ("current_year_expenditure_total", "basic_expenditure", "project_expenditure", "superior_remittance_expenditure",
         "business_expenditure", "subordinate_subsidy_expenditure")  # fmt: skip
GENERAL, FUND, CAPITAL = "general_public_budget", "government_fund", "state_capital_operating_budget"
KINDS_GENERAL = tuple(f"{GENERAL}_{kind}" for kind in ("expenditure", "basic_expenditure", "project_expenditure"))
FISCAL = "fiscal_appropriation"
KINDS_FISCAL = tuple(f"{FISCAL}_{kind}" for kind in ("expenditure", "basic_expenditure", "project_expenditure"))
BALANCES = ("opening_balance", "revenue", "expenditure", "closing_balance")
SPENT_ON = "general_public_budget_expenditure_by_economic"
THREE = ("three_public_expenditure", "overseas_travel_expenditure", "vehicle_purchase_and_operation_expenditure",
         "vehicle_purchase_expenditure", "vehicle_operation_expenditure", "official_reception_expenditure")  # fmt: skip
TITLES = ("合计", "因公出国费", "公务用车小计", "公务用车购置费", "公务用车运行费", "公务接待费")

Amounts = tuple[int | None, ...]
REV: dict[str, Amounts] = {
    "2010101": (438, 398, 10, 20, 4, 5, 3, 2),
    "2010150": (100, 100),
    "2010201": (102, 102),
    "2080505": (200, 200),
    "2080506": (100, 100),
    "2120801": (50, 50),
    "2230101": (10, 10),
}
EXP: dict[str, Amounts] = {
    "2010101": (445, 310, 110, 10, 8, 7),
    "2010150": (100, 60, 40),
    "2010201": (102, 52, 50),
    "2080505": (200, 200, None),
    "2080506": (100, 100, None),
    "2120801": (51, 1, 50),
    "2230101": (11, 1, 10),
}
GPB: dict[str, Amounts] = {"2010101": (400, 300, 100)} | {code: EXP[code] for code in ("2010150", "2010201", "2080505", "2080506")}


def cell(table: str, row: str, column: str, concept: str, amount: int | None, **more: str) -> Iterator[Figure]:
    """A cell with two decimals; nothing where it is blank."""
    if amount is not None:
        printed = f"{amount:,}.00"
        yield Figure(f"{table}/{row}/{column}", concept, printed, table=table, row=row, column=column, **more)  # type: ignore[arg-type]


def coded(table: str, concepts: tuple[str, ...], items: dict[str, Amounts]) -> Iterator[Figure]:
    """A table by function: the total, then classes, groups and items, each the sum of what is below."""
    sums: dict[str, list[int | None]] = {}
    for code, amounts in items.items():
        for above in ("合计", code[:3], code[:5], code):
            row = sums.setdefault(above, [None] * len(concepts))
            for place, amount in enumerate(amounts):
                row[place] = amount if row[place] is None else (row[place] or 0) + (amount or 0)
    for code in sorted(sums, key=lambda code: "" if code == "合计" else code):
        for concept, amount in zip(concepts, sums[code], strict=True):
            if code == "合计":
                yield from cell(table, code, concept, concept, amount)
            else:
                by_function = f"{concept}_by_function".replace("current_year_expenditure_total_by", "expenditure_by")
                yield from cell(table, code, concept, by_function, amount, code=code)


def listed(table: str, column: str, rows: dict[str, tuple[str, int]], **codes: str) -> Iterator[Figure]:
    for row, (concept, amount) in rows.items():
        yield from cell(table, row, column, concept, amount, **({"code": codes[f"c{row}"]} if f"c{row}" in codes else {}))


def totals() -> Iterator[Figure]:
    yield from listed("T_TOTAL", "收入", {
        "一般公共预算财政拨款收入": (f"{GENERAL}_revenue", 900), "政府性基金预算财政拨款收入": (f"{FUND}_revenue", 50),
        "国有资本经营预算财政拨款收入": (f"{CAPITAL}_revenue", 10), "上级补助收入": ("superior_subsidy_revenue", 10),
        "事业收入": ("institutional_revenue", 20), "经营收入": ("business_revenue", 5),
        "附属单位上缴收入": ("subordinate_remittance_revenue", 3), "其他收入": ("other_revenue", 2),
        "本年收入合计": ("current_year_revenue_total", 1000), "使用非财政拨款结余": ("use_of_non_fiscal_surplus", 4),
        "年初结转和结余": ("opening_balance", 30), "收入总计": ("revenue_total", 1034),
    })  # fmt: skip
    for code, amount in {"201": 647, "208": 300, "212": 51, "223": 11}.items():
        yield from cell("T_TOTAL", code, "支出", "expenditure_by_function", amount, code=code)
    yield from listed("T_TOTAL", "支出", {
        "本年支出合计": ("current_year_expenditure_total", 1009), "结余分配": ("surplus_distribution", 1),
        "年末结转和结余": ("closing_balance", 24), "支出总计": ("expenditure_total", 1034),
    })  # fmt: skip


def fiscal() -> Iterator[Figure]:
    yield from listed("T_FISC_TOTAL", "收入", {
        "一般": (f"{GENERAL}_revenue", 900), "基金": (f"{FUND}_revenue", 50), "国资": (f"{CAPITAL}_revenue", 10),
        "本年收入合计": ("fiscal_appropriation_revenue", 960), "年初": ("fiscal_opening_balance", 20),
        "年初/一般": (f"{GENERAL}_opening_balance", 12), "年初/基金": (f"{FUND}_opening_balance", 6),
        "年初/国资": (f"{CAPITAL}_opening_balance", 2), "总计": ("fiscal_appropriation_revenue_total", 980),
    })  # fmt: skip
    for column, concept, classes, closing in (
        ("合计", "fiscal_appropriation", {"201": 602, "208": 300, "212": 51, "223": 11}, 16),
        ("一般", GENERAL, {"201": 602, "208": 300}, 10),
        ("基金", FUND, {"212": 51}, 5),
        ("国资", CAPITAL, {"223": 11}, 1),
    ):
        for code, amount in classes.items():
            yield from cell("T_FISC_TOTAL", code, column, f"{concept}_expenditure_by_function", amount, code=code)
        spent = sum(classes.values())
        yield from cell("T_FISC_TOTAL", "本年支出合计", column, f"{concept}_expenditure", spent)
        balance, total = (
            ("fiscal_closing_balance", "fiscal_appropriation_expenditure_total")
            if column == "合计"
            else (f"{concept}_closing_balance", f"{concept}_total")
        )
        yield from cell("T_FISC_TOTAL", "年末结转和结余", column, balance, closing)
        yield from cell("T_FISC_TOTAL", "总计", column, total, spent + closing)


def by_economic(table: str, concept: str, items: dict[str, int]) -> Iterator[Figure]:
    """Items by economic class, and the classes that they are parts of."""
    for code, amount in items.items():
        yield from cell(table, code, "决算数", concept, amount, economic=code)
    for code in sorted({code[:3] for code in items}):
        amount = sum(amount for item, amount in items.items() if item[:3] == code)
        yield from cell(table, code, "决算数", concept, amount, economic=code)


def economic() -> Iterator[Figure]:
    items = {"30101": 300, "30113": 100, "30302": 112, "30201": 140, "30212": 1, "30217": 2, "30231": 7, "30701": 5, "31002": 37,
             "31013": 3, "39999": 5}  # fmt: skip
    yield from by_economic("T_GPB_BASIC", SPENT_ON, items)
    yield from listed("T_GPB_BASIC", "决算数", {
        "人员经费合计": ("personnel_expenditure", 512), "公用经费合计": ("public_operating_expenditure", 200),
        "合计": (f"{GENERAL}_basic_expenditure", 712),
    })  # fmt: skip


def three_public() -> Iterator[Figure]:
    for measure, amounts in (("budget", (25, 4, 15, 5, 10, 6)), ("final", (15, 2, 10, 3, 7, 3))):
        for concept, title, amount in zip(THREE, TITLES, amounts, strict=True):
            yield from cell("T_3PUB", "数据行", f"{title}/{measure}", concept, amount, measure=measure)


def balances(table: str, concept: str, code: str, amounts: Amounts) -> Iterator[Figure]:
    concepts = tuple(f"{concept}_{word}" for word in (*BALANCES, "basic_expenditure", "project_expenditure"))
    yield from coded(table, concepts, {code: amounts})


def told() -> Iterator[Figure]:
    """The text: parts before what they are parts of, so that nothing but the tables speaks of their sums."""
    for concept, amount in (
        ("total_revenue_and_expenditure", 1034), ("opening_balance", 30), ("other_revenue", 2), ("current_year_revenue_total", 1000),
        ("project_expenditure", 260), ("current_year_expenditure_total", 1009), ("fiscal_appropriation_total", 980),
        (f"{GENERAL}_project_expenditure", 190), (f"{GENERAL}_basic_expenditure", 712), ("personnel_expenditure", 512),
        *(("official_reception_expenditure", 3), (f"{FUND}_closing_balance", 5), (f"{CAPITAL}_closing_balance", 1)),
    ):  # fmt: skip
        yield Figure(concept, concept, f"{amount:,}.00")
    yield Figure("item", f"{GENERAL}_expenditure_by_function", "200.00", code="2080505")
    yield Figure("unknown item", f"{GENERAL}_expenditure_by_function", "7.00", code="20805", member="一个没有代码的项")
    yield Figure(f"{GENERAL}_expenditure", f"{GENERAL}_expenditure", "902.00")


TABLES = Document(
    "tables",
    (
        tuple(totals()),
        (*coded("T_REV", REVENUE, {code: (*row, *[None] * (8 - len(row))) for code, row in REV.items()}),),
        (*coded("T_EXP", KINDS, EXP),),
        tuple(fiscal()),
        (
            *coded("T_GPB_EXP", KINDS_GENERAL, GPB),
            *cell("T_GPB_EXP", "合计", "年初", f"{GENERAL}_opening_balance", 12),
            *cell("T_GPB_EXP", "合计", "收入", f"{GENERAL}_revenue", 900),
            *cell("T_GPB_EXP", "合计", "年末", f"{GENERAL}_closing_balance", 10),
        ),
        tuple(economic()),
        tuple(three_public()),
        (*balances("T_FUND", FUND, "2120801", (6, 50, 51, 5, 1, 50)),),
        (*balances("T_SOE", CAPITAL, "2230101", (2, 10, 11, 1, 1, 10)),),
        tuple(told()),
    ),
)


def provincial() -> Iterator[Figure]:
    """What some provinces add: all fiscal appropriation by function and by economic class, and agency operating expenditure by its own."""
    yield from coded("T_FISC_EXP", KINDS_FISCAL, GPB | {code: EXP[code] for code in ("2120801", "2230101")})
    yield from by_economic("T_FISC_BASIC", f"{FISCAL}_basic_expenditure_by_economic", {
        "30101": 300, "30113": 100, "30302": 112, "30201": 142, "30212": 1, "30217": 2, "30231": 7, "30701": 5, "31002": 37, "31013": 3,
        "39999": 5,
    })  # fmt: skip
    yield from listed("T_FISC_BASIC", "决算数", {
        "人员经费合计": (f"{FISCAL}_personnel_expenditure", 512), "公用经费合计": (f"{FISCAL}_operating_expenditure", 202),
        "合计": (f"{FISCAL}_basic_expenditure", 714),
    })  # fmt: skip
    yield from by_economic("T_AGENCY", "agency_operating_expenditure_by_economic", {"30201": 140, "30231": 7, "31002": 37})
    yield from listed("T_AGENCY", "决算数", {"合计": ("agency_operating_expenditure", 184)})


PROVINCIAL = Document(
    "tables of a province",
    (
        *TABLES.chapters[:-2],
        (*TABLES.chapters[-2], *provincial()),
        (
            *TABLES.chapters[-1],
            Figure(f"{FISCAL}_basic_expenditure", f"{FISCAL}_basic_expenditure", "714.00"),
            Figure("agency_operating_expenditure", "agency_operating_expenditure", "184.00"),
        ),
    ),
)
