"""Two consistent disclosures in figures: one that lists classes and appropriations as a whole, one that lists items and funds.

Every rule of the catalogue has in them what it speaks of; the tests break one figure at a time.
"""

from __future__ import annotations

from tests.dbt.landing import Document, Figure

INITIAL, ADJUSTED, FULL = "initial_budget", "adjusted_budget", "full_year_budget"
GPB = "general_public_budget_expenditure"
CLASS = f"{GPB}_by_function"


def rate(name: str, concept: str, printed: str, of: str, **more: str) -> Figure:
    return Figure(name, concept, printed, "%", of=of, **({"measure": "share_pct"} | more))  # type: ignore[arg-type]


def change(name: str, concept: str, printed: str, direction: str, **more: str) -> Figure:
    return Figure(name, concept, printed, direction=direction, **({"measure": "change", "versus": "prior_year"} | more))  # type: ignore[arg-type]


def growth(name: str, concept: str, printed: str, of: str, direction: str = "increase") -> Figure:
    return Figure(name, concept, printed, "%", "change_pct", versus="prior_year", direction=direction, of=of)


def budget(name: str, concept: str, printed: str, basis: str, **more: str) -> Figure:
    return Figure(name, concept, printed, measure="budget", basis=basis, **more)  # type: ignore[arg-type]


def completion(name: str, concept: str, printed: str, of: str, basis: str, **more: str) -> Figure:
    return Figure(name, concept, printed, "%", "completion_pct", basis=basis, of=of, **more)  # type: ignore[arg-type]


def count(name: str, concept: str, printed: str, unit: str, **more: str) -> Figure:
    return Figure(name, concept, printed, unit, "count", **more)  # type: ignore[arg-type]


def told_before(quote: str) -> Figure:
    """Total revenue, told of the year before."""
    return Figure("before", "revenue_total", "900.00", versus="prior_year", phrase="上年收入总计", quote=quote)


def held_before(quote: str) -> Figure:
    """Vehicles held, told of the year before."""
    return count("before", "official_vehicles_held_year_end", "3", "辆", versus="prior_year", phrase="上年末公务用车保有量", quote=quote)


def held(printed: str) -> Figure:
    return count("held", "official_vehicles_held_year_end", printed, "辆")


