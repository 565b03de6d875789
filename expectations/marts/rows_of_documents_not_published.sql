with contributing as (
    select 'fct_observation' as table_name, document_id from marts.fct_observation
    union
    select 'fct_statement', document_id from marts.fct_statement
    union
    select 'fct_funding', document_id from marts.fct_funding
    union
    select 'fct_spending', document_id from marts.fct_spending
    union
    select 'fct_procurement', document_id from marts.fct_procurement
    union
    select 'fct_assets', document_id from marts.fct_assets
    union
    select 'fct_staff', document_id from marts.fct_staff
    union
    select 'fct_performance', document_id from marts.fct_performance
    union
    select 'fct_work_metric', document_id from marts.fct_work_metric
    union
    select 'mart_budget_execution', document_id from marts.mart_budget_execution
    union
    select 'mart_department_profile', document_id from marts.mart_department_profile
    union
    select 'mart_structure', document_id from marts.mart_structure
    union
    select 'mart_three_public_league', document_id from marts.mart_three_public_league
    union
    select 'mart_year_on_year', document_id from marts.mart_year_on_year
)

select contributing.table_name, contributing.document_id, document.status
from contributing
left join marts.dim_document as document on contributing.document_id = document.document_id
where coalesce(document.status, '') not in ('published', 'published_with_findings')
