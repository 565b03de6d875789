{{ config(meta={'kept': 'by_document'}) }}

with document as (
    select * from {{ ref('stg_document') }}
),

document_status as (
    select * from {{ ref('int_document_status') }}
),

final as (
    select
        document.document_id,
        document.sha256,
        document.source_name,
        document.title,
        document.organisation_id,
        document.organisation_name,
        document.organisation_level,
        document.region,
        document.fiscal_year,
        document.document_kind,
        document.consolidation,
        document.format,
        document.encoding,
        document.byte_size,
        document.page_count,
        document.unread_pages,
        document.char_count,
        document_status.status,
        document_status.status_reason,
        document_status.status_reason_zh,
        document.reader_version,
        document.observer_version
    from document
    inner join document_status on document.document_id = document_status.document_id
)

select * from final
