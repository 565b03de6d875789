"""A body's documents of two years: what the later says of the year before, right and wrong."""

from __future__ import annotations

from dataclasses import replace

from tests.dbt.documents import change, count
from tests.dbt.landing import Document, Figure

BODY = "某区跨年局"
TOTAL, FISCAL = "total_revenue_and_expenditure", "fiscal_appropriation_total"
HELD = "official_vehicles_held_year_end"
REASON = "主要原因是本年度新增专项工作并相应安排经费"


def balance(table: str, concept: str, printed: str) -> Figure:
    return Figure(concept, concept, printed, table=table, row=concept, column="决算数")


BEFORE = Document(
    "the year before",
    (
        (
            balance("T_3PUB", "official_reception_expenditure", "3.00"),
            balance("T_TOTAL", "closing_balance", "24.00"),
            balance("T_FISC_TOTAL", "fiscal_closing_balance", "16.00"),
            Figure("total", TOTAL, "1,000.00"),
            Figure("fiscal", FISCAL, "900.00"),
            count("held", HELD, "2", "辆"),
        ),
    ),
    headings=(),
    organisation=BODY,
).stating("change_reason", "totals", REASON)
AFTER = Document(
    "the year after",
    (
        (
            balance("T_TOTAL", "opening_balance", "24.00"),
            balance("T_FISC_TOTAL", "fiscal_opening_balance", "16.00"),
            Figure("total", TOTAL, "1,100.00"),
            change("total_change", TOTAL, "100.00", "increase"),
            replace(balance("T_3PUB", "official_reception_expenditure", "3.00"), column="2020年决算数", versus="prior_year"),
            Figure("fiscal", FISCAL, "950.00"),
            Figure("fiscal_prior", FISCAL, "900.00", versus="prior_year"),
            count("bought", "vehicles_purchased", "1", "辆"),
            count("held", HELD, "3", "辆"),
        ),
    ),
    headings=("某区跨年局 2021 年度部门决算情况说明",),
    organisation=BODY,
    fiscal_year=2021,
)
# A body that leaves its closing balances blank, which are nothing where the rest makes up the total.
FRUGAL = "某区无余局"
BLANK_BEFORE = Document(
    "the year before, balances left blank",
    (
        (
            balance("T_TOTAL", "current_year_expenditure_total", "1,000.00"),
            balance("T_TOTAL", "expenditure_total", "1,000.00"),
            balance("T_FISC_TOTAL", "fiscal_appropriation_expenditure", "900.00"),
            balance("T_FISC_TOTAL", "fiscal_appropriation_expenditure_total", "916.00"),
            Figure("total", TOTAL, "1,000.00"),
            balance("T_GPB_EXP", "general_public_budget_expenditure", "800.04"),
            # The same to fewer digits.
            Figure("gpb_total", "general_public_budget_expenditure", "800.0", table="T_FISC_TOTAL", row="gpb", column="决算数"),
        ),
    ),
    headings=(),
    organisation=FRUGAL,
)
BLANK_AFTER = replace(
    AFTER,
    chapters=(
        (
            balance("T_TOTAL", "opening_balance", "0.01"),
            # What the year before left is not known: its total holds more than it tells of.
            balance("T_FISC_TOTAL", "fiscal_opening_balance", "0.01"),
            Figure("total", TOTAL, "1,100.00"),
            change("total_change", TOTAL, "100.00", "increase"),
            # The year before tells this one in a table alone.
            Figure("gpb", "general_public_budget_expenditure", "850.04"),
            change("gpb_change", "general_public_budget_expenditure", "50.00", "increase"),
        ),
    ),
    headings=("某区无余局 2021 年度部门决算情况说明",),
    organisation=FRUGAL,
)
# One whose total leaves out the balance that its text tells of: the year after that opens with it is right.
FORGETFUL = "某区漏计局"
FORGOTTEN = replace(
    BLANK_BEFORE,
    name="the year before, a balance that the total leaves out",
    chapters=(
        (
            balance("T_TOTAL", "current_year_expenditure_total", "1,000.00"),
            balance("T_TOTAL", "expenditure_total", "1,000.00"),
            Figure("closing", "closing_balance", "5.00"),
            Figure("total", TOTAL, "1,000.00"),
        ),
    ),
    organisation=FORGETFUL,
)
NOT_FORGOTTEN = replace(
    BLANK_AFTER.changed(opening_balance="5.00"), headings=("某区漏计局 2021 年度部门决算情况说明",), organisation=FORGETFUL
)
# One whose two totals disagree: which is wrong is not for the year after to tell.
DIVIDED = "某区不平局"
UNEQUAL = replace(
    FORGOTTEN,
    name="the year before, totals that disagree",
    chapters=(
        (
            balance("T_TOTAL", "current_year_expenditure_total", "1,000.00"),
            balance("T_TOTAL", "expenditure_total", "1,000.00"),
            balance("T_TOTAL", "revenue_total", "1,005.00"),
            Figure("total", TOTAL, "1,000.00"),
        ),
    ),
    organisation=DIVIDED,
)
NOT_DIVIDED = replace(NOT_FORGOTTEN, headings=("某区不平局 2021 年度部门决算情况说明",), organisation=DIVIDED)
FROM_NOTHING = BLANK_AFTER.changed(opening_balance="0.02").called("bad Z141 after a blank")
NOT_SINCE_THEN = BLANK_AFTER.changed(gpb_change="50.02").called("bad Z143 against a table")
FORMER = (BEFORE, BLANK_BEFORE, FORGOTTEN, UNEQUAL)

BAD: dict[str, Document] = {
    "Z141": AFTER.changed(opening_balance="24.02"),
    "Z142": AFTER.changed(fiscal_opening_balance="15.98"),
    "Z143": AFTER.changed(total_change="100.02"),
    "Z143-prior": AFTER.changed(fiscal_prior="900.02"),
    "Z112": AFTER.changed(held="4"),
    "Z155": AFTER.stating("change_reason", "totals", REASON),
}
GOOD: dict[str, Document] = {
    "the year after": AFTER,
    "tails between two years": AFTER.changed(opening_balance="24.01", total_change="99.99"),
    "opening balances that were adjusted": AFTER.changed(opening_balance="20.00").saying("年初结转和结余按审计意见进行了\n调整。"),
    "the year after balances that were left blank": BLANK_AFTER,
    "the year after a balance that the total left out": NOT_FORGOTTEN,
    "the year after totals that disagree": NOT_DIVIDED,
    "accounts in which nothing continues": AFTER.changed(
        opening_balance="7.00",
        fiscal_opening_balance="5.00",
        total_change="1.00",
        fiscal_prior="3.00",
        official_reception_expenditure="9.00",
    ),
}
