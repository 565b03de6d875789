-- 记者：哪些单位“三公”经费最多，比预算、比上年怎样？
-- Journalist: who spends most on the three public expenses, against the budget and the year before?
select fiscal_year, place, organisation_name, final_cny, budget_cny, completion_pct, change_cny, prior_year_cny
from mart_three_public_league
where concept = 'three_public_expenditure'
order by fiscal_year desc, place, item_id
