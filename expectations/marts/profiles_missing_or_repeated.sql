with told as (
    select document_id, count(*) as times from marts.mart_department_profile group by document_id
)

select coalesce(document.document_id, told.document_id) as document_id, document.status, coalesce(told.times, 0) as times
from marts.dim_document as document
full join told on document.document_id = told.document_id
where
    coalesce(told.times, 0)
    <> case when document.status in ('published', 'published_with_findings') then 1 else 0 end
