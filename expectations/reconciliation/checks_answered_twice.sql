select document_id, rule_id, instance, count(*) as answers
from quality.fct_check_result
group by document_id, rule_id, instance
having count(*) > 1
