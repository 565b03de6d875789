{{ config(materialized='view') }}

-- What every mart says of a document: whose it is and of which year.
with document as (
    select * from {{ ref('dim_document') }}
),

final as (
    select
        document_id,
        organisation_id,
        organisation_name,
        organisation_level,
        region,
        fiscal_year,
        consolidation
    from document
    where status in ('published', 'published_with_findings')
)

select * from final
