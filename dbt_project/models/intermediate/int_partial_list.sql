-- Lists of groups or items that add up to less than all expenditure of the general public budget and tell nothing of a class that the
-- document tells of: they are not all of it. Of expenditure from all funds a class may be paid from other money: it counts against a list
-- of one class only. A heading may say that not all are listed.
with listed as (
    select distinct
        part.rule_id,
        part.document_id,
        part.whole_ordinal,
        substr(figure.function_code, 1, 3) as class_code
    from {{ ref('int_linear_part') }} as part
    inner join {{ ref('int_placed_figure') }} as figure on part.document_id = figure.document_id and part.ordinal = figure.ordinal
    where part.role = 'part' and length(figure.function_code) > 3
),

list_of_classes as (
    select
        rule_id,
        document_id,
        whole_ordinal,
        count(*) as classes
    from listed
    group by rule_id, document_id, whole_ordinal
),

-- Such as 具体情况（仅列主要项级科目）.
partial_section as (
    select
        document_id,
        section_id
    from {{ ref('stg_section') }}
    where {{ matches('path', "'仅列|(主要|部分|重点)(项级|款级)(支出)?科目'") }}
),

told_partial as (
    select distinct
        part.rule_id,
        part.document_id,
        part.whole_ordinal
    from {{ ref('int_linear_part') }} as part
    inner join {{ ref('stg_observation') }} as observation
        on part.document_id = observation.document_id and part.ordinal = observation.ordinal
    inner join partial_section
        on observation.document_id = partial_section.document_id and observation.section_id = partial_section.section_id
    where part.role = 'part'
),

untold as (
    select distinct
        side.rule_id,
        side.document_id,
        side.whole_ordinal,
        true as is_partial
    from {{ ref('int_linear_side') }} as side
    inner join list_of_classes
        on
            side.rule_id = list_of_classes.rule_id
            and side.document_id = list_of_classes.document_id
            and side.whole_ordinal = list_of_classes.whole_ordinal
    inner join {{ ref('int_placed_figure') }} as class
        on
            side.document_id = class.document_id
            and class.measure = 'final'
            and class.versus = ''
            and class.amount > 0
            and length(class.function_code) = 3
            and (
                class.concept = 'general_public_budget_expenditure_by_function'
                or (class.concept = 'expenditure_by_function' and list_of_classes.classes = 1)
            )
    left join listed
        on
            side.rule_id = listed.rule_id
            and side.document_id = listed.document_id
            and side.whole_ordinal = listed.whole_ordinal
            and class.function_code = listed.class_code
    where
        side.concept = 'general_public_budget_expenditure' and side.function_code = ''
        and side.left_amount < side.right_amount and listed.class_code is null
),

final as (
    select * from untold
    union
    select
        rule_id,
        document_id,
        whole_ordinal,
        true as is_partial
    from told_partial
)

select * from final
