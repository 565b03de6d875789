with rule_terms as (
    select * from {{ ref('rule_terms') }}
),

rules as (
    select * from {{ ref('rules') }}
),

final as (
    select
        rule_terms.rule_id,
        rules.shape,
        rules.relation,
        rules.applies_to,
        coalesce(rules.scope, '') as scope,
        rule_terms.term,
        rule_terms.role,
        coalesce(rule_terms.presence, '') as presence,
        rule_terms.sign,
        coalesce(rule_terms.concept, '') as concept,
        coalesce(rule_terms.area, '') as area,
        rule_terms.measure,
        coalesce(rule_terms.versus, '') as versus,
        coalesce(rule_terms.members, '') as members,
        rule_terms.code_digits,
        coalesce(instr(rule_terms.match_on, 'concept') > 0, false) as match_concept,
        coalesce(instr(rule_terms.match_on, 'function') > 0, false) as match_function,
        coalesce(instr(rule_terms.match_on, 'member') > 0, false) as match_member,
        coalesce(instr(rule_terms.match_on, 'basis') > 0, false) as match_basis
    from rule_terms
    inner join rules on rule_terms.rule_id = rules.rule_id
)

select * from final
