"""The identities inside the narrative, and between the narrative and the tables."""

from __future__ import annotations

from collections.abc import Iterator

from .accounts import KINDS, SOURCES
from .finance import KIND_NAMES, SOURCE_NAMES
from .printed import YUAN_IN, Finder, Identity, Term, at_most, equal, minus
from .three_public import ABROAD, BOUGHT, CARS, GUESTS, RUN, THREE

GPB = "general_public_budget_expenditure"
BY_FUNCTION = "general_public_budget_expenditure_by_function"


def narrative(find: Finder) -> Iterator[Identity]:
    yield from _flows(find)
    yield from _general(find)
    yield from _three_public(find)
    yield from _affairs(find)
    yield from _counts(find)
    yield from _performance(find)


def _flows(find: Finder) -> Iterator[Identity]:
    figure = find.figure
    yield from equal("Z123", figure("current_year_revenue_total", slot="二"), *(figure(concept, slot="二") for concept in SOURCE_NAMES))
    yield from equal("Z124", figure("current_year_expenditure_total", slot="三"), *(figure(kind, slot="三") for kind in KINDS))
    word = next(iter(find.columns["T_TOTAL"])).split(":")[1]
    for concept in ("total_revenue_and_expenditure", "revenue_total", "expenditure_total"):
        for term in find.figures(concept, slot="一"):
            yield from equal("Z121", term, find.cell("T_TOTAL", "总计", f"revenue:{word}"))
    for concept, column in (
        ("current_year_revenue_total", "本年收入合计"),
        *((c, SOURCE_NAMES[c]) for c in ("fiscal_appropriation_revenue", *SOURCES)),
    ):
        yield from equal("Z123", figure(concept, slot="二"), find.cell("T_REV", "合计", column))
    for concept, column in (("current_year_expenditure_total", "本年支出合计"), *((kind, KIND_NAMES[kind]) for kind in KINDS)):
        yield from equal("Z124", figure(concept, slot="三"), find.cell("T_EXP", "合计", column))
    left = next(column for column in find.columns["T_FISC_TOTAL"] if column.startswith("revenue"))
    for concept in ("fiscal_appropriation_total", "fiscal_appropriation_revenue_total", "fiscal_appropriation_expenditure_total"):
        for term in find.figures(concept, slot="四"):
            yield from equal("Z125", term, find.cell("T_FISC_TOTAL", "总计", left))


def _general(find: Finder) -> Iterator[Identity]:
    figure = find.figure
    column = next((c for c in find.columns.get("T_GPB_EXP", []) if c.split("/")[-1] in ("小计", "合计")), "")
    whole = find.cell("T_GPB_EXP", "合计", column)
    for slot, rule in (("五（一）", "Z126"), ("五（二）", "Z127"), ("五（三）", "Z128")):
        yield from equal(rule, figure(GPB, slot=slot), whole)
    structure, items = find.figures(BY_FUNCTION, slot="五（二）"), find.figures(BY_FUNCTION, slot="五（三）")
    yield from equal("Z127", figure(GPB, slot="五（二）"), *structure)
    yield from equal("Z128", figure(GPB, slot="五（三）"), *items)
    yield from equal("Z128", figure(GPB, "budget", slot="五（三）"), *find.figures(BY_FUNCTION, "budget", slot="五（三）"))
    for rule, terms in (("Z127", structure), ("Z128", items)):
        for term in terms:
            yield from equal(rule, term, find.cell("T_GPB_EXP", _code(term), column))
    basic, project = "general_public_budget_basic_expenditure", "general_public_budget_project_expenditure"
    yield from equal("Z132", figure(GPB, slot="五（三）"), figure(basic, slot="五（三）"), figure(project, slot="五（三）"))
    yield from equal("Z132", figure(basic, slot="六"), figure(basic, slot="五（三）"))
    people, public = figure("personnel_expenditure", slot="六"), figure("public_operating_expenditure", slot="六")
    yield from equal("Z131", figure(basic, slot="六"), people, public)
    word = next(iter(find.columns["T_GPB_BASIC"]), "")
    yield from equal("Z131", people, find.cell("T_GPB_BASIC", "人员经费合计", word))
    yield from equal("Z131", public, find.cell("T_GPB_BASIC", "公用经费合计", word))


def _code(term: Term) -> str:
    return getattr(term.figure, "function_code", "")


