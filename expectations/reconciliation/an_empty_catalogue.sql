select 'no rule is in the catalogue' as what
where not exists (select rule.rule_id from quality.dim_rule as rule)
