-- Annexed tables (operation, procurement, meetings, what was counted) against the text and the form of three public expenses; and what that
-- form tells beside the three, against the text.
with term as (
    select
        rule_id,
        scope,
        concept,
        measure
    from {{ ref('stg_rule_term') }}
    where shape = 'annex'
),

figure as (
    select
        term.rule_id,
        figure.document_id,
        figure.concept,
        -- The vehicles that such a form counts are those that appropriation pays for: the text may say so.
        replace(figure.concept, 'held_fiscal_funded', 'held_year_end') as subject,
        figure.observation_id,
        figure.ordinal,
        figure.amount,
        figure.half_unit,
        figure.factor,
        figure.unit,
        case when term.scope = 'form' then figure.table_id = 'T_3PUB' else figure.table_id in ('T_OTHER', 'T_AGENCY') end as is_annexed
    from {{ ref('int_placed_figure') }} as figure
    inner join term on figure.concept = term.concept and figure.measure = term.measure
    where
        figure.versus = '' and figure.code = '' and figure.member = '' and not figure.is_approximate
        and (figure.place in ('text', 'T_3PUB') or (figure.table_id in ('T_OTHER', 'T_AGENCY') and term.scope = 'annex'))
),

-- A whole and its only part bear one name, and a part of which there is none.
annexed as (
    select
        *,
        min(case when amount <> 0 then amount end) over (partition by rule_id, document_id, subject)
        < max(case when amount <> 0 then amount end) over (partition by rule_id, document_id, subject) as is_ambiguous
    from figure
    where is_annexed
),

told as (
    select
        *,
        min(amount) over (partition by rule_id, document_id, subject)
        < max(amount) over (partition by rule_id, document_id, subject) as is_ambiguous
    from figure
    where not is_annexed
),

-- The two that agree, where any do.
compared as (
    select
        annexed.rule_id,
        annexed.document_id,
        annexed.concept,
        annexed.amount as left_amount,
        told.amount as right_amount,
        annexed.factor,
        annexed.unit,
        annexed.half_unit + told.half_unit as tolerance,
        annexed.observation_id as annexed_id,
        told.observation_id as told_id,
        coalesce(annexed.is_ambiguous, false) or told.is_ambiguous as is_ambiguous,
        row_number() over (
            partition by annexed.rule_id, annexed.document_id, annexed.subject
            order by abs(annexed.amount - told.amount), annexed.ordinal, told.ordinal
        ) as place
    from annexed
    inner join told
        on annexed.rule_id = told.rule_id and annexed.document_id = told.document_id and annexed.subject = told.subject
),

final as (
    select
        rule_id,
        document_id,
        concept as instance,
        case
            when left_amount = right_amount then 'pass'
            when abs(left_amount - right_amount) <= tolerance then 'rounding'
            when is_ambiguous then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when abs(left_amount - right_amount) > tolerance and is_ambiguous
                then 'a figure that the rule needs is printed twice, and differently'
            else ''
        end as reason,
        {{ in_printed_unit('left_amount', 'factor') }} as left_value,
        {{ in_printed_unit('right_amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        {{ list_without_nulls(['annexed_id', 'told_id']) }} as terms,
        concept,
        '' as function_code,
        '' as member
    from compared
    where place = 1
)

select * from final
