-- 记者：钱主要花在哪些功能科目上？
-- Journalist: on which functions was the money spent?
select organisation_name, fiscal_year, function_code, label_zh, final_cny, share_pct
from mart_structure
where side = 'spending' and breakdown = 'function' and length(function_code) = 3
order by organisation_name, fiscal_year, final_cny desc, line_id
