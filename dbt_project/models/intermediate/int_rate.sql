{{ config(meta={'kept': 'by_document'}) }}

-- Every printed percentage with the amounts it is made of: its numerator and its base, as far as the document prints them.
with figure as (
    select * from {{ ref('int_placed_figure') }}
),

rate as (
    select * from {{ ref('int_rate_place') }}
),

with_amounts as (
    select
        rate.*,
        -- 预决算差异率 is of the outturn less the budget.
        case
            when rate.measure = 'change_pct' and numerator.measure = 'final' then numerator.amount - base.amount else numerator.amount
        end as numerator_amount,
        case
            when rate.measure = 'change_pct' and numerator.measure = 'final' then numerator.half_unit + base.half_unit
            else numerator.half_unit
        end as numerator_half,
        numerator.observation_id as numerator_id,
        -- 比上年 36.80 万元下降 4.35% tells no change: the two amounts say which way it went.
        case
            when rate.versus <> 'prior_year' or numerator.measure <> 'final' then numerator.direction
            when numerator.amount < base.amount then 'decrease'
            when numerator.amount > base.amount then 'increase'
            else rate.direction
        end as numerator_direction,
        numerator.sentence = rate.sentence as is_of_one_sentence,
        coalesce(base.basis, budget_change.basis) as base_basis,
        base.observation_id as base_id,
        -- A change is measured from what was before it: as printed, else this year's amount less the change. A budget that is not printed
        -- follows from the change against it.
        case
            when rate.measure = 'change_pct' and base.measure = 'final' then base.amount - numerator.amount
            when base.ordinal is not null then base.amount
            when rate.measure = 'completion_pct' then numerator.amount - budget_change.amount
        end as base_amount,
        case
            when rate.measure = 'change_pct' and base.measure = 'final' then base.half_unit + numerator.half_unit
            when base.ordinal is not null then base.half_unit
            when rate.measure = 'completion_pct' then numerator.half_unit + budget_change.half_unit
        end as base_half,
        case when base.ordinal is null then budget_change.observation_id end as budget_change_id
    from rate
    left join figure as numerator on rate.document_id = numerator.document_id and rate.numerator_ordinal = numerator.ordinal
    left join figure as near_base on rate.document_id = near_base.document_id and rate.base_ordinal = near_base.ordinal
    left join figure as outer_base on rate.document_id = outer_base.document_id and rate.outer_base_ordinal = outer_base.ordinal
    -- Where a share names no base, the total around its list is as good a base as the list's own: the one that gives the share is meant.
    left join figure as base
        on
            rate.document_id = base.document_id
            and base.ordinal = case
                when {{ gives_percentage('rate.value', 'rate.decimals', 'numerator.amount', 'near_base.amount') }} then near_base.ordinal
                when {{ gives_percentage('rate.value', 'rate.decimals', 'numerator.amount', 'outer_base.amount') }} then outer_base.ordinal
                else near_base.ordinal
            end
    left join figure as budget_change
        on rate.document_id = budget_change.document_id and rate.budget_change_ordinal = budget_change.ordinal
),

final as (
    select
        *,
        cast(
            {{ exact_ratio('abs(numerator_amount)', 'case when base_amount > 0 then base_amount end', 'decimals') }} as decimal(24, 6)
        ) as recomputed
    from with_amounts
)

select * from final
