-- Marts reconcile with facts: an amount of a mart is the amount that a fact of the same document took from the same printed number.
with shown as (
    select 'mart_budget_execution.final_cny' as amount_name, line_id as row_id, document_id, final_cny as amount, final_observation_id as observation_id
    from marts.mart_budget_execution
    union all
    select 'mart_budget_execution.budget_cny', line_id, document_id, budget_cny, budget_observation_id from marts.mart_budget_execution
    union all
    select 'mart_budget_execution.completion_pct_printed', line_id, document_id, completion_pct_printed, completion_pct_observation_id
    from marts.mart_budget_execution
    union all
    select 'mart_structure.final_cny', line_id, document_id, final_cny, final_observation_id from marts.mart_structure
    union all
    select 'mart_structure.total_cny', line_id, document_id, total_cny, total_observation_id from marts.mart_structure
    union all
    select 'mart_three_public_league.final_cny', item_id, document_id, final_cny, final_observation_id from marts.mart_three_public_league
    union all
    select 'mart_three_public_league.budget_cny', item_id, document_id, budget_cny, budget_observation_id from marts.mart_three_public_league
    union all
    select 'mart_three_public_league.change_cny', item_id, document_id, change_cny, change_observation_id from marts.mart_three_public_league
    union all
    select 'mart_year_on_year.final_cny', line_id, document_id, final_cny, final_observation_id from marts.mart_year_on_year
    union all
    select 'mart_year_on_year.change_cny', line_id, document_id, change_cny, change_observation_id from marts.mart_year_on_year
    union all
    select
        'mart_year_on_year.prior_document_cny', told.line_id, observation.document_id, told.prior_document_cny, told.prior_observation_id
    from marts.mart_year_on_year as told
    left join marts.fct_observation as observation on told.prior_observation_id = observation.observation_id
)

select shown.amount_name, shown.row_id, shown.amount, shown.observation_id
from shown
left join intermediate.int_fact_amount as kept
    on shown.document_id = kept.document_id and shown.observation_id = kept.observation_id and shown.amount = kept.amount
where
    (shown.amount is null) <> (shown.observation_id is null)
    or (shown.amount is not null and kept.observation_id is null)
