with observation as (
    select * from {{ ref('quality_observation') }}
),

published as (
    select * from {{ ref('int_published_document') }}
),

final as (
    select observation.*
    from observation
    inner join published on observation.document_id = published.document_id
)

select * from final
