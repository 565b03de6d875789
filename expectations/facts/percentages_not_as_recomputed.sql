-- A percentage recomputed beside the printed one is that of the very number: the one that the rules judge.
with told as (
    select 'fct_funding.change_pct' as percentage, change_pct_observation_id as observation_id, change_pct_recomputed as recomputed
    from marts.fct_funding
    union all
    select 'fct_funding.share_pct', share_pct_observation_id, share_pct_recomputed from marts.fct_funding
    union all
    select 'fct_spending.completion_pct', completion_pct_observation_id, completion_pct_recomputed from marts.fct_spending
    union all
    select 'fct_spending.share_pct', share_pct_observation_id, share_pct_recomputed from marts.fct_spending
    union all
    select 'fct_spending.change_pct', change_pct_observation_id, change_pct_recomputed from marts.fct_spending
    union all
    select 'fct_procurement.share_pct', share_pct_observation_id, share_pct_recomputed from marts.fct_procurement
    union all
    select 'fct_performance.completion_pct', completion_pct_observation_id, completion_pct_recomputed from marts.fct_performance
)

select told.percentage, told.observation_id, told.recomputed, rate.recomputed as judged
from told
left join intermediate.int_rate as rate on told.observation_id = rate.observation_id
where abs(told.recomputed) is distinct from rate.recomputed
