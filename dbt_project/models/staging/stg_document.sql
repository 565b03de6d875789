with raw_document as (
    select * from {{ source('raw', 'raw_document') }}
),

final as (
    select
        document_id,
        sha256,
        source_name,
        byte_size,
        format,
        encoding,
        title,
        case when organisation_name <> '' then substr(md5(organisation_name), 1, 16) end as organisation_id,
        organisation_name,
        organisation_level,
        region,
        fiscal_year,
        document_kind,
        consolidation,
        page_count,
        unread_pages,
        char_count,
        intake_status,
        reject_code,
        reject_reason_zh,
        reject_reason_en,
        reader_version,
        observer_version
    from raw_document
)

select * from final
