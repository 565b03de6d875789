-- An amount is the number printed, in yuan where it is money, below zero where it is printed to have gone down.
select
    cited.fact,
    cited.slot,
    cited.row_id,
    cited.amount,
    observation.printed,
    case when cited.is_money then observation.value_cny else observation.value end as printed_amount
from intermediate.int_fact_amount as cited
inner join marts.fct_observation as observation on cited.observation_id = observation.observation_id
where
    cited.amount is distinct from
    case when cited.is_money then observation.value_cny else observation.value end
    * case when observation.direction = 'decrease' and cited.slot not in ('count', 'evaluated', 'score') then -1 else 1 end
