select check_id, document_id, rule_id, status
from quality.fct_check_result
where status in ('not_applicable', 'insufficient_data') and coalesce(reason, '') = ''
