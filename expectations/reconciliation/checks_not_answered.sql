-- The index of expected checks: every rule for every document read. Each is answered, were it only to say that it cannot be.
select document.document_id, rule.rule_id
from raw.raw_document as document
cross join quality.dim_rule as rule
left join quality.fct_check_result as answer
    on document.document_id = answer.document_id and rule.rule_id = answer.rule_id
where document.intake_status = 'read' and answer.check_id is null
