with rule_cells as (
    select * from {{ ref('rule_cells') }}
),

rules as (
    select * from {{ ref('rules') }}
),

final as (
    select
        rule_cells.rule_id,
        rules.shape,
        rules.relation,
        rule_cells.equation,
        rule_cells.term,
        rule_cells.role,
        coalesce(rule_cells.presence, '') as presence,
        rule_cells.sign,
        rule_cells.table_id,
        coalesce(rule_cells.concept, '') as concept,
        rule_cells.measure,
        rule_cells.code_digits,
        -- Functional and economic codes have no digits in common: one column holds either.
        coalesce(rule_cells.economic_code, '') as code,
        coalesce(rule_cells.same_row, '') = 'row' as same_row
    from rule_cells
    inner join rules on rule_cells.rule_id = rules.rule_id
)

select * from final
