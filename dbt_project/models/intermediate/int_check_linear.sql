-- Rules of the shape Σ sign · part  =, ≤, ⇔, ⇒  whole, answered for every whole that heads a list or stands for its document.
with side as (
    select * from {{ ref('int_linear_side') }}
),

held as (
    select
        *,
        case
            when relation = 'iff' then (left_amount = 0) = (right_amount = 0)
            when relation = 'implies' then left_amount <= 0 or right_amount > 0
            when relation = '<=' then left_amount <= right_amount
            when relation = 'overlap' then left_amount >= right_amount and largest_part <= right_amount
            else left_amount = right_amount
        end as holds,
        case
            when relation in ('iff', 'implies') then false
            when relation = '<=' then left_amount - right_amount <= tolerance
            when relation = 'overlap' then right_amount - left_amount <= tolerance and largest_part - right_amount <= tolerance
            else abs(left_amount - right_amount) <= tolerance
        end as holds_rounded,
        -- More of one kind than of all, however few kinds are listed.
        measure = 'count' and left_amount > right_amount as is_exceeded
    from side
),

-- A list can say of itself that it is not complete (等, 除涉密项目外 …): then its sum need not reach the total.
opened as (
    select
        held.rule_id,
        held.document_id,
        held.whole_ordinal,
        true as is_open
    from held
    inner join {{ ref('stg_text') }} as document on held.document_id = document.document_id
    where
        not held.holds and not held.holds_rounded and held.open_words <> ''
        and {{ matches('substr(document.text, held.whole_end + 1, greatest(held.parts_end - held.whole_end, 0) + 12)', 'held.open_words') }}
),

-- A list that does not hold, with the sentence in which it ends.
suspected as (
    select
        held.*,
        last_part.sentence as last_sentence
    from held
    inner join {{ ref('stg_observation') }} as last_part
        on held.document_id = last_part.document_id and held.last_ordinal = last_part.ordinal
    where not held.holds and not held.holds_rounded and held.scope in ('listing', 'group')
),

-- What can be the part that is missing: a figure that was not understood, which is a defect of the reading and not of the document, or one
-- of the list that the rule does not know. Nothing is none, nor is as much as the whole (支出总计, told behind the parts of 收入总计), nor
-- a count of something else. Looked for apart: in one join every list would meet every number of its document.
missed as (
    select
        suspected.*,
        observation.ordinal,
        observation.sentence,
        observation.value_cny
    from suspected
    inner join {{ ref('stg_observation') }} as observation on suspected.document_id = observation.document_id
    where observation.status = 'unmapped' and suspected.whole_ordinal < observation.ordinal
    union all
    select
        suspected.*,
        observation.ordinal,
        observation.sentence,
        observation.value_cny
    from suspected
    inner join {{ ref('stg_observation') }} as observation
        on
            suspected.document_id = observation.document_id and suspected.whole_ordinal = observation.group_ordinal
            and suspected.measure = observation.measure
    left join {{ ref('stg_rule_term') }} as term
        on suspected.rule_id = term.rule_id and suspected.measure = term.measure and observation.concept = term.concept
    where
        suspected.scope = 'group' and suspected.whole_ordinal < observation.ordinal and term.rule_id is null
        and coalesce(observation.value_cny, observation.value, 1) not in (0, suspected.right_amount)
        and (suspected.measure <> 'count' or suspected.concept = observation.concept)
),

-- It stands within the list, or in the sentence in which that ends.
unread as (
    select distinct
        rule_id,
        document_id,
        whole_ordinal,
        true as is_unread
    from missed
    where (last_ordinal > ordinal or last_sentence = sentence) and (value_cny is not null) = (measure <> 'count')
),

final as (
    select
        held.rule_id,
        held.document_id,
        held.concept || '/' || held.measure
        || case when held.basis <> '' then '/' || held.basis else '' end
        || case when held.function_code <> '' then '/' || held.function_code else '' end
        || case when held.member <> '' then '/' || held.member else '' end
        || '#' || cast(held.instance_number as string) as instance,
        case
            when held.excluding > 0 or held.is_selection then 'not_applicable'
            when held.terms_found < held.terms_required or held.parts = 0 or held.is_incomplete or held.approximate > 0
                then 'insufficient_data'
            when held.holds then 'pass'
            when held.holds_rounded then 'rounding'
            when opened.is_open then 'not_applicable'
            when held.parts < held.min_parts and not held.is_exceeded or held.clouding > 0 or unread.is_unread or partial.is_partial
                then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when held.excluding > 0 then 'told in another form, which another rule checks'
            when held.is_selection then 'the list names fewer than the document says there are'
            when held.terms_found < held.terms_required or held.parts = 0 then 'a figure that the rule needs is not printed'
            when held.is_incomplete then 'not every part has its share'
            when held.approximate > 0 then 'a figure is told only approximately'
            when held.holds or held.holds_rounded then ''
            when opened.is_open then 'the list says that it is not complete'
            when held.parts < held.min_parts and not held.is_exceeded then 'too few parts are listed to say'
            when held.clouding > 0 then 'codes of several levels are listed side by side'
            when unread.is_unread then 'a figure within the list could not be understood'
            when partial.is_partial then 'the list has nothing of a class that there is'
            else ''
        end as reason,
        {{ in_printed_unit('held.left_amount', 'held.factor') }} as left_value,
        {{ in_printed_unit('held.right_amount', 'held.factor') }} as right_value,
        {{ in_printed_unit('held.tolerance', 'held.factor') }} as tolerance,
        held.unit,
        held.terms,
        held.concept,
        held.function_code,
        held.member
    from held
    left join opened
        on held.rule_id = opened.rule_id and held.document_id = opened.document_id and held.whole_ordinal = opened.whole_ordinal
    left join {{ ref('int_partial_list') }} as partial
        on held.rule_id = partial.rule_id and held.document_id = partial.document_id and held.whole_ordinal = partial.whole_ordinal
    left join unread
        on held.rule_id = unread.rule_id and held.document_id = unread.document_id and held.whole_ordinal = unread.whole_ordinal
)

select * from final
