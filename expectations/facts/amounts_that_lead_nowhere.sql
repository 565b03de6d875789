-- One join leads from every amount to the number printed in the same document, and from there to its quote.
with cited as (
    select 'fct_assets.count' as amount_name, asset_id as row_id, document_id, count as amount, false as is_money, count_observation_id as observation_id from marts.fct_assets
    union all
    select 'fct_assets.value_cny', asset_id, document_id, value_cny, true, value_observation_id from marts.fct_assets
    union all
    select 'fct_funding.final_cny', funding_id, document_id, final_cny, true, final_observation_id from marts.fct_funding
    union all
    select 'fct_funding.change_cny', funding_id, document_id, change_cny, true, change_observation_id from marts.fct_funding
    union all
    select 'fct_funding.change_pct_printed', funding_id, document_id, change_pct_printed, false, change_pct_observation_id from marts.fct_funding
    union all
    select 'fct_funding.share_pct_printed', funding_id, document_id, share_pct_printed, false, share_pct_observation_id from marts.fct_funding
    union all
    select 'fct_funding.opening_balance_cny', funding_id, document_id, opening_balance_cny, true, opening_balance_observation_id from marts.fct_funding
    union all
    select 'fct_funding.closing_balance_cny', funding_id, document_id, closing_balance_cny, true, closing_balance_observation_id from marts.fct_funding
    union all
    select 'fct_performance.budget_cny', performance_id, document_id, budget_cny, true, budget_observation_id from marts.fct_performance
    union all
    select 'fct_performance.executed_cny', performance_id, document_id, executed_cny, true, executed_observation_id from marts.fct_performance
    union all
    select 'fct_performance.completion_pct_printed', performance_id, document_id, completion_pct_printed, false, completion_pct_observation_id from marts.fct_performance
    union all
    select 'fct_performance.funds_cny', performance_id, document_id, funds_cny, true, funds_observation_id from marts.fct_performance
    union all
    select 'fct_performance.evaluated_count', performance_id, document_id, evaluated_count, false, evaluated_observation_id from marts.fct_performance
    union all
    select 'fct_performance.score', performance_id, document_id, score, false, score_observation_id from marts.fct_performance
    union all
    select 'fct_procurement.amount_cny', procurement_id, document_id, amount_cny, true, amount_observation_id from marts.fct_procurement
    union all
    select 'fct_procurement.share_pct_printed', procurement_id, document_id, share_pct_printed, false, share_pct_observation_id from marts.fct_procurement
    union all
    select 'fct_spending.initial_budget_cny', spending_id, document_id, initial_budget_cny, true, initial_budget_observation_id from marts.fct_spending
    union all
    select 'fct_spending.adjusted_budget_cny', spending_id, document_id, adjusted_budget_cny, true, adjusted_budget_observation_id from marts.fct_spending
    union all
    select 'fct_spending.full_year_budget_cny', spending_id, document_id, full_year_budget_cny, true, full_year_budget_observation_id from marts.fct_spending
    union all
    select 'fct_spending.unstated_budget_cny', spending_id, document_id, unstated_budget_cny, true, unstated_budget_observation_id from marts.fct_spending
    union all
    select 'fct_spending.final_cny', spending_id, document_id, final_cny, true, final_observation_id from marts.fct_spending
    union all
    select 'fct_spending.completion_pct_printed', spending_id, document_id, completion_pct_printed, false, completion_pct_observation_id from marts.fct_spending
    union all
    select 'fct_spending.share_pct_printed', spending_id, document_id, share_pct_printed, false, share_pct_observation_id from marts.fct_spending
    union all
    select 'fct_spending.change_cny', spending_id, document_id, change_cny, true, change_observation_id from marts.fct_spending
    union all
    select 'fct_spending.change_pct_printed', spending_id, document_id, change_pct_printed, false, change_pct_observation_id from marts.fct_spending
    union all
    select 'fct_spending.change_to_budget_cny', spending_id, document_id, change_to_budget_cny, true, change_to_budget_observation_id from marts.fct_spending
    union all
    select 'fct_staff.count', staff_id, document_id, count, false, count_observation_id from marts.fct_staff
)

select cited.amount_name, cited.row_id, cited.amount, cited.observation_id
from cited
left join marts.fct_observation as observation
    on cited.observation_id = observation.observation_id and cited.document_id = observation.document_id
where
    (cited.amount is null) <> (cited.observation_id is null)
    or (cited.observation_id is not null and (observation.observation_id is null or observation.status <> 'mapped'))
