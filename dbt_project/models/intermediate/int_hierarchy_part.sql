{{ config(materialized='view') }}

-- In every column of a table, the figure that each figure is a part of: that of the nearest class above it, or of the total.
with cell as (
    select * from {{ ref('int_cell') }}
    where origin = 'table'
),

-- 类, 款 and 项 have codes of 3, 5 and 7 digits, the total has none.
level as (
    select 0 as digits
    union all
    select 3
    union all
    select 5
),

above as (
    select
        part.document_id,
        part.ordinal,
        part.amount,
        part.half_unit,
        part.observation_id,
        whole.ordinal as whole_ordinal,
        -- The nearest class first, and of its rows the first: no document has a million figures.
        whole.ordinal - 1000000 * level.digits as distance,
        part.is_repeated or whole.is_repeated as is_repeated
    from cell as part
    inner join level on length(part.code) > level.digits
    inner join cell as whole
        on
            part.document_id = whole.document_id
            and part.table_set = whole.table_set
            and part.table_id = whole.table_id
            and part.column_key = whole.column_key
            and part.line = whole.line
            and part.measure = whole.measure
            and part.basis = whole.basis
            and whole.code = left(part.code, level.digits)
),

final as (
    select
        document_id,
        min_by(whole_ordinal, distance) as whole_ordinal,
        ordinal,
        min(observation_id) as observation_id,
        min(amount) as amount,
        min(half_unit) as half_unit,
        min_by(is_repeated, distance) as is_repeated
    from above
    group by document_id, ordinal
)

select * from final
