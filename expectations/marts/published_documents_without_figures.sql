select document.document_id, document.source_name, document.status
from marts.dim_document as document
left join marts.fct_observation as observation
    on document.document_id = observation.document_id and observation.status = 'mapped'
where document.status in ('published', 'published_with_findings') and observation.observation_id is null
