-- 研究者：政府采购合同有多少授予了中小企业？
-- Researcher: how much of procurement went to small and medium firms?
select organisation_name, fiscal_year, procurement_cny, sme_contracts_cny, sme_share_pct
from mart_department_profile
where procurement_cny is not null
order by sme_share_pct desc nulls last, organisation_name, fiscal_year, document_id
