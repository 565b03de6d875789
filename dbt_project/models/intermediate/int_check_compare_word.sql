{%- set between -%}
substr(
    document.text, cast(final_figure.char_end as integer) + 1, cast(reach.char_start - final_figure.char_end as integer)
)
{%- endset -%}
-- Words that compare the final amount with the budget (大于, 小于, 持平) against the amounts told before them, back to the last such words
-- in the section. They speak of one of the amounts there, and of one of its budgets, or of the one that they name: where none bears them
-- out, they are wrong. 持平 is said of the amount told last, in the same clause where 决算 does not stand before it; where that has no
-- budget, nothing is known.
with said as (
    select * from {{ ref('int_text_match') }}
    where shape = 'compare_word'
),

figure as (
    select * from {{ ref('int_placed_figure') }}
    where origin = 'text' and measure in ('budget', 'final') and not is_approximate
),

housed as (
    select
        said.rule_id,
        said.document_id,
        said.printed,
        said.expected as claim,
        case
            when said.printed like '%年%初%' then 'initial_budget'
            when said.printed like '%调%整%' then 'adjusted_budget'
            when said.printed like '%全%年%' then 'full_year_budget'
            else ''
        end as named_basis,
        said.char_start,
        said.char_end,
        max(section.char_start) as section_start
    from said
    inner join {{ ref('stg_section') }} as section
        on
            said.document_id = section.document_id
            and said.char_start >= section.char_start
            and said.char_start < section.char_end
    group by said.rule_id, said.document_id, said.printed, said.expected, said.char_start, said.char_end
),

reach as (
    select
        *,
        greatest(
            section_start, coalesce(lag(char_end) over (partition by rule_id, document_id order by char_start, char_end), 0)
        ) as reach_start,
        row_number() over (partition by rule_id, document_id order by char_start, char_end) as number_in_text
    from housed
),

subject as (
    select
        reach.rule_id,
        reach.document_id,
        reach.number_in_text,
        figure.rate_concept,
        figure.function_code,
        figure.member,
        figure.measure,
        figure.basis,
        max(figure.ordinal) as ordinal,
        reach.named_basis,
        max(case when figure.basis = reach.named_basis and figure.measure = 'budget' then 1 else 0 end) over (
            partition by
                reach.rule_id, reach.document_id, reach.number_in_text, figure.rate_concept, figure.function_code, figure.member
        ) as is_named_told,
        max(case when figure.measure = 'final' then max(figure.ordinal) end) over (
            partition by reach.rule_id, reach.document_id, reach.number_in_text
        ) as last_final
    from reach
    inner join figure
        on
            reach.document_id = figure.document_id
            and reach.reach_start <= figure.char_start
            and reach.char_start >= figure.char_end
    group by
        reach.rule_id, reach.document_id, reach.number_in_text,
        figure.rate_concept, figure.function_code, figure.member, figure.measure, figure.basis, reach.named_basis
),

compared as (
    select
        reach.*,
        final_figure.concept,
        final_figure.function_code,
        final_figure.member,
        final_figure.unit,
        final_figure.factor,
        final_figure.amount as final_amount,
        budget_figure.amount as budget_amount,
        final_figure.half_unit + budget_figure.half_unit as tolerance,
        {{ list_without_nulls(['budget_figure.observation_id', 'final_figure.observation_id']) }} as terms,
        row_number() over (
            partition by reach.rule_id, reach.document_id, reach.number_in_text
            order by final_figure.ordinal desc, budget_figure.ordinal desc
        ) as choice,
        bool_or(
            case reach.claim
                when '>' then final_figure.amount > budget_figure.amount
                when '<' then final_figure.amount < budget_figure.amount
                else abs(final_figure.amount - budget_figure.amount) <= final_figure.half_unit + budget_figure.half_unit
            end
        ) over of_words as is_borne_out
    from reach
    inner join subject
        on
            reach.rule_id = subject.rule_id
            and reach.document_id = subject.document_id
            and reach.number_in_text = subject.number_in_text
            and subject.measure = 'final'
            and (reach.claim <> '=' or subject.ordinal = subject.last_final)
    inner join subject as allowed
        on
            subject.rule_id = allowed.rule_id
            and subject.document_id = allowed.document_id
            and subject.number_in_text = allowed.number_in_text
            and subject.rate_concept = allowed.rate_concept
            and subject.function_code = allowed.function_code
            and subject.member = allowed.member
            and allowed.measure = 'budget'
            and (allowed.basis = allowed.named_basis or allowed.named_basis = '' or allowed.is_named_told = 0)
    inner join figure as final_figure
        on subject.document_id = final_figure.document_id and subject.ordinal = final_figure.ordinal
    inner join figure as budget_figure
        on allowed.document_id = budget_figure.document_id and allowed.ordinal = budget_figure.ordinal
    inner join {{ ref('stg_text') }} as document on reach.document_id = document.document_id
    where
        reach.claim <> '=' or {{ squeeze('reach.printed') }} like '决算%'
        or (
            substr(document.text, cast(reach.char_start as integer), 1) in ('，', ',')
            and not {{ matches(between, "'[。；;]'") }}
        )
    window of_words as (partition by reach.rule_id, reach.document_id, reach.number_in_text)
),

final as (
    select
        rule_id,
        document_id,
        {{ squeeze('printed') }} || '#' || cast(number_in_text as string) as instance,
        case when is_borne_out then 'pass' else 'fail' end as status,
        '' as reason,
        {{ in_printed_unit('final_amount', 'factor') }} as left_value,
        {{ in_printed_unit('budget_amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        terms,
        concept,
        function_code,
        member,
        {{ squeeze('printed') }} as printed,
        case
            when final_amount > budget_amount then '大于 above'
            when final_amount < budget_amount then '小于 below'
            else '等于 equal to'
        end as expected,
        cast(char_start as integer) as char_start,
        cast(char_end as integer) as char_end
    from compared
    where choice = 1
)

select * from final
