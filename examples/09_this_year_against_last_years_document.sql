-- 审计：按本年所述增减推算的上年数，与上年公开的数是否一致？
-- Auditor: does the prior year implied by this year's document agree with what was published then?
select organisation_name, fiscal_year, label_zh, final_cny, change_cny, implied_prior_cny, prior_document_cny,
    implied_prior_cny - prior_document_cny as difference_cny
from mart_year_on_year
where prior_document_cny is not null and implied_prior_cny is not null
order by abs(difference_cny) desc, line_id
