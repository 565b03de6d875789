{{ config(materialized='view') }}

-- Figures on the two sides of every equation over tables: each whole, and the figures that its terms speak of.
with cell as (
    select * from {{ ref('int_cell') }}
),

term as (
    select * from {{ ref('stg_rule_cell') }}
    where shape = 'equation'
),

whole as (
    select
        term.rule_id,
        term.equation,
        cell.*
    from term
    inner join cell
        on
            term.table_id = cell.place
            and term.concept = cell.line
            and term.measure = cell.measure
    where
        term.role = 'whole'
        and (term.code_digits is null or term.code_digits = length(cell.code))
        and (term.code = '' or term.code = cell.code)
),

-- The same class on both sides, unless the term names one; in one table also the same row, where the equation runs along it. What may
-- also be told of something else (`unless`) counts only where the amounts are those.
part as (
    select
        whole.rule_id,
        whole.equation,
        whole.document_id,
        whole.ordinal as whole_ordinal,
        term.term,
        term.role,
        term.presence,
        term.sign,
        part.ordinal,
        part.observation_id,
        part.amount,
        part.half_unit,
        coalesce(part.unit, '') = '' as is_unitless,
        row_number() over (
            partition by whole.rule_id, whole.equation, whole.document_id, whole.ordinal, term.term order by part.ordinal
        ) as choice,
        part.is_ambiguous or min(part.amount) over same_term <> max(part.amount) over same_term as is_ambiguous
    from whole
    inner join term on whole.rule_id = term.rule_id and whole.equation = term.equation and term.role <> 'whole'
    inner join cell as part
        on
            whole.document_id = part.document_id
            and term.table_id = part.place
            and term.concept = part.line
            and term.measure = part.measure
            and part.code = case when term.code = '' then whole.code else term.code end
            and (not term.same_row or whole.row_key = part.row_key)
            and (whole.basis = part.basis or part.basis = '' or whole.basis = '')
            and (term.role <> 'unless' or whole.amount = part.amount)
    window same_term as (partition by whole.rule_id, whole.equation, whole.document_id, whole.ordinal, term.term)
),

final as (
    select *
    from part
    where choice = 1
    union all
    select
        rule_id,
        equation,
        document_id,
        ordinal as whole_ordinal,
        0 as term,
        'whole' as role,
        '' as presence,
        0 as sign,
        ordinal,
        observation_id,
        amount,
        half_unit,
        coalesce(unit, '') = '' as is_unitless,
        1 as choice,
        is_ambiguous
    from whole
)

select * from final
