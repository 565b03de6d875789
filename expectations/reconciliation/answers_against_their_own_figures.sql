-- For two sides that should be equal: no difference is a pass, one within the tolerance is rounding, one beyond it fails.
select answer.check_id, answer.rule_id, answer.status, answer.left_value, answer.right_value, answer.difference, answer.tolerance
from quality.fct_check_result as answer
inner join quality.dim_rule as rule on answer.rule_id = rule.rule_id
where
    answer.status in ('pass', 'rounding', 'fail')
    and answer.left_value is not null
    and (
        answer.difference is distinct from answer.left_value - answer.right_value
        or answer.tolerance < 0
        or (
            rule.relation = '='
            and answer.status is distinct from case
                when answer.right_value is null or answer.tolerance is null then 'not two sides'
                when answer.difference = 0 then 'pass'
                when abs(answer.difference) <= answer.tolerance then 'rounding'
                else 'fail'
            end
        )
    )
