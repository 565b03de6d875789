"""For each expectation the statements that plant, in a build of the sample, the defect it must catch."""

from __future__ import annotations

_FIRST = "(select min(document_id) from raw.raw_document where intake_status = 'read')"
_ONE = "observation_id = (select min(observation_id) from {table} where status = 'mapped' and value_cny is not null)"
_RAW = _ONE.format(table="raw.raw_observation")
_QUALITY = _ONE.format(table="quality.fct_observation")

DEFECTS: dict[tuple[str, str], list[str]] = {
    ("landing", "rows_sharing_a_key"): ["insert into raw.raw_statement select * from raw.raw_statement limit 1"],
    ("landing", "rows_of_no_document_read"): [
        "update raw.raw_document set intake_status = 'rejected', reject_code = 'x', reject_reason_zh = 'x', reject_reason_en = 'x'"
    ],
    ("landing", "documents_read_but_not_observed"): [f"delete from raw.raw_observation where document_id = {_FIRST}"],
    ("landing", "rejections_without_a_reason"): ["update raw.raw_document set reject_reason_zh = null where intake_status = 'rejected'"],
    ("landing", "documents_read_of_the_wrong_kind"): [f"update raw.raw_document set document_kind = 'budget' where document_id = {_FIRST}"],
    ("landing", "observations_numbered_with_gaps"): ["delete from raw.raw_observation where ordinal = 3"],
    ("landing", "spans_that_overlap"): [
        "update raw.raw_observation set char_start = char_start - 100, char_end = char_end - 100 where ordinal = 50"
    ],
    ("landing", "spans_not_as_printed"): [f"update raw.raw_observation set char_end = char_end - 1 where {_RAW}"],
    ("landing", "documents_with_digits_unaccounted_for"): ["update raw.raw_text set text = text || '7'"],
    ("landing", "references_that_lead_nowhere"): [f"update raw.raw_observation set group_ordinal = 99999 where {_RAW}"],
    ("landing", "figures_without_meaning_or_value"): [f"update raw.raw_observation set value = null where {_RAW}"],
    ("landing", "statuses_in_use"): [f"update raw.raw_observation set status = 'guessed' where {_RAW}"],
    ("landing", "measures_in_use"): [f"update raw.raw_observation set measure = 'planned' where {_RAW}"],
    ("landing", "bases_in_use"): [f"update raw.raw_observation set basis = 'last_year' where {_RAW}"],
    ("landing", "comparisons_in_use"): [f"update raw.raw_observation set versus = 'plan' where {_RAW}"],
    ("landing", "directions_in_use"): [f"update raw.raw_observation set direction = 'up' where {_RAW}"],
    ("landing", "funds_in_use"): [f"update raw.raw_observation set fund = 'secret' where {_RAW}"],
    ("landing", "origins_in_use"): [f"update raw.raw_observation set origin = 'picture' where {_RAW}"],
    ("landing", "intake_statuses_in_use"): [f"update raw.raw_document set intake_status = 'lost' where document_id = {_FIRST}"],
    ("landing", "formats_in_use"): [f"update raw.raw_document set format = 'wps' where document_id = {_FIRST}"],
    ("facts", "observations_lost_or_invented"): [f"delete from quality.fct_observation where {_QUALITY}"],
    ("facts", "observations_altered_on_the_way"): [f"update quality.fct_observation set value = value + 0.000001 where {_QUALITY}"],
    ("facts", "statements_lost_or_invented"): ["delete from marts.fct_statement where ordinal = 1"],
    ("facts", "documents_lost_or_repeated"): ["delete from marts.dim_document where status = 'rejected'"],
    ("facts", "published_observations_unlike_all_observations"): ["delete from marts.fct_observation where ordinal = 1"],
    ("facts", "figures_of_unknown_concepts"): [f"update quality.fct_observation set concept = 'no_such_concept' where {_QUALITY}"],
    ("facts", "money_without_yuan"): [f"update quality.fct_observation set value_cny = null where {_QUALITY}"],
    ("facts", "amounts_that_lead_nowhere"): ["update marts.fct_spending set final_observation_id = 'nowhere' where final_cny is not null"],
    ("facts", "amounts_unlike_the_number_printed"): ["update marts.fct_funding set final_cny = final_cny * 10 where final_cny <> 0"],
    ("reconciliation", "an_empty_catalogue"): ["delete from quality.dim_rule"],
    ("reconciliation", "checks_not_answered"): [
        "delete from quality.fct_check_result where rule_id = (select min(rule_id) from quality.fct_check_result)"
    ],
    ("reconciliation", "checks_answered_twice"): ["insert into quality.fct_check_result select * from quality.fct_check_result limit 1"],
    ("reconciliation", "answers_to_nothing_asked"): [
        "update quality.fct_check_result set rule_id = 'Z999' where check_id = (select min(check_id) from quality.fct_check_result)"
    ],
    ("reconciliation", "undecided_without_a_reason"): [
        "update quality.fct_check_result set reason = '' where status in ('not_applicable', 'insufficient_data')"
    ],
    ("reconciliation", "answers_against_their_own_figures"): [
        "update quality.fct_check_result set status = 'pass' where status = 'rounding'"
    ],
    ("reconciliation", "failures_without_a_finding"): [
        "delete from quality.fct_finding where finding_id = (select min(finding_id) from quality.fct_finding)"
    ],
    ("reconciliation", "errors_about_to_be_published"): [
        "update quality.fct_finding set severity = 'error' where finding_id = "
        "(select min(finding_id) from quality.fct_finding where severity = 'warning')"
    ],
    ("reconciliation", "documents_with_the_wrong_status"): [
        "update marts.dim_document set status = 'quarantined' where status = 'published_with_findings'"
    ],
    ("reconciliation", "findings_a_person_cannot_read"): ["update quality.fct_finding set message_en = 'Off by {difference}.'"],
    ("reconciliation", "terms_that_lead_nowhere"): [
        "update quality.fct_check_result set terms = ['nowhere'] where check_id = (select min(check_id) from quality.fct_check_result)"
    ],
    ("reconciliation", "waivers_not_accounted_for"): [
        "update quality.fct_finding set waiver = 'so', reviewer = 'nobody', waived_on = date '2026-01-01' where finding_id = "
        "(select min(finding_id) from quality.fct_finding)"
    ],
    ("reconciliation", "waiver_statuses_in_use"): [
        "insert into quality.fct_waiver by name select 'f' as finding_id, 'forgotten' as status"
    ],
    ("reconciliation", "statuses_in_use"): ["update quality.fct_check_result set status = 'maybe' where status = 'rounding'"],
    ("reconciliation", "severities_in_use"): ["update quality.fct_finding set severity = 'fatal' where severity = 'warning'"],
    ("marts", "tables_of_the_contract_missing"): ["drop table marts.fct_staff"],
    ("marts", "rows_of_documents_not_published"): ["update marts.dim_document set status = 'quarantined' where status <> 'rejected'"],
    ("marts", "published_documents_without_figures"): ["delete from marts.fct_observation"],
    ("marts", "documents_of_unknown_organisations"): ["delete from marts.dim_organisation"],
    ("marts", "amounts_unlike_the_facts"): ["update marts.mart_structure set total_cny = total_cny + 0.01"],
    ("marts", "profiles_missing_or_repeated"): ["insert into marts.mart_department_profile from marts.mart_department_profile"],
    ("marts", "coverage_not_as_counted"): ["update quality.fct_document_quality set figures_mapped = figures_mapped + 1"],
    ("facts", "documents_altered_on_the_way"): [
        f"update marts.dim_document set fiscal_year = fiscal_year + 1 where document_id = {_FIRST}"
    ],
    ("facts", "rows_sharing_a_key"): ["insert into marts.fct_staff select * from marts.fct_staff limit 1"],
    ("facts", "identities_unlike_their_rows"): ["update marts.fct_spending set function_code = '299' where function_code = '201'"],
    ("facts", "figures_cited_by_another_row"): [
        "update marts.fct_staff set staff_id = staff_id || 'x' where staff_id = (select min(staff_id) from marts.fct_staff)"
    ],
    ("facts", "amounts_lost_or_misplaced"): [
        "delete from marts.fct_funding where funding_id = (select min(funding_id) from marts.fct_funding)"
    ],
    ("facts", "percentages_not_as_recomputed"): [
        "update marts.fct_spending set completion_pct_recomputed = completion_pct_recomputed + 0.01 where completion_pct_recomputed > 0"
    ],
    ("facts", "work_results_lost_or_altered"): [
        "delete from marts.fct_work_metric where observation_id = (select min(observation_id) from marts.fct_work_metric)"
    ],
    ("facts", "attributes_unlike_the_numbers"): [
        "update marts.fct_spending set completion_basis = 'last_year' where completion_basis <> ''"
    ],
    ("reconciliation", "rules_lost_or_altered"): [
        "delete from quality.dim_rule where rule_id = 'Z123-sum'",
        "delete from quality.fct_check_result where rule_id = 'Z123-sum'",
    ],
    ("reconciliation", "rows_sharing_a_key"): ["insert into quality.fct_finding select * from quality.fct_finding limit 1"],
    ("reconciliation", "findings_unlike_their_checks"): ["update quality.fct_finding set severity = 'info' where severity = 'warning'"],
    ("reconciliation", "quotes_not_as_printed"): [
        "update quality.fct_finding set printed_terms = list_append(printed_terms, '0.00') where finding_id = "
        "(select min(finding_id) from quality.fct_finding)"
    ],
    ("reconciliation", "checks_not_as_counted"): ["update quality.fct_document_quality set checks_fail = 0 where checks_fail > 0"],
    ("marts", "rows_sharing_a_key"): ["insert into marts.mart_structure select * from marts.mart_structure limit 1"],
    ("marts", "lists_unlike_the_reference"): [
        "update marts.dim_function_class set name = name || 'x' where rowid = (select min(rowid) from marts.dim_function_class)"
    ],
    ("marts", "rows_lost_between_facts_and_marts"): [
        "delete from marts.mart_budget_execution where line_id = (select min(line_id) from marts.mart_budget_execution)"
    ],
    ("marts", "names_unlike_the_document"): ["update marts.mart_structure set fiscal_year = fiscal_year - 1"],
    ("marts", "columns_unlike_the_facts"): [
        "update marts.mart_structure set share_pct_printed = share_pct_printed + 0.01 where share_pct_printed is not null"
    ],
    ("marts", "sums_not_as_computed"): [
        "update marts.mart_budget_execution set completion_pct = completion_pct + 0.02 where completion_pct > 0"
    ],
    ("marts", "profiles_unlike_the_figures"): ["update marts.mart_department_profile set revenue_cny = revenue_cny + 0.01"],
    ("marts", "findings_not_as_counted"): ["update marts.mart_department_profile set warnings = 0"],
}
