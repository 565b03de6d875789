"""A rule that misses its error, or cries where there is none, costs a reviewer's trust: every rule is tried both ways."""

from __future__ import annotations

import duckdb
import pytest

from tests.dbt.cases import BAD, GOOD, WAIVED, WAIVER
from tests.dbt.landing import Document
from tests.dbt.table_cases import ALSO_BAD, BEFORE_THE_LIST
from tests.dbt.year_cases import FROM_NOTHING, NOT_SINCE_THEN


def findings(built: duckdb.DuckDBPyConnection, document: Document, severities: tuple[str, ...]) -> list[tuple[str, str]]:
    return built.execute(
        "select rule_id, message_en from quality.fct_finding where document_id = ? and severity in (select unnest(?)) order by all",
        [document.document_id, list(severities)],
    ).fetchall()


@pytest.mark.parametrize("rule", BAD)
def test_a_rule_sees_what_it_is_for(built: duckdb.DuckDBPyConnection, rule: str) -> None:
    failed = built.execute(
        "select status from quality.fct_finding where document_id = ? and rule_id = ?", [BAD[rule].document_id, rule]
    ).fetchall()
    assert ("fail",) in failed


@pytest.mark.parametrize("name", ALSO_BAD)
def test_a_rule_sees_it_in_another_form_too(built: duckdb.DuckDBPyConnection, name: str) -> None:
    rule, document = ALSO_BAD[name]
    assert rule in {found for found, _ in findings(built, document, ("error", "warning"))}


def test_codes_of_years_before_the_list_are_not_called_unknown(built: duckdb.DuckDBPyConnection) -> None:
    results = "select distinct status from quality.fct_check_result where document_id = ? and rule_id = 'Z147'"
    assert built.execute(results, [BEFORE_THE_LIST.document_id]).fetchall() == [("not_applicable",)]


def test_a_balance_left_blank_counts_as_nothing_where_its_sum_says_so(built: duckdb.DuckDBPyConnection) -> None:
    nothing = GOOD["the year after balances that were left blank"]
    results = "select status from quality.fct_check_result where document_id = ? and rule_id = ? order by instance"
    told = {
        (document, rule): built.execute(results, [document.document_id, rule]).fetchall()
        for document in (FROM_NOTHING, nothing)
        for rule in ("Z141", "Z142")
    }
    assert told[FROM_NOTHING, "Z141"] == [("fail",)]
    assert told[nothing, "Z141"] == [("rounding",)]
    assert told[FROM_NOTHING, "Z142"] == told[nothing, "Z142"] == [("insufficient_data",)]


def test_what_the_text_of_the_year_before_does_not_tell_its_tables_do(built: duckdb.DuckDBPyConnection) -> None:
    results = "select status from quality.fct_check_result where document_id = ? and rule_id = 'Z143' and instance like 'general_public%'"
    right = GOOD["the year after balances that were left blank"]
    assert [built.execute(results, [document.document_id]).fetchall() for document in (NOT_SINCE_THEN, right)] == [[("fail",)], [("pass",)]]


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_said_against_what_is_right(built: duckdb.DuckDBPyConnection, name: str) -> None:
    assert findings(built, GOOD[name], ("error", "warning")) == []


def test_every_rule_has_a_document_that_it_must_catch(built: duckdb.DuckDBPyConnection) -> None:
    rules = {rule for (rule,) in built.execute("select rule_id from quality.dim_rule").fetchall()}
    assert rules == BAD.keys()


def test_every_rule_answers_for_every_document(built: duckdb.DuckDBPyConnection) -> None:
    unanswered = built.execute(
        """
        select document_id, rule_id from marts.dim_document cross join quality.dim_rule
        except select document_id, rule_id from quality.fct_check_result
        """
    ).fetchall()
    assert unanswered == []


def test_no_answer_is_lost_and_none_is_given_twice(built: duckdb.DuckDBPyConnection) -> None:
    tables = built.execute("select table_name from duckdb_tables() where database_name = 'scratch'").fetchall()
    models = [name for (name,) in tables if name.startswith("int_check_") and name != "int_check_result"]
    assert len(models) > 10
    columns = "document_id, rule_id, instance, status, reason"
    answers = " union all ".join(f"select {columns} from scratch.intermediate.{name}" for name in models)
    lost = built.execute(
        f"""
        select answer.document_id, answer.rule_id, answer.instance
        from ({answers}) as answer
        inner join marts.dim_document as document using (document_id)
        inner join quality.dim_rule as rule using (rule_id)
        left join quality.fct_check_result as result
            on answer.document_id = result.document_id and answer.rule_id = result.rule_id and answer.instance = result.instance
            and answer.status = result.status and answer.reason = result.reason
        where result.check_id is null
            and coalesce(document.fiscal_year between coalesce(rule.fiscal_year_from, 0) and coalesce(rule.fiscal_year_to, 9999), true)
        """
    ).fetchall()
    twice = built.execute("select document_id, rule_id, instance from quality.fct_check_result group by all having count(*) > 1").fetchall()
    assert lost == twice == []


