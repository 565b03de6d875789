-- Rules of the shape Σ sign · part  =, ≤  whole, over figures told by their place in a table or in the text.
with side as (
    select * from {{ ref('int_equation_side') }}
),

held as (
    select
        side.*,
        cell.concept,
        cell.measure,
        cell.basis,
        cell.function_code,
        cell.economic_code,
        cell.factor,
        cell.unit,
        case side.relation
            when '<=' then side.left_amount <= side.right_amount
            when 'covered' then side.right_amount <= 0 or side.left_amount > 0
            else side.left_amount = side.right_amount
        end as holds,
        case side.relation
            when '<=' then side.left_amount - side.right_amount <= side.tolerance
            when 'covered' then false
            else abs(side.left_amount - side.right_amount) <= side.tolerance
        end as holds_rounded,
        row_number() over (
            partition by side.rule_id, side.document_id, cell.concept, cell.measure, cell.basis, cell.code
            order by side.equation, side.whole_ordinal
        ) as instance_number
    from side
    inner join {{ ref('int_placed_figure') }} as cell on side.document_id = cell.document_id and side.whole_ordinal = cell.ordinal
),

final as (
    select
        rule_id,
        document_id,
        concept || '/' || measure
        || case when basis <> '' then '/' || basis else '' end
        || case when function_code || economic_code <> '' then '/' || function_code || economic_code else '' end
        || '#' || cast(instance_number as string) as instance,
        case
            when terms_found < terms_required or (parts = 0 and relation <> 'covered') or is_ambiguous then 'insufficient_data'
            when holds then 'pass'
            when excluding > 0 then 'not_applicable'
            when holds_rounded then 'rounding'
            -- Parts that are printed and exceed the whole already do so whatever the others are.
            when is_incomparable or (is_partly_printed and relation <> '<=') or is_unread then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when terms_found < terms_required or (parts = 0 and relation <> 'covered') then 'a figure that the rule needs is not printed'
            when is_ambiguous then 'a figure that the rule needs is printed twice, and differently'
            when holds then ''
            when excluding > 0 then 'told in another form, which another equation checks'
            when holds_rounded then ''
            when is_incomparable then 'a table does not say its unit'
            when is_partly_printed and relation <> '<=' then 'a table that the rule speaks of has no figure'
            when is_unread then 'a figure within the table could not be understood'
            else ''
        end as reason,
        {{ in_printed_unit('left_amount', 'factor') }} as left_value,
        {{ in_printed_unit('right_amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        terms,
        concept,
        function_code,
        economic_code as member
    from held
)

select * from final
