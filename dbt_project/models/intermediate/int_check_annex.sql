-- Annexed tables (operation, procurement, meetings) against the text: rows that bear the name of a figure, in the column of finals.
with concept as (
    select
        rules.rule_id,
        concepts.concept,
        '|' || {{ replace_all(squeeze('concepts.label_zh'), "'[“”]'", "''") }} || '|' || term.members || '|' as labels
    from {{ ref('stg_rule_term') }} as term
    inner join {{ ref('stg_rule') }} as rules on term.rule_id = rules.rule_id and rules.shape = 'annex'
    inner join {{ ref('concepts') }} as concepts on term.concept = concepts.concept
),

annexed as (
    select
        observation.*,
        {{ replace_all(squeeze('observation.row_key'), "'[“”]|^[（一二三四五六七八九十0-9）、.]+'", "''") }} as label
    from {{ ref('stg_observation') }} as observation
    where
        observation.table_id = 'T_OTHER'
        and observation.value_cny is not null
        and {{ matches('observation.column_key', "'决算|统计数'") }}
        and not {{ matches('observation.column_key', "'预算'") }}
),

units as (
    select
        printed,
        max(factor_cny) as factor
    from {{ ref('units') }}
    group by printed
),

told as (
    select
        document_id,
        line,
        min(amount) as amount,
        min(amount) <> max(amount) as is_ambiguous,
        max(half_unit) as half_unit,
        min(observation_id) as observation_id
    from {{ ref('int_cell') }}
    where place = 'text' and measure = 'final' and code = ''
    group by document_id, line
),

-- One row a figure: where several annexed tables bear the name, they tell of several scopes.
compared as (
    select
        concept.rule_id,
        annexed.document_id,
        concept.concept,
        count(*) as mentions,
        min(annexed.value_cny) as left_amount,
        min(told.amount) as right_amount,
        bool_or(told.is_ambiguous) as is_ambiguous,
        max(units.factor) as factor,
        min(annexed.unit) as unit,
        max(told.half_unit + 0.5 * {{ unit_of_last_digit('annexed.decimals') }} * units.factor) as tolerance,
        min(annexed.observation_id) as annexed_id,
        min(told.observation_id) as told_id
    from annexed
    inner join concept on annexed.label <> '' and instr(concept.labels, '|' || annexed.label || '|') > 0
    inner join units on annexed.unit = units.printed
    inner join told on annexed.document_id = told.document_id and concept.concept = told.line
    group by concept.rule_id, annexed.document_id, concept.concept
),

final as (
    select
        rule_id,
        document_id,
        concept as instance,
        case
            when mentions > 1 or is_ambiguous then 'insufficient_data'
            when left_amount = right_amount then 'pass'
            when abs(left_amount - right_amount) <= tolerance then 'rounding'
            else 'fail'
        end as status,
        case when mentions > 1 or is_ambiguous then 'a figure that the rule needs is printed twice, and differently' else '' end as reason,
        {{ in_printed_unit('left_amount', 'factor') }} as left_value,
        {{ in_printed_unit('right_amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        {{ list_without_nulls(['annexed_id', 'told_id']) }} as terms,
        concept,
        '' as function_code,
        '' as member
    from compared
)

select * from final
