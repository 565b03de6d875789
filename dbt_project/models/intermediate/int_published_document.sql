{{ config(materialized='view') }}

with document_status as (
    select * from {{ ref('int_document_status') }}
),

final as (
    select document_id
    from document_status
    where status in ('published', 'published_with_findings')
)

select * from final
