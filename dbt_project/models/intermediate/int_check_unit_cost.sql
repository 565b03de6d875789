-- What one guest, traveller or vehicle cost, against what all of them cost and how many there were. Several amounts and numbers of one kind
-- can be printed (domestic receptions and all of them, vehicles held and paid for): some two of them give the cost.
with figure as (
    select
        document_id,
        ordinal,
        observation_id,
        line,
        amount,
        half_unit,
        factor,
        unit,
        measure,
        char_start,
        char_end
    from {{ ref('int_cell') }}
    where measure in ('final', 'count') and versus = '' and code = ''
),

term as (
    select * from {{ ref('stg_rule_term') }}
    where shape = 'unit_cost'
),

told as (
    select
        term.rule_id,
        term.role,
        term.term,
        figure.*
    from figure
    inner join term on figure.line = term.concept and figure.measure = term.measure
),

cost as (
    select
        *,
        row_number() over (partition by rule_id, document_id order by ordinal) as instance_number
    from told
    where role = 'cost'
),

-- Cut off instead of rounded, a cost stays below what it is by one unit of its last digit at most.
pair as (
    select
        cost.rule_id,
        cost.document_id,
        cost.instance_number,
        cost.line as concept,
        cost.amount as cost_amount,
        cost.factor,
        cost.unit,
        cast({{ exact_ratio('spent.amount', 'number.amount', 6) }} * 0.01 as decimal(24, 7)) as expected,
        cast({{ exact_ratio('spent.half_unit', 'number.amount', 6) }} * 0.01 as decimal(24, 7)) as spent_half,
        cost.half_unit as cost_half,
        cost.observation_id as cost_id,
        spent.observation_id as spent_id,
        number.observation_id as number_id,
        spent.term + number.term as rank_of_terms,
        abs(spent.ordinal - cost.ordinal) + abs(number.ordinal - cost.ordinal) as distance
    from cost
    inner join told as spent on cost.rule_id = spent.rule_id and cost.document_id = spent.document_id and spent.role = 'amount'
    inner join told as number
        on cost.rule_id = number.rule_id and cost.document_id = number.document_id and number.role = 'count' and number.amount > 0
),

measured as (
    select
        *,
        cost_amount = expected as is_equal,
        spent_half + case when cost_amount < expected then 2 else 1 end * cost_half as tolerance
    from pair
),

-- The pair that gives the cost; where none does, the first that the rule names, the nearest in the document.
chosen as (
    select
        *,
        abs(cost_amount - expected) <= tolerance as holds,
        row_number() over (
            partition by rule_id, document_id, instance_number
            order by case when abs(cost_amount - expected) <= tolerance then 0 else 1 end, rank_of_terms, distance, spent_id, number_id
        ) as place
    from measured
),

-- Guests of another kind are counted apart, and may be among those of whom the cost is told.
beside as (
    select distinct
        rule_id,
        document_id,
        true as is_beside
    from told
    where role = 'beside' and amount > 0
),

-- Words around a cost can say that it is of others than those counted (hosts at table, vehicles given up in the year), of less than the
-- whole (fuel), or no cost at all but a standard.
worded as (
    select distinct
        cost.rule_id,
        cost.document_id,
        cost.instance_number,
        true as is_worded
    from cost
    inner join {{ ref('stg_rule') }} as rule on cost.rule_id = rule.rule_id
    inner join {{ ref('stg_text') }} as document on cost.document_id = document.document_id
    where
        rule.open_words <> ''
        and {{ matches(
            'substr(document.text, greatest(cost.char_start - 120, 0) + 1, cost.char_end - greatest(cost.char_start - 120, 0) + 40)',
            'rule.open_words'
        ) }}
),

final as (
    select
        cost.rule_id,
        cost.document_id,
        cost.line || '#' || cast(cost.instance_number as string) as instance,
        case
            when chosen.holds is null then 'insufficient_data'
            when chosen.is_equal then 'pass'
            when chosen.holds then 'rounding'
            when beside.is_beside or worded.is_worded then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when chosen.holds is null then 'an amount that the rate is made of is not printed'
            when not chosen.holds and beside.is_beside then 'others are counted apart'
            when not chosen.holds and worded.is_worded then 'its words say that it may be of something else'
            else ''
        end as reason,
        {{ in_printed_unit('cost.amount', 'cost.factor') }} as left_value,
        {{ in_printed_unit('chosen.expected', 'cost.factor') }} as right_value,
        {{ in_printed_unit('chosen.tolerance', 'cost.factor') }} as tolerance,
        cost.unit,
        {{ list_without_nulls(['cost.observation_id', 'chosen.spent_id', 'chosen.number_id']) }} as terms,
        cost.line as concept,
        '' as function_code,
        '' as member
    from cost
    left join chosen
        on
            cost.rule_id = chosen.rule_id
            and cost.document_id = chosen.document_id
            and cost.instance_number = chosen.instance_number
            and chosen.place = 1
    left join beside on cost.rule_id = beside.rule_id and cost.document_id = beside.document_id
    left join worded
        on
            cost.rule_id = worded.rule_id
            and cost.document_id = worded.document_id
            and cost.instance_number = worded.instance_number
)

select * from final
