{{ config(materialized='view') }}

-- Two documents of one body for two years that follow each other, of the same kind: what the later says of the year before can be compared.
with document as (
    select * from {{ ref('stg_document') }}
    where intake_status = 'read' and organisation_id is not null and fiscal_year is not null
),

pair as (
    select
        document.document_id,
        before.document_id as before_id,
        count(*) over (partition by document.document_id) as documents_before
    from document
    inner join document as before
        on
            document.organisation_id = before.organisation_id
            and document.document_kind = before.document_kind
            and document.consolidation = before.consolidation
            and document.fiscal_year = before.fiscal_year + 1
),

-- Where many documents tell of one body's year, none of them is the one.
final as (
    select
        document_id,
        before_id
    from pair
    where documents_before <= 3
)

select * from final
