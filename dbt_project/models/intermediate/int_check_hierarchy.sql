-- Sums down a column: a total is made of its classes, a class of its groups, a group of its items, in whatever table and column.
with cell as (
    select * from {{ ref('int_cell') }}
    where origin = 'table'
),

term as (
    select * from {{ ref('stg_rule_cell') }}
    where shape = 'hierarchy'
),

side as (
    select
        document_id,
        whole_ordinal,
        sum(amount) as parts_amount,
        sum(case when amount <> 0 then half_unit else 0 end) as parts_half,
        bool_or(is_repeated) as is_repeated,
        {{ sorted_list('observation_id', 'true') }} as parts
    from {{ ref('int_hierarchy_part') }}
    group by document_id, whole_ordinal
),

-- A figure that was not understood can be the part that is missing, unless its column is another year's or compares.
unread as (
    select distinct
        document_id,
        table_set,
        table_id
    from {{ ref('stg_observation') }}
    where origin = 'table' and status = 'unmapped' and versus = ''
),

held as (
    select
        term.rule_id,
        cell.document_id,
        cell.ordinal,
        cell.observation_id,
        cell.concept,
        cell.measure,
        cell.basis,
        cell.function_code,
        cell.economic_code,
        cell.amount,
        cell.factor,
        cell.unit,
        side.parts_amount,
        side.parts_half + cell.half_unit as tolerance,
        side.parts,
        side.is_repeated,
        unread.table_id is not null as is_unread,
        row_number() over (
            partition by term.rule_id, cell.document_id, cell.concept, cell.measure, cell.basis, cell.code order by cell.ordinal
        ) as instance_number
    from term
    inner join cell
        on
            term.table_id = cell.table_id
            and (term.concept = '' or term.concept = cell.line)
            and term.code_digits = length(cell.code)
            and (term.code = '' or term.code = cell.code)
    inner join side on cell.document_id = side.document_id and cell.ordinal = side.whole_ordinal
    left join unread
        on
            cell.document_id = unread.document_id
            and cell.table_set = unread.table_set
            and cell.table_id = unread.table_id
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
            when is_repeated then 'insufficient_data'
            when parts_amount = amount then 'pass'
            when abs(parts_amount - amount) <= tolerance then 'rounding'
            when is_unread then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when is_repeated then 'a code stands more than once in the column'
            when parts_amount <> amount and abs(parts_amount - amount) > tolerance and is_unread
                then 'a figure within the table could not be understood'
            else ''
        end as reason,
        {{ in_printed_unit('parts_amount', 'factor') }} as left_value,
        {{ in_printed_unit('amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        {{ with_first('observation_id', 'parts') }} as terms,
        concept,
        function_code,
        economic_code as member
    from held
)

select * from final