def _three_public(find: Finder) -> Iterator[Identity]:
    def one(concept: str, measure: str = "final") -> Term | None:
        return find.figure(concept, measure, slot="七")

    yield from equal("Z081", one(THREE), one(ABROAD), one(CARS), one(GUESTS))
    yield from equal("Z082", one(CARS), one(BOUGHT), one(RUN))
    yield from equal("Z093", one(RUN), *find.figures("vehicle_operation_expenditure_item", slot="七"))
    yield from equal("Z133", one(GUESTS), one("domestic_reception_expenditure"), one("foreign_guest_reception_expenditure"))
    changes = [
        [term for term in find.figures(concept, "change", slot="七") if _versus(term) == "prior_year"]
        for concept in (THREE, ABROAD, CARS, GUESTS)
    ]
    if changes[0]:
        yield from equal("Z133", changes[0][0], *(terms[0] for terms in changes[1:] if terms))
    for concept in (ABROAD, CARS, GUESTS):
        yield from at_most("Z081", one(concept), one(THREE))


def _versus(term: Term) -> str:
    return getattr(term.figure, "versus", "")


def _affairs(find: Finder) -> Iterator[Identity]:
    figure = find.figure
    opening, revenue, spent, closing = (
        figure(f"government_fund_{word}", slot="八") for word in ("opening_balance", "revenue", "expenditure", "closing_balance")
    )
    yield from equal("Z095", closing, opening, revenue, minus(spent))
    total = figure("government_procurement_total", slot="十一")
    yield from equal("Z113", total, *(figure(f"government_procurement_{kind}", slot="十一") for kind in ("goods", "works", "services")))
    sme = figure("procurement_contracts_to_sme")
    yield from at_most("Z114", sme, total)
    yield from at_most("Z115", figure("procurement_contracts_to_small_micro"), sme)
    for concept, slot, row in (
        ("agency_operating_expenditure", "十", "机关运行经费"),
        ("government_procurement_total", "十一", "政府采购支出信息"),
        ("government_procurement_goods", "十一", "政府采购货物支出"),
        ("meeting_expenditure", "会议培训", "会议费"),
        ("training_expenditure", "会议培训", "培训费"),
    ):
        yield from equal("Z135", figure(concept, slot=slot), find.cell("T_OTHER", row, "决算统计数"))
    yield from at_most("Z109", figure("agency_operating_expenditure"), figure("public_operating_expenditure", slot="六"))


def _counts(find: Finder) -> Iterator[Identity]:
    kinds = list(find.figures("vehicles_by_kind", "count"))
    yield from equal("Z110", find.figure("vehicles_total", "count"), *kinds)
    yield from at_most("Z111", find.figure("official_vehicles_held_fiscal_funded", "count"), find.figure("vehicles_total", "count"))
    for concept, rule in (("staff_in_post_actual", "Z118"), ("retired_staff", "Z119")):
        terms = find.figures(concept, "count")
        yield from equal(rule, next(iter(terms), None), *terms[1:])


def _performance(find: Finder) -> Iterator[Identity]:
    budgets, spent = find.figures("project_full_year_budget", "budget"), find.figures("project_execution")
    yield from equal("Z137", find.figure("project_budget_total", "budget"), *budgets)
    yield from equal("Z137", find.figure("project_execution_total"), *spent)
    for budget, execution in zip(budgets, spent, strict=True):
        yield from at_most("Z137", execution, budget)
    yield from at_most("Z138", find.figure("whole_unit_execution_total"), find.figure("whole_unit_budget_total", "budget"))
    yield from equal("Z138", find.figure("whole_unit_execution_total"), find.figure("current_year_expenditure_total", slot="三"))
    listed = find.figures("project_expenditure_by_project")
    for term in listed:
        yield from equal("Z139", term, find.figure("project_execution", member=getattr(term.figure, "member", "")))


_TOLD_OF_MORE_THAN_ONE = ("subordinate_units",)
"""How many units there are, and how many of them have some kind of expenditure."""


def restated(find: Finder) -> Iterator[Identity]:
    """The same amount printed in more than one place of the text."""
    seen: dict[tuple[str, ...], Term] = {}
    for figure in find.disclosure.figures():
        if figure.unit == "%" or figure.versus or figure.concept in ("", "work_metric", *_TOLD_OF_MORE_THAN_ONE):
            continue
        key = (figure.concept, figure.measure, figure.function_code, figure.economic_code, figure.member)
        term = Term(figure, 1, YUAN_IN.get(figure.unit, 1))
        if key in seen:
            yield from equal("Z139", seen[key], term)
        else:
            seen[key] = term
