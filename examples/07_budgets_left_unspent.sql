-- 审计：哪些预算执行得最少？
-- Auditor: which budgets were spent least?
select organisation_name, fiscal_year, label_zh, budget_cny, final_cny, completion_pct
from mart_budget_execution
where budget_cny > 0 and completion_pct < 100
order by completion_pct, budget_cny desc, line_id
limit 20
