-- 市民：一个单位一年的主要数字一览。
-- Citizen: the main figures of a body's year at a glance.
select organisation_name, fiscal_year, revenue_cny, fiscal_revenue_cny, expenditure_cny, basic_cny, project_cny, three_public_cny,
    procurement_cny, staff, vehicles, errors, warnings
from mart_department_profile
order by organisation_name, fiscal_year, document_id
