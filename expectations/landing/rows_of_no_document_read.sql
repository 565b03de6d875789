with landed as (
    select 'raw_text' as table_name, document_id from raw.raw_text
    union
    select 'raw_section', document_id from raw.raw_section
    union
    select 'raw_observation', document_id from raw.raw_observation
    union
    select 'raw_statement', document_id from raw.raw_statement
)

select landed.table_name, landed.document_id
from landed
left join raw.raw_document as document
    on landed.document_id = document.document_id and document.intake_status = 'read'
where document.document_id is null
