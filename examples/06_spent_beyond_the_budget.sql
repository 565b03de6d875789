-- 审计：哪些支出超过了预算，超出多少？
-- Auditor: what was spent beyond its budget, and by how much?
select organisation_name, fiscal_year, breakdown, label_zh, budget_basis, budget_cny, final_cny, -unspent_cny as beyond_cny, completion_pct
from mart_budget_execution
where exceeds_budget
order by beyond_cny desc, line_id
