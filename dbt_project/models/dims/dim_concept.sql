{{ config(meta={'kept': 'for_good'}) }}

with concepts as (
    select * from {{ ref('concepts') }}
),

final as (
    select
        concept,
        label_zh,
        label_en,
        area,
        unit_kind,
        definition_zh
    from concepts
)

select * from final
