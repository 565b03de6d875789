"""Figures that cannot be traced, or amounts that changed on the way to the marts, would make every answer doubtful."""

from __future__ import annotations

from decimal import Decimal

import duckdb

from tests.dbt.cases import GOOD
from tests.dbt.evaluation_cases import MEMBER, PROJECT

DOCUMENT = GOOD["classes"].document_id

FACTS = {
    "fct_funding": ("final", "change", "share_pct", "opening_balance"),
    "fct_spending": ("initial_budget", "adjusted_budget", "final", "completion_pct", "share_pct", "change"),
    "fct_procurement": ("amount", "share_pct"),
    "fct_assets": ("count",),
    "fct_staff": ("count",),
    "fct_performance": ("budget", "executed", "completion_pct"),
}


def one(built: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    row = built.execute(query, [DOCUMENT]).fetchone()
    assert row is not None
    return row


def test_amounts_are_in_yuan_and_lead_back_to_their_quote(built: duckdb.DuckDBPyConnection) -> None:
    found = one(
        built,
        """
        select final_cny, printed, value_cny from marts.fct_spending
        inner join marts.fct_observation on final_observation_id = observation_id
        where fct_spending.document_id = ? and fct_spending.concept = 'current_year_expenditure_total'
        """,
    )
    assert found == (Decimal("10000000.000000"), "1,000.00", Decimal("10000000.000000"))


def test_every_value_of_a_fact_is_that_of_its_observation(built: duckdb.DuckDBPyConnection) -> None:
    checked = 0
    for table, columns in FACTS.items():
        names = [name for name, *_ in built.execute(f"describe marts.{table}").fetchall()]
        for column in columns:
            value = next(name for name in (f"{column}_cny", f"{column}_printed", column) if name in names)
            rows = built.execute(
                f"""
                select abs(fact.{value}), abs(case when seen.unit <> '' then coalesce(seen.value_cny, seen.value) end)
                from marts.{table} as fact
                inner join marts.fct_observation as seen on fact.{column}_observation_id = seen.observation_id
                """
            ).fetchall()
            assert all(stated == observed for stated, observed in rows), (table, column)
            checked += len(rows)
    assert checked > 500


def test_percentages_are_recomputed_beside_what_is_printed(built: duckdb.DuckDBPyConnection) -> None:
    cut = GOOD["percentages cut off instead of rounded"].document_id
    found = built.execute(
        "select share_pct_printed, share_pct_recomputed from marts.fct_spending where document_id = ? and function_code = '201'", [cut]
    ).fetchall()
    assert found == [(Decimal("55.550000"), Decimal("55.560000"))]


def test_a_decrease_is_negative(built: duckdb.DuckDBPyConnection) -> None:
    query = "select change_to_budget_cny from marts.fct_spending where document_id = ? and concept = 'vehicle_operation_expenditure'"
    assert one(built, query) == (Decimal("-20000.000000"),)


def test_the_year_before_is_not_taken_for_this_year(built: duckdb.DuckDBPyConnection) -> None:
    found = built.execute(
        "select final_cny, prior_year_cny from marts.fct_funding where document_id = ? and concept = 'total_revenue_and_expenditure'",
        [GOOD["items"].document_id],
    ).fetchall()
    assert found == [(Decimal(10000000), Decimal(9000000))]


def test_the_first_mention_stands_for_a_figure_told_twice(built: duckdb.DuckDBPyConnection) -> None:
    twice = GOOD["the same figure one digit off"].document_id
    found = built.execute(
        "select final_cny from marts.fct_spending where document_id = ? and concept = 'general_public_budget_basic_expenditure'", [twice]
    ).fetchall()
    assert found == [(Decimal("4000000.000000"),)]


def test_the_marts_answer(built: duckdb.DuckDBPyConnection) -> None:
    assert one(
        built,
        "select budget_cny, final_cny, unspent_cny, exceeds_budget, completion_pct from marts.mart_budget_execution "
        "where document_id = ? and function_code = '201'",
    ) == (Decimal(6000000), Decimal(5000000), Decimal(1000000), False, Decimal("83.33"))
    assert one(
        built, "select prior_year_cny, vehicles_held from marts.mart_three_public_league where document_id = ? and concept like 'three%'"
    ) == (Decimal(80000), Decimal(2))
    assert one(
        built, "select implied_prior_cny from marts.mart_year_on_year where document_id = ? and concept = 'total_revenue_and_expenditure'"
    ) == (Decimal(9000000),)
    assert one(
        built, "select share_pct, share_pct_printed from marts.mart_structure where document_id = ? and concept = 'other_revenue'"
    ) == (Decimal(10), Decimal(10))
    assert one(
        built, "select revenue_cny, fiscal_dependency_pct, sme_share_pct, personnel_per_head_cny, staff from marts.mart_department_profile "
        "where document_id = ?",
    ) == (Decimal(10000000), Decimal(90), Decimal(75), Decimal("200000.00"), Decimal(15))  # fmt: skip


def test_coverage_counts_only_figures(built: duckdb.DuckDBPyConnection) -> None:
    assert one(built, "select coverage, figures_unmapped from quality.fct_document_quality where document_id = ?") == (Decimal(1), 0)


def test_a_form_of_evaluation_is_one_row_of_the_project(built: duckdb.DuckDBPyConnection) -> None:
    columns = "budget_cny, budget_basis, executed_cny, completion_pct_printed, completion_pct_recomputed, score"
    query = f"select subject_kind, subject, {columns} from marts.fct_performance where document_id = ?"
    assert built.execute(query, [GOOD["a form of evaluation"].document_id]).fetchall() == [("project", MEMBER, *PROJECT)]
