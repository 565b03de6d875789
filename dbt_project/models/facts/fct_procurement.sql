with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'procurement'
),

final as (
    select
        document_id || '/' || item as procurement_id,
        document_id,
        item as kind,
        {{ picked('amount', "measure in ('final', 'budget')") }},
        {{ picked_rate('share_pct', "measure = 'share_pct'") }}
    from resolved
    group by document_id, item
)

select * from final
