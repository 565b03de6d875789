-- A finding says what its check found, as loudly as its rule does; what only rounding explains is never louder than information.
select finding.finding_id, finding.rule_id, finding.severity, rule.severity as severity_of_the_rule, finding.difference, answer.difference as found
from quality.fct_finding as finding
inner join quality.fct_check_result as answer on finding.finding_id = answer.check_id
left join quality.dim_rule as rule on answer.rule_id = rule.rule_id
where
    finding.severity is distinct from case answer.status when 'rounding' then 'info' else rule.severity end
    or (
        finding.document_id, finding.rule_id, finding.status, finding.left_value, finding.right_value, finding.difference, finding.tolerance,
        finding.unit, finding.terms
    ) is distinct from (
        answer.document_id, answer.rule_id, answer.status, answer.left_value, answer.right_value, answer.difference, answer.tolerance,
        answer.unit, answer.terms
    )
