-- 记者：钱主要花在哪些功能科目上？（全部资金的支出；没有公开的，用一般公共预算的支出）
-- Journalist: on which functions was the money spent? (Of all funds; where that is not printed, of the general public budget.)
select organisation_name, fiscal_year, function_code, label_zh, final_cny, share_pct
from mart_structure
where side = 'spending' and breakdown = 'function' and length(function_code) = 3
qualify dense_rank() over (partition by document_id order by concept <> 'expenditure_by_function') = 1
order by organisation_name, fiscal_year, final_cny desc, line_id
