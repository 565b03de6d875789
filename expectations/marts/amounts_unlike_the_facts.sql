-- Marts reconcile with facts: an amount of a mart is the amount that a fact of the same document took from the same printed number.
with shown as (
    select 'mart_budget_execution.final_cny' as amount_name, document_id, final_cny as amount, final_observation_id as observation_id
    from marts.mart_budget_execution
    union all
    select 'mart_budget_execution.budget_cny', document_id, budget_cny, budget_observation_id from marts.mart_budget_execution
    union all
    select 'mart_structure.final_cny', document_id, final_cny, final_observation_id from marts.mart_structure
    union all
    select 'mart_structure.total_cny', document_id, total_cny, total_observation_id from marts.mart_structure
    union all
    select 'mart_three_public_league.final_cny', document_id, final_cny, final_observation_id from marts.mart_three_public_league
    union all
    select 'mart_three_public_league.budget_cny', document_id, budget_cny, budget_observation_id from marts.mart_three_public_league
    union all
    select 'mart_three_public_league.change_cny', document_id, change_cny, change_observation_id from marts.mart_three_public_league
    union all
    select 'mart_year_on_year.final_cny', document_id, final_cny, final_observation_id from marts.mart_year_on_year
    union all
    select 'mart_year_on_year.change_cny', document_id, change_cny, change_observation_id from marts.mart_year_on_year
),

kept as (
    select document_id, final_cny as amount, final_observation_id as observation_id from marts.fct_funding
    union
    select document_id, change_cny, change_observation_id from marts.fct_funding
    union
    select document_id, final_cny, final_observation_id from marts.fct_spending
    union
    select document_id, change_cny, change_observation_id from marts.fct_spending
    union
    select document_id, initial_budget_cny, initial_budget_observation_id from marts.fct_spending
    union
    select document_id, adjusted_budget_cny, adjusted_budget_observation_id from marts.fct_spending
    union
    select document_id, full_year_budget_cny, full_year_budget_observation_id from marts.fct_spending
    union
    select document_id, unstated_budget_cny, unstated_budget_observation_id from marts.fct_spending
    union
    select document_id, budget_cny, budget_observation_id from marts.fct_performance
    union
    select document_id, executed_cny, executed_observation_id from marts.fct_performance
)

select shown.amount_name, shown.document_id, shown.amount, shown.observation_id
from shown
left join kept
    on shown.document_id = kept.document_id and shown.observation_id = kept.observation_id and shown.amount = kept.amount
where
    (shown.amount is null) <> (shown.observation_id is null)
    or (shown.amount is not null and kept.observation_id is null)
