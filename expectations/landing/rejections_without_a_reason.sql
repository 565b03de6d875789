select document_id, source_name, intake_status
from raw.raw_document
where
    intake_status <> 'read'
    and (coalesce(reject_code, '') = '' or coalesce(reject_reason_zh, '') = '' or coalesce(reject_reason_en, '') = '')
