-- 记者：人均人员经费是多少？
-- Journalist: what do personnel cost a head?
select organisation_name, fiscal_year, personnel_cny, staff, personnel_per_head_cny
from mart_department_profile
where personnel_cny is not null
order by personnel_per_head_cny desc nulls last, organisation_name, fiscal_year, document_id
