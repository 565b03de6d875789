with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'staff' and measure = 'count'
),

final as (
    select
        concat_ws('/', document_id, item, member) as staff_id,
        document_id,
        item as kind,
        member,
        {{ picked('count', 'true', column='value', suffix='') }}
    from resolved
    group by document_id, item, member
)

select * from final
