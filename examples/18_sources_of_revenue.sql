-- 研究者：各项收入占多大比重，逐年怎样变化？
-- Researcher: what share has each source of revenue, year by year?
select organisation_name, fiscal_year, label_zh, final_cny, share_pct, share_pct_printed
from mart_structure
where side = 'funding' and final_cny > 0
order by organisation_name, fiscal_year, final_cny desc, line_id
