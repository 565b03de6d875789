select 'fct_check_result' as table_name, check_id as key, count(*) as copies
from quality.fct_check_result group by check_id having count(*) > 1
union all
select 'fct_finding', finding_id, count(*) from quality.fct_finding group by finding_id having count(*) > 1
union all
select 'fct_waiver', finding_id, count(*) from quality.fct_waiver group by finding_id having count(*) > 1
union all
select 'dim_rule', rule_id, count(*) from quality.dim_rule group by rule_id having count(*) > 1
union all
select 'fct_document_quality', document_id, count(*) from quality.fct_document_quality group by document_id having count(*) > 1
