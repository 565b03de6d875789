-- What a mart takes over from the fact of the same row, or from the number it cites, without an amount of its own.
with told as (
    select
        'mart_structure' as mart, line_id as row_id, concat_ws(' ', if(side = 'funding', 'source', breakdown), final_observation_id) as words,
        share_pct_printed as percentage
    from marts.mart_structure
    union all
    select 'mart_three_public_league', item_id, final_observation_id, change_pct_printed from marts.mart_three_public_league
    union all
    select 'mart_year_on_year', line_id, concat_ws(' ', final_observation_id, change_pct_recomputed), change_pct_printed
    from marts.mart_year_on_year
    union all
    select
        'mart_budget_execution', line_id, concat_ws(' ', breakdown, final_observation_id, completion_pct_observation_id),
        completion_pct_printed
    from marts.mart_budget_execution
    where breakdown <> 'performance'
),

kept as (
    select
        'mart_structure' as mart, concat_ws('/', document_id, concept, fund, '', '') as row_id,
        concat_ws(' ', 'source', final_observation_id) as words, share_pct_printed as percentage
    from marts.fct_funding
    union all
    select
        'mart_structure', concat_ws('/', document_id, concept, fund, function_code, member),
        concat_ws(' ', breakdown, final_observation_id), share_pct_printed
    from marts.fct_spending
    union all
    select 'mart_three_public_league', concat_ws('/', document_id, concept), final_observation_id, change_pct_printed
    from marts.fct_spending
    union all
    select
        'mart_year_on_year', concat_ws('/', document_id, concept, fund, '', ''),
        concat_ws(' ', final_observation_id, change_pct_recomputed), change_pct_printed
    from marts.fct_funding
    union all
    select
        'mart_year_on_year', concat_ws('/', document_id, concept, fund, function_code, member),
        concat_ws(' ', final_observation_id, change_pct_recomputed), change_pct_printed
    from marts.fct_spending
    union all
    select
        'mart_budget_execution', concat_ws('/', document_id, concept, function_code, member),
        concat_ws(' ', breakdown, final_observation_id, completion_pct_observation_id), completion_pct_printed
    from marts.fct_spending
)

select mart, row_id, words from (from told except from kept)
union all
select 'mart_budget_execution', told.line_id, told.budget_basis
from marts.mart_budget_execution as told
left join marts.fct_observation as observation on told.budget_observation_id = observation.observation_id
where
    told.breakdown <> 'performance'
    and coalesce(told.budget_basis, '') <> coalesce(observation.basis, '')
union all
select 'mart_three_public_league', told.item_id, told.budget_basis
from marts.mart_three_public_league as told
left join marts.fct_observation as observation on told.budget_observation_id = observation.observation_id
where coalesce(told.budget_basis, '') <> coalesce(observation.basis, '')
union all
select 'mart_structure', told.line_id, told.total_concept
from marts.mart_structure as told
inner join marts.fct_observation as observation on told.total_observation_id = observation.observation_id
where told.total_concept <> observation.concept
