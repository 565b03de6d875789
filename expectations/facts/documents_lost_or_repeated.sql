with told as (
    select document_id, count(*) as times from marts.dim_document group by document_id
)

select coalesce(landed.document_id, told.document_id) as document_id, landed.source_name, coalesce(told.times, 0) as times
from raw.raw_document as landed
full join told on landed.document_id = told.document_id
where landed.document_id is null or coalesce(told.times, 0) <> 1
