{{ config(materialized='view') }}

-- For rates of three public expenses, the amount that they are of where only their table prints it.
with figure as (
    select * from {{ ref('int_placed_figure') }}
    where origin = 'text' and measure <> 'count' and not is_approximate
),

cell as (
    select
        document_id,
        rate_concept,
        measure,
        min(ordinal) as ordinal,
        min(amount) as amount,
        min(half_unit) as half_unit
    from {{ ref('int_placed_figure') }}
    where table_id = 'T_3PUB' and measure in ('budget', 'final')
    group by document_id, rate_concept, measure
    having min(amount) = max(amount)
),

rate as (
    select
        figure.*,
        spent.amount as spent_amount,
        spent.half_unit as spent_half,
        spent.rate_concept as spent_concept
    from figure
    left join figure as spent
        on figure.document_id = spent.document_id and figure.subject_ordinal = spent.ordinal and spent.measure = 'final'
    where figure.measure in ('completion_pct', 'share_pct') and figure.unit = '%'
),

-- Text and table tell the same total: of one budget, then.
one_budget as (
    select distinct
        told.document_id,
        true as is_one
    from figure as told
    inner join {{ ref('int_placed_figure') }} as whole
        on
            told.document_id = whole.document_id
            and told.concept = whole.concept
            and told.measure = whole.measure
            and abs(told.amount - whole.amount) <= told.half_unit + whole.half_unit
    where whole.table_id = 'T_3PUB' and whole.concept = 'three_public_expenditure' and whole.measure = 'budget'
),

-- So they do where two rates of the text are those of the table's budgets: the others that name their budget alike are of it too.
given as (
    select
        rate.document_id,
        rate.basis,
        count(distinct rate.rate_concept) > 1 as is_given
    from rate
    inner join cell on rate.document_id = cell.document_id and rate.rate_concept = cell.rate_concept and cell.measure = 'budget'
    where
        rate.measure = 'completion_pct' and rate.value not in (0, 100)
        and {{ gives_percentage('rate.value', 'rate.decimals', 'rate.spent_amount', 'cell.amount') }}
    group by rate.document_id, rate.basis
),

final as (
    select
        rate.document_id,
        rate.ordinal,
        budget.ordinal as base_ordinal
    from rate
    inner join cell as budget
        on rate.document_id = budget.document_id and rate.rate_concept = budget.rate_concept and budget.measure = 'budget'
    left join one_budget on rate.document_id = one_budget.document_id
    left join given on rate.document_id = given.document_id and rate.basis = given.basis
    where rate.measure = 'completion_pct' and coalesce(one_budget.is_one, given.is_given, false)
    union all
    -- A share of all three, of an item that table and text tell alike.
    select
        rate.document_id,
        rate.ordinal,
        whole.ordinal as base_ordinal
    from rate
    inner join cell as whole
        on rate.document_id = whole.document_id and rate.base_concept = whole.rate_concept and whole.measure = 'final'
    inner join cell as item
        on
            rate.document_id = item.document_id
            and rate.spent_concept = item.rate_concept
            and item.measure = 'final'
            and abs(rate.spent_amount - item.amount) <= rate.spent_half + item.half_unit
    where rate.measure = 'share_pct' and rate.base_concept = 'three_public_expenditure'
)

select * from final