STAFF = (
    count("staff", "staff_in_post_actual", "15", "人"),
    count("staff_administrative", "staff_in_post_actual", "5", "人", member="行政", part_of="staff"),
    count("staff_institutional", "staff_in_post_actual", "10", "人", member="事业", part_of="staff"),
    count("staff_civil_service", "staff_in_post_actual", "2", "人", member="参照公务员法管理", part_of="staff_institutional"),
    count("retired", "retired_staff", "3", "人"),
    count("retired_honoured", "retired_staff", "1", "人", member="离休", part_of="retired"),
    count("retired_other", "retired_staff", "2", "人", member="退休", part_of="retired"),
)
STAFF_IN_ALL = (
    count("all_staff", "staff_total", "58", "人"),
    count("in_post", "staff_in_post_actual", "39", "人", part_of="all_staff"),
    count("honoured", "retired_staff", "0", "人", member="离休", part_of="all_staff"),
    count("retired_of_all", "retired_staff", "19", "人", member="退休", part_of="all_staff"),
)
TOTALS = (
    Figure("total", "total_revenue_and_expenditure", "1,000.00"),
    change("total_change", "total_revenue_and_expenditure", "100.00", "increase"),
    growth("total_growth", "total_revenue_and_expenditure", "11.11", "total_change"),
)
REVENUE = (
    Figure("revenue", "current_year_revenue_total", "1,000.00"),
    Figure("fiscal", "fiscal_appropriation_revenue", "900.00", part_of="revenue"),
    rate("fiscal_share", "fiscal_appropriation_revenue", "90.00", "fiscal", base="current_year_revenue_total"),
    Figure("other", "other_revenue", "100.00", part_of="revenue"),
    rate("other_share", "other_revenue", "10.00", "other", base="current_year_revenue_total", after="。"),
)
EXPENDITURE = (
    Figure("expenditure", "current_year_expenditure_total", "1,000.00"),
    Figure("basic", "basic_expenditure", "400.00", part_of="expenditure"),
    rate("basic_share", "basic_expenditure", "40.00", "basic", base="current_year_expenditure_total"),
    Figure("project", "project_expenditure", "600.00", part_of="expenditure"),
    rate("project_share", "project_expenditure", "60.00", "project", base="current_year_expenditure_total"),
)
GENERAL = (
    Figure("gpb", GPB, "900.00"),
    rate("gpb_share", GPB, "90.00", "gpb", base="current_year_expenditure_total"),
    Figure("class_201", CLASS, "500.00", code="201", part_of="gpb"),
    rate("share_201", CLASS, "55.56", "class_201", code="201", part_of="gpb"),
    Figure("class_208", CLASS, "400.00", code="208", part_of="gpb"),
    rate("share_208", CLASS, "44.44", "class_208", code="208", part_of="gpb"),
    budget("gpb_budget", GPB, "1,000.00", ADJUSTED),
    Figure("gpb_again", GPB, "900.00"),
    completion("gpb_completion", GPB, "90.00", "gpb_again", ADJUSTED),
    Figure("gpb_basic", "general_public_budget_basic_expenditure", "400.00", part_of="gpb_again"),
    Figure("gpb_project", "general_public_budget_project_expenditure", "500.00", part_of="gpb_again"),
    Figure("listed_a", "project_expenditure_by_project", "300.00", member="甲项目"),
    Figure("listed_b", "project_expenditure_by_project", "100.00", member="乙项目"),
    budget("budget_201", CLASS, "600.00", ADJUSTED, code="201"),
    Figure("final_201", CLASS, "500.00", code="201"),
    completion("completion_201", CLASS, "83.33", "final_201", ADJUSTED, code="201"),
    budget("budget_208", CLASS, "400.00", ADJUSTED, code="208"),
    Figure("final_208", CLASS, "400.00", code="208"),
    completion("completion_208", CLASS, "100.00", "final_208", ADJUSTED, code="208"),
)
BASIC = (
    Figure("gpb_basic_again", "general_public_budget_basic_expenditure", "400.00"),
    Figure("personnel", "personnel_expenditure", "300.00"),
    Figure("public", "public_operating_expenditure", "100.00"),
)
THREE = (
    budget("three_budget", "three_public_expenditure", "20.00", INITIAL),
    Figure("three", "three_public_expenditure", "10.00"),
    completion("three_completion", "three_public_expenditure", "50.00", "three", INITIAL),
    budget("overseas_budget", "overseas_travel_expenditure", "5.00", INITIAL),
    Figure("overseas", "overseas_travel_expenditure", "0.00"),
    completion("overseas_completion", "overseas_travel_expenditure", "0", "overseas", INITIAL),
    count("groups", "overseas_groups", "0", "个"),
    budget("vehicles_budget", "vehicle_purchase_and_operation_expenditure", "10.00", INITIAL),
    Figure("vehicles", "vehicle_purchase_and_operation_expenditure", "8.00"),
    budget("purchase_budget", "vehicle_purchase_expenditure", "0.00", INITIAL),
    Figure("purchase", "vehicle_purchase_expenditure", "0.00"),
    count("bought", "vehicles_purchased", "0", "辆"),
    budget("operation_budget", "vehicle_operation_expenditure", "10.00", INITIAL),
    Figure("operation", "vehicle_operation_expenditure", "8.00"),
    change("operation_change", "vehicle_operation_expenditure", "2.00", "decrease", versus="budget", basis=INITIAL),
    Figure("fuel", "vehicle_operation_expenditure_item", "5.00", member="燃料费", part_of="operation"),
    Figure("repair", "vehicle_operation_expenditure_item", "3.00", member="维修费", part_of="operation", after="。"),
    count("held", "official_vehicles_held_year_end", "2", "辆"),
    count("funded", "official_vehicles_held_fiscal_funded", "2", "辆"),
    budget("reception_budget", "official_reception_expenditure", "5.00", INITIAL),
    Figure("reception", "official_reception_expenditure", "2.00"),
    rate("reception_share", "official_reception_expenditure", "20.00", "reception", base="three_public_expenditure"),
    Figure("domestic", "domestic_reception_expenditure", "1.50", part_of="reception"),
    count("batches", "domestic_reception_batches", "3", "批次"),
    Figure("foreign", "foreign_guest_reception_expenditure", "0.50", part_of="reception"),
    change("three_change", "three_public_expenditure", "2.00", "increase"),
    growth("three_growth", "three_public_expenditure", "25.00", "three_change"),
    change("overseas_change", "overseas_travel_expenditure", "0.00", "increase"),
    change("vehicles_change", "vehicle_purchase_and_operation_expenditure", "1.00", "increase"),
    change("reception_change", "official_reception_expenditure", "1.00", "increase"),
)
FUNDS = (
    Figure("fund_opening", "government_fund_opening_balance", "10.00"),
    Figure("fund_revenue", "government_fund_revenue", "5.00"),
    Figure("fund_spent", "government_fund_expenditure", "3.00"),
    Figure("fund_closing", "government_fund_closing_balance", "12.00"),
    Figure("capital_opening", "state_capital_operating_budget_opening_balance", "1.00"),
    Figure("capital_revenue", "state_capital_operating_budget_revenue", "0.00"),
    Figure("capital_spent", "state_capital_operating_budget_expenditure", "0.00"),
    Figure("capital_closing", "state_capital_operating_budget_closing_balance", "1.00"),
    Figure("agency", "agency_operating_expenditure", "50.00"),
    change("agency_change", "agency_operating_expenditure", "10.00", "increase"),
    growth("agency_growth", "agency_operating_expenditure", "25.00", "agency_change"),
)
PROCUREMENT = (
    Figure("procurement", "government_procurement_total", "80.00"),
    Figure("goods", "government_procurement_goods", "30.00", part_of="procurement"),
    Figure("works", "government_procurement_works", "10.00", part_of="procurement"),
    Figure("services", "government_procurement_services", "40.00", part_of="procurement"),
    Figure("sme", "procurement_contracts_to_sme", "60.00"),
    rate("sme_share", "procurement_contracts_to_sme", "75.00", "sme", base="government_procurement_total"),
    Figure("micro", "procurement_contracts_to_small_micro", "30.00"),
    rate("micro_share", "procurement_contracts_to_small_micro", "50.00", "micro", base="procurement_contracts_to_sme"),
    count("cars", "vehicles_total", "2", "辆"),
    count("cars_service", "vehicles_by_kind", "1", "辆", member="应急保障用车", part_of="cars"),
    count("cars_other", "vehicles_by_kind", "1", "辆", member="其他用车", part_of="cars", after="。"),
)
PERFORMANCE = (
    count("evaluated", "self_evaluated_projects", "2", "个"),
    count("rated_first", "projects_by_rating", "1", "个", member="优", part_of="evaluated"),
    count("rated_second", "projects_by_rating", "1", "个", member="良", part_of="evaluated"),
    budget("projects_budget", "project_budget_total", "450.00", ""),
    Figure("projects_executed", "project_execution_total", "400.00"),
    budget("whole_budget", "whole_unit_budget_total", "1,000.00", ""),
    Figure("whole_executed", "whole_unit_execution_total", "900.00"),
    count("first_level", "level1_projects", "2", "个"),
    budget("budget_a", "project_full_year_budget", "300.00", FULL, member="甲项目"),
    Figure("executed_a", "project_execution", "300.00", member="甲项目"),
    completion("completion_a", "project_budget_completion", "100", "executed_a", FULL, member="甲项目"),
    budget("budget_b", "project_full_year_budget", "150.00", FULL, member="乙项目"),
    Figure("executed_b", "project_execution", "100.00", member="乙项目"),
    completion("completion_b", "project_budget_completion", "67", "executed_b", FULL, member="乙项目"),
)

