select 'dim_document' as table_name, document_id as key, count(*) as copies
from marts.dim_document group by document_id having count(*) > 1
union all
select 'dim_organisation', organisation_id, count(*) from marts.dim_organisation group by organisation_id having count(*) > 1
union all
select 'dim_concept', concept, count(*) from marts.dim_concept group by concept having count(*) > 1
union all
select 'mart_budget_execution', line_id, count(*) from marts.mart_budget_execution group by line_id having count(*) > 1
union all
select 'mart_department_profile', document_id, count(*) from marts.mart_department_profile group by document_id having count(*) > 1
union all
select 'mart_structure', line_id, count(*) from marts.mart_structure group by line_id having count(*) > 1
union all
select 'mart_three_public_league', item_id, count(*) from marts.mart_three_public_league group by item_id having count(*) > 1
union all
select 'mart_year_on_year', line_id, count(*) from marts.mart_year_on_year group by line_id having count(*) > 1