def test_a_document_says_how_far_it_was_checked(built: duckdb.DuckDBPyConnection) -> None:
    told = built.execute("select check_coverage, figures_checked, figures_mapped from quality.fct_document_quality").fetchall()
    assert all(checked <= mapped for _, checked, mapped in told)
    whole = [coverage for coverage, _, mapped in told if mapped > 50]
    assert len(whole) > 10
    assert min(whole) > 0.5


def test_what_could_not_be_decided_says_why(built: duckdb.DuckDBPyConnection) -> None:
    silent = built.execute(
        "select rule_id from quality.fct_check_result where (reason = '') <> (status in ('pass', 'rounding', 'fail'))"
    ).fetchall()
    assert silent == []


def test_an_error_holds_back_its_document_and_no_other(built: duckdb.DuckDBPyConnection) -> None:
    status = dict(built.execute("select source_name, status from marts.dim_document").fetchall())
    severity = dict(built.execute("select rule_id, severity from quality.dim_rule").fetchall())
    for rule, document in BAD.items():
        if severity[rule] == "error":
            assert status[f"{document.name}.txt"] == "quarantined", rule
    assert "quarantined" not in {status[f"{document.name}.txt"] for document in GOOD.values()}


def test_a_quarantined_document_is_in_no_mart_but_can_be_reviewed(built: duckdb.DuckDBPyConnection) -> None:
    document = BAD["Z123-sum"].document_id
    assert built.execute("select count(*) from marts.fct_observation where document_id = ?", [document]).fetchone() == (0,)
    assert built.execute("select count(*) from marts.mart_department_profile where document_id = ?", [document]).fetchone() == (0,)
    (seen,) = built.execute("select count(*) from quality.fct_observation where document_id = ?", [document]).fetchone() or (0,)
    assert seen > 100


def test_what_a_reviewer_accepted_is_published_with_its_finding(built: duckdb.DuckDBPyConnection) -> None:
    found = built.execute(
        "select rule_id, severity, waiver, reviewer from quality.fct_finding where document_id = ? and severity = 'error'",
        [WAIVED.document_id],
    ).fetchall()
    assert found == [("Z123-sum", "error", WAIVER, "Li")]
    status = built.execute("select status, status_reason from marts.dim_document where document_id = ?", [WAIVED.document_id]).fetchone()
    assert status is not None and status[0] == "published_with_findings"
    assert "1 error(s) accepted by a reviewer" in status[1]


def test_every_waiver_says_what_became_of_it(built: duckdb.DuckDBPyConnection) -> None:
    told = built.execute("select rule_id, document_id, status, explanation_en from quality.fct_waiver order by status").fetchall()
    assert told == [
        ("Z123-sum", WAIVED.document_id, "attached", "published with the finding"),
        ("Z124-sum", WAIVED.document_id, "gone", "there is no such check any more"),
    ]


def test_a_finding_shows_both_sides_and_every_figure_in_its_place(built: duckdb.DuckDBPyConnection) -> None:
    row = built.execute(
        """
        select left_value, right_value, difference, tolerance, unit, printed_terms, message_zh, message_en, quotes
        from quality.fct_finding where document_id = ? and rule_id = 'Z123-sum'
        """,
        [BAD["Z123-sum"].document_id],
    ).fetchone()
    assert row is not None
    left, right, difference, tolerance, unit, printed, zh, en, quotes = row
    assert [str(value) for value in (left, right, difference, tolerance)] == ["1000.020000", "1000.000000", "0.020000", "0.015000"]
    assert unit == "万元"
    assert printed == ["1,000.00", "900.00", "100.02"]
    assert zh == "本年收入合计：各项之和 1000.02万元，合计 1000万元，相差 0.02万元。"
    assert en == "Revenue of the year: the parts add up to 1000.02万元, the total is printed as 1000万元; difference 0.02万元."
    (text,) = built.execute("select text from raw.raw_text where document_id = ?", [BAD["Z123-sum"].document_id]).fetchone() or ("",)
    assert [text[quote["char_start"] : quote["char_end"]] for quote in quotes] == printed


def test_words_are_shown_where_they_stand(built: duckdb.DuckDBPyConnection) -> None:
    for rule in ("Z148", "Z151", "Z151-placeholder", "Z152", "Z154"):
        document = BAD[rule].document_id
        ((quotes, text),) = built.execute(
            "select quotes, text from quality.fct_finding join raw.raw_text using (document_id) where document_id = ? and rule_id = ?",
            [document, rule],
        ).fetchall()
        (quote,) = quotes
        found = text[quote["char_start"] : quote["char_end"]]
        assert "".join(found.split()) == quote["printed"] and found in quote["quote"], rule
