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
}