CLASSES = Document("classes", (STAFF, TOTALS, REVENUE, EXPENDITURE, GENERAL, BASIC, THREE, FUNDS, PROCUREMENT, PERFORMANCE))


def items(digits: str) -> tuple[Figure, ...]:
    return (
        budget("gpb_budget", GPB, "1,000.00", INITIAL),
        Figure("gpb", GPB, "900.00"),
        completion("gpb_completion", GPB, "90.00", "gpb", INITIAL),
        budget("item_budget_a", CLASS, "600.00", INITIAL, code=f"201{digits}"),
        Figure("item_a", CLASS, "500.00", code=f"201{digits}"),
        budget("item_budget_b", CLASS, "400.00", INITIAL, code=f"208{digits}"),
        Figure("item_b", CLASS, "400.00", code=f"208{digits}"),
    )


# What the year before was is printed here, and nothing else may take it for this year's.
AGAINST_PRIOR = (
    Figure("total", "total_revenue_and_expenditure", "1,000.00"),
    Figure("total_prior", "total_revenue_and_expenditure", "900.00", versus="prior_year", phrase="上年收、支总计"),
    change("total_change", "total_revenue_and_expenditure", "100.00", "increase"),
    growth("total_growth", "total_revenue_and_expenditure", "11.11", "total_change"),
)
BY_FUND = (
    Figure("revenue", "current_year_revenue_total", "1,000.00"),
    Figure("general_revenue", "general_public_budget_revenue", "895.00", part_of="revenue"),
    rate("general_share", "general_public_budget_revenue", "89.50", "general_revenue", base="current_year_revenue_total"),
    Figure("fund_revenue", "government_fund_revenue", "5.00", part_of="revenue"),
    rate("fund_share", "government_fund_revenue", "0.50", "fund_revenue", base="current_year_revenue_total"),
    Figure("other", "other_revenue", "100.00", part_of="revenue"),
    rate("other_share", "other_revenue", "10.00", "other", base="current_year_revenue_total", after="。"),
)
ITEMS = Document("items", (AGAINST_PRIOR, BY_FUND, items("0101")))
GROUPS = Document("groups", (AGAINST_PRIOR, BY_FUND, items("01")))
