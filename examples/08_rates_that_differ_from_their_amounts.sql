-- 审计：哪些完成率与其预算数、决算数算出的不同？
-- Auditor: which completion rates differ from what their own amounts give?
select organisation_name, fiscal_year, label_zh, budget_basis, budget_cny, final_cny, completion_pct_printed, completion_pct,
    completion_pct_printed - completion_pct as difference_points
from mart_budget_execution
where completion_pct_printed <> completion_pct
order by abs(difference_points) desc, line_id
