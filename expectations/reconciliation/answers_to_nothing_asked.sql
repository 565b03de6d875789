select answer.check_id, answer.document_id, answer.rule_id
from quality.fct_check_result as answer
left join quality.dim_rule as rule on answer.rule_id = rule.rule_id
left join raw.raw_document as document on answer.document_id = document.document_id and document.intake_status = 'read'
where rule.rule_id is null or document.document_id is null
