with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'assets'
),

final as (
    select
        concat_ws('/', document_id, item, member) as asset_id,
        document_id,
        item as kind,
        member,
        {{ picked('count', "measure = 'count'", column='value', suffix='') }},
        {{ picked('value', "measure = 'final'") }},
        max(unit) as unit,
        max(threshold_cny) as threshold_cny
    from resolved
    where measure in ('count', 'final')
    group by document_id, item, member
)

select * from final
