-- 审计：年初、年末结转和结余各是多少？
-- Auditor: what was carried forward at the beginning and at the end of the year?
select document.organisation_name, document.fiscal_year, concept.label_zh, funding.opening_balance_cny, funding.closing_balance_cny
from fct_funding as funding
inner join dim_document as document using (document_id)
inner join dim_concept as concept using (concept)
where funding.opening_balance_cny is not null or funding.closing_balance_cny is not null
order by document.organisation_name, document.fiscal_year, concept.concept, funding.fund
