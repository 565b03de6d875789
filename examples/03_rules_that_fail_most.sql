-- 财政部门：哪些核对规则最常出问题？
-- Bureau: which rules fail most often?
select
    rule.rule_id, rule.severity, rule.title_zh, rule.title_en,
    count(*) filter (answer.status = 'fail') as failed,
    count(*) filter (answer.status = 'rounding') as only_rounding,
    count(*) filter (answer.status = 'pass') as passed
from fct_check_result as answer
inner join dim_rule as rule using (rule_id)
group by all
having failed + only_rounding > 0
order by failed desc, only_rounding desc, rule.rule_id
