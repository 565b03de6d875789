{{ config(materialized='view') }}
{#- 预决算差异率 is of the budget and the outturn themselves: no change is printed that it would be of. -#}
{%- set is_difference = "(figure.measure = 'change_pct' and figure.versus = 'budget' and figure.direction = '')" -%}
{%- set named_budget -%}
case figure.basis
                        when 'initial_budget' then around.earlier_initial_budget
                        when 'adjusted_budget' then around.earlier_adjusted_budget
                        when 'full_year_budget' then around.earlier_full_year_budget
                    end
{%- endset %}
{%- set later_budget -%}
case figure.basis
                        when 'initial_budget' then around.later_initial_budget
                        when 'adjusted_budget' then around.later_adjusted_budget
                        when 'full_year_budget' then around.later_full_year_budget
                        else around.later_unstated_budget
                    end
{%- endset %}

-- For every printed percentage, where the amounts stand that it is made of.
with figure as (
    select * from {{ ref('int_placed_figure') }}
    where origin = 'text' and measure <> 'count' and not is_approximate
),

-- Around a rate, what its own item prints: same subject, same chapter.
around as (
    select
        document_id,
        ordinal,
        max(case when measure = 'final' then ordinal end) over earlier as earlier_final,
        max(case when measure = 'prior' then ordinal end) over earlier as earlier_prior,
        max(case when measure = 'change' and versus = 'prior_year' then ordinal end) over earlier as earlier_prior_change,
        max(case when measure = 'change' and versus = 'budget' then ordinal end) over earlier as earlier_budget_change,
        min(case when measure = 'change' and versus = 'budget' then ordinal end) over later as later_budget_change,
        min(case when measure = 'final' then ordinal end) over later as later_final,
        min(case when measure = 'budget' then ordinal end) over later as later_budget,
        min(case when measure = 'budget' and basis = '' then ordinal end) over later as later_unstated_budget,
        min(case when measure = 'budget' and basis = 'initial_budget' then ordinal end) over later as later_initial_budget,
        min(case when measure = 'budget' and basis = 'adjusted_budget' then ordinal end) over later as later_adjusted_budget,
        min(case when measure = 'budget' and basis = 'full_year_budget' then ordinal end) over later as later_full_year_budget,
        max(case when measure = 'budget' then ordinal end) over earlier as earlier_budget,
        max(case when measure = 'budget' and basis = 'initial_budget' then ordinal end) over earlier as earlier_initial_budget,
        max(case when measure = 'budget' and basis = 'adjusted_budget' then ordinal end) over earlier as earlier_adjusted_budget,
        max(case when measure = 'budget' and basis = 'full_year_budget' then ordinal end) over earlier as earlier_full_year_budget,
        -- 完成年初预算的 102.50%、调整预算的 100.00%: a rate of the one is no rate of the other.
        coalesce(
            min(case when measure = 'completion_pct' then nullif(basis, '') end) over beside
            <> max(case when measure = 'completion_pct' then nullif(basis, '') end) over beside,
            false
        ) as names_two_budgets
    from figure
    window
        beside as (partition by document_id, sentence, rate_concept, function_code, economic_code, member),
        earlier as (
            partition by document_id, chapter_id, rate_concept, function_code, economic_code, member
            order by ordinal rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by document_id, chapter_id, rate_concept, function_code, economic_code, member
            order by ordinal rows between 1 following and unbounded following
        )
),

-- Where 收入总计 and 支出总计 are told apart, what 收、支总计 changed by is measured from either: the two are the same.
either_side as (
    select
        rate.document_id,
        rate.ordinal,
        max(side.ordinal) as side_ordinal
    from figure as rate
    inner join figure as side
        on
            rate.document_id = side.document_id
            and rate.chapter_id = side.chapter_id
            and rate.ordinal > side.ordinal
            and side.measure = 'final'
            and side.concept = case rate.concept
                when 'total_revenue_and_expenditure' then 'revenue_total'
                when 'fiscal_appropriation_total' then 'fiscal_appropriation_revenue_total'
            end
    where rate.measure = 'change_pct'
    group by rate.document_id, rate.ordinal
),

told as (
    select
        figure.document_id,
        figure.ordinal,
        figure.observation_id,
        figure.concept,
        figure.area,
        figure.measure,
        figure.basis,
        figure.versus,
        figure.direction,
        figure.function_code,
        figure.member,
        figure.unit,
        figure.decimals,
        figure.value,
        figure.sentence,
        case figure.measure
            when 'change_pct'
                then
                    case
                        when {{ is_difference }} then around.earlier_final
                        when figure.versus = 'budget' then around.earlier_budget_change
                        -- 比上年 36.80 万元下降 4.35% tells both amounts and no change.
                        else
                            coalesce(
                                around.earlier_prior_change,
                                case when around.earlier_prior > around.earlier_final then around.earlier_final end
                            )
                    end
            else coalesce(case when subject.measure = 'final' then subject.ordinal end, around.earlier_final)
        end as numerator_ordinal,
        case figure.measure
            when 'share_pct' then coalesce(share_base.base_ordinal, table_base.base_ordinal)
            when 'change_pct'
                then
                    case
                        when {{ is_difference }}
                            then coalesce({{ named_budget }}, around.earlier_budget, {{ later_budget }}, around.later_budget)
                        else
                            coalesce(
                                case
                                    when figure.versus <> 'budget' and around.earlier_prior > around.earlier_final then around.earlier_prior
                                end,
                                around.earlier_final,
                                case when subject.measure = 'final' then subject.ordinal end,
                                either_side.side_ordinal,
                                around.later_final
                            )
                    end
            else
                coalesce(
                    {{ named_budget }},
                    case when not around.names_two_budgets then around.earlier_budget end,
                    {{ later_budget }},
                    case
                        when
                            not around.names_two_budgets
                            and coalesce(around.later_budget_change, around.earlier_budget_change) is null
                            and figure.function_code = '' and figure.member = ''
                            then table_base.base_ordinal
                    end
                )
        end as base_ordinal,
        share_base.outer_base_ordinal,
        case figure.measure
            when 'completion_pct'
                then case when not around.names_two_budgets then coalesce(around.later_budget_change, around.earlier_budget_change) end
        end as budget_change_ordinal
    from figure
    inner join around on figure.document_id = around.document_id and figure.ordinal = around.ordinal
    left join {{ ref('int_share_base') }} as share_base
        on figure.document_id = share_base.document_id and figure.ordinal = share_base.ordinal
    left join either_side on figure.document_id = either_side.document_id and figure.ordinal = either_side.ordinal
    left join {{ ref('int_table_base') }} as table_base
        on figure.document_id = table_base.document_id and figure.ordinal = table_base.ordinal
    left join figure as subject on figure.document_id = subject.document_id and figure.subject_ordinal = subject.ordinal
    where figure.measure in ('share_pct', 'change_pct', 'completion_pct') and figure.unit = '%'
),

-- In a form of evaluation the rate points at what was executed, and that at its budget: they stand in one row.
in_form as (
    select
        rate.document_id,
        rate.ordinal,
        rate.observation_id,
        rate.concept,
        rate.area,
        rate.measure,
        rate.basis,
        rate.versus,
        rate.direction,
        rate.function_code,
        rate.member,
        rate.unit,
        rate.decimals,
        rate.value,
        rate.sentence,
        executed.ordinal as numerator_ordinal,
        budget.ordinal as base_ordinal,
        cast(null as integer) as outer_base_ordinal,
        cast(null as integer) as budget_change_ordinal
    from {{ ref('int_placed_figure') }} as rate
    inner join {{ ref('int_placed_figure') }} as executed
        on rate.document_id = executed.document_id and rate.subject_ordinal = executed.ordinal
    left join {{ ref('int_placed_figure') }} as budget
        on executed.document_id = budget.document_id and executed.subject_ordinal = budget.ordinal
    where
        rate.origin = 'table' and rate.measure = 'completion_pct' and rate.unit = '%'
        and not rate.is_approximate and not executed.is_approximate and not coalesce(budget.is_approximate, false)
),

final as (
    select
        'text' as origin,
        *
    from told
    union all
    select
        'table' as origin,
        *
    from in_form
)

select * from final
