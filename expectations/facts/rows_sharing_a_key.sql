select 'fct_observation' as table_name, observation_id as key, count(*) as copies
from marts.fct_observation group by observation_id having count(*) > 1
union all
select 'fct_observation', observation_id, count(*) from quality.fct_observation group by observation_id having count(*) > 1
union all
select 'fct_statement', statement_id, count(*) from marts.fct_statement group by statement_id having count(*) > 1
union all
select 'fct_work_metric', observation_id, count(*) from marts.fct_work_metric group by observation_id having count(*) > 1
union all
select fact, row_id, count(*) from intermediate.int_fact_amount group by fact, row_id, slot having count(*) > 1
