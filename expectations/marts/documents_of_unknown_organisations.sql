select document.document_id, document.source_name, document.organisation_id
from marts.dim_document as document
left join marts.dim_organisation as organisation on document.organisation_id = organisation.organisation_id
where document.status <> 'rejected' and organisation.organisation_id is null
