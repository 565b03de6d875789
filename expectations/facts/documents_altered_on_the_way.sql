-- A document is told of as it was recognised, and its body with what its documents say of it.
select landed.document_id, landed.source_name, document.source_name as told_name
from raw.raw_document as landed
inner join marts.dim_document as document on landed.document_id = document.document_id
where
    (
        landed.sha256, landed.source_name, landed.byte_size, landed.format, landed.encoding, landed.title, landed.organisation_name,
        landed.organisation_level, landed.region, landed.fiscal_year, landed.document_kind, landed.consolidation, landed.page_count,
        landed.unread_pages, landed.char_count, landed.reader_version, landed.observer_version
    ) is distinct from (
        document.sha256, document.source_name, document.byte_size, document.format, document.encoding, document.title,
        document.organisation_name, document.organisation_level, document.region, document.fiscal_year, document.document_kind,
        document.consolidation, document.page_count, document.unread_pages, document.char_count, document.reader_version, document.observer_version
    )
    or (landed.intake_status <> 'read' and (document.status_reason, document.status_reason_zh)
    is distinct from (landed.reject_reason_en, landed.reject_reason_zh))
    or coalesce(document.status_reason_zh, '') = ''
