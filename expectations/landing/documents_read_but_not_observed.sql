select document.document_id, document.source_name
from raw.raw_document as document
left join raw.raw_text as body on document.document_id = body.document_id
where
    document.intake_status = 'read'
    and (
        body.document_id is null
        or document.observer_version is null
        or document.document_id not in (select observation.document_id from raw.raw_observation as observation)
    )
