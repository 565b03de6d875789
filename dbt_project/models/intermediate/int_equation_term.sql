{{ config(materialized='view') }}

-- Figures on the two sides of every equation over tables: each whole, and the figures that its terms speak of.
with cell as (
    select * from {{ ref('int_placed_figure') }}
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

-- Tables of the same set, and the same class on both sides, unless the term names one; in one table also the same row, where the
-- equation runs along it, or the same column of a form that lists its items downwards. What may
-- also be told of something else (`unless`) counts only where the amounts are those.
matched as (
    select
        whole.rule_id,
        whole.equation,
        whole.document_id,
        whole.table_set,
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
        case
            when whole.origin = part.origin then part.is_ambiguous_in_set
            else whole.is_ambiguous or part.is_ambiguous
        end as is_ambiguous
    from whole
    inner join term on whole.rule_id = term.rule_id and whole.equation = term.equation and term.role <> 'whole'
    inner join cell as part
        on
            whole.document_id = part.document_id
            and whole.table_set = part.table_set
            and term.table_id = part.place
            and term.concept = part.line
            and term.measure = part.measure
            and part.code = case when term.code = '' then whole.code else term.code end
            and (not term.same_row or whole.row_key = part.row_key or whole.column_key = part.column_key)
            and (whole.basis = part.basis or part.basis = '' or whole.basis = '')
            and (term.role <> 'unless' or whole.amount = part.amount)
),

-- Of several figures for one term the first counts; where they differ, none is known to be meant.
part as (
    select
        rule_id,
        equation,
        document_id,
        table_set,
        whole_ordinal,
        term,
        role,
        presence,
        sign,
        min_by(observation_id, ordinal) as observation_id,
        min_by(amount, ordinal) as amount,
        min_by(half_unit, ordinal) as half_unit,
        min_by(is_unitless, ordinal) as is_unitless,
        min_by(is_ambiguous, ordinal) or min(amount) <> max(amount) as is_ambiguous
    from matched
    group by rule_id, equation, document_id, table_set, whole_ordinal, term, role, presence, sign
),

final as (
    select * from part
    union all
    select
        rule_id,
        equation,
        document_id,
        table_set,
        ordinal as whole_ordinal,
        0 as term,
        'whole' as role,
        '' as presence,
        0 as sign,
        observation_id,
        amount,
        half_unit,
        coalesce(unit, '') = '' as is_unitless,
        is_ambiguous_in_set as is_ambiguous
    from whole
)

select * from final
