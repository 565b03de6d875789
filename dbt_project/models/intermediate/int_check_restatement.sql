-- The same figure told more than once: every later mention is compared with the first. What is listed under a basic
-- expenditure is of its fund: 人员经费 of all money is another figure than that of the general budget. In a table, the sides of one row
-- tell again what is headed alike: expenditure by function and by nature have the same total.
with concepts as (
    select * from {{ ref('concepts') }}
),

figure as (
    select
        figure.*,
        case when head.concept like '%basic_expenditure' and total.fund <> own.fund then total.fund else '' end as other_fund
    from {{ ref('int_placed_figure') }} as figure
    inner join concepts as own on figure.concept = own.concept
    left join {{ ref('int_placed_figure') }} as head
        on figure.document_id = head.document_id and figure.group_ordinal = head.ordinal
    left join concepts as total on head.concept = total.concept
),

asked as (
    select
        term.rule_id,
        figure.*,
        '' as table_row
    from {{ ref('stg_rule_term') }} as term
    inner join figure on term.area = figure.area and term.measure = figure.measure
    -- What one guest or vehicle cost is told of guests from home and abroad, of fuel and repairs: each is another figure.
    where
        term.shape = 'restatement' and figure.origin = 'text' and not figure.is_approximate
        and figure.concept not in (
            select cost.concept
            from {{ ref('stg_rule_term') }} as cost
            where cost.shape = 'unit_cost' and cost.role = 'cost'
        )
    union all
    select
        term.rule_id,
        figure.*,
        observation.column_key || '|' || observation.quote as table_row
    from {{ ref('stg_rule_cell') }} as term
    inner join figure on term.table_id = figure.place and term.concept = figure.concept and term.measure = figure.measure
    inner join {{ ref('stg_observation') }} as observation
        on figure.document_id = observation.document_id and figure.ordinal = observation.ordinal
    where term.shape = 'restatement'
),

mention as (
    select
        *,
        row_number() over (
            partition by
                rule_id, document_id, concept, measure, basis, versus, function_code, economic_code, member, other_fund, table_row
            order by ordinal
        ) as mention_number,
        min(ordinal) over (
            partition by
                rule_id, document_id, concept, measure, basis, versus, function_code, economic_code, member, other_fund, table_row
        ) as first_ordinal
    from asked
),

compared as (
    select
        mention.*,
        first_mention.amount as first_amount,
        first_mention.observation_id as first_id,
        mention.half_unit + first_mention.half_unit as tolerance_amount,
        row_number() over (
            partition by
                mention.rule_id, mention.document_id, mention.concept, mention.measure, mention.basis, mention.function_code,
                mention.member, mention.other_fund, mention.origin
            order by mention.ordinal
        ) as repeat_number,
        mention.origin = 'text' and mention.amount < first_mention.amount as is_less
    from mention
    inner join figure as first_mention
        on mention.document_id = first_mention.document_id and mention.first_ordinal = first_mention.ordinal
    left join {{ ref('stg_observation') }} as here
        on mention.document_id = here.document_id and mention.ordinal = here.ordinal and mention.measure = 'count'
    left join {{ ref('stg_observation') }} as there
        on mention.document_id = there.document_id and mention.first_ordinal = there.ordinal and mention.measure = 'count'
    -- Two counts in one sentence, as 本单位组织的团组 1 个，参加其他单位组织的团组 2 个, are two figures: other words stand before them.
    where
        mention.mention_number > 1
        and not coalesce(
            mention.sentence = first_mention.sentence and mention.amount <> first_mention.amount and here.phrase <> there.phrase, false
        )
),

-- Several in one sentence that are less than what was told before, and no more together, are parts of it.
listed as (
    select
        *,
        is_less
        and count(case when is_less then 1 end) over (
            partition by rule_id, document_id, concept, measure, basis, versus, function_code, economic_code, member, other_fund, sentence
        ) > 1
        and sum(case when is_less then amount - half_unit else 0 end) over (
            partition by rule_id, document_id, concept, measure, basis, versus, function_code, economic_code, member, other_fund, sentence
        ) <= first_amount as is_part
    from compared
),

final as (
    select
        rule_id,
        document_id,
        concept || '/' || measure
        || case when basis <> '' then '/' || basis else '' end
        || case when function_code <> '' then '/' || function_code else '' end
        || case when member <> '' then '/' || member else '' end
        || case when other_fund <> '' then '/' || other_fund else '' end
        || '#' || cast(case when origin = 'text' then mention_number else repeat_number + 1 end as string) as instance,
        case
            when amount = first_amount then 'pass'
            when abs(amount - first_amount) <= tolerance_amount then 'rounding'
            when is_part then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when is_part and abs(amount - first_amount) > tolerance_amount then 'its sentence lists parts' else ''
        end as reason,
        {{ in_printed_unit('amount', 'factor') }} as left_value,
        {{ in_printed_unit('first_amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance_amount', 'factor') }} as tolerance,
        unit,
        {{ list_without_nulls(['first_id', 'observation_id']) }} as terms,
        concept,
        function_code,
        member
    from listed
)

select * from final
