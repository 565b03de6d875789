-- 财政部门：哪些文件被隔离或未收录，为什么？
-- Bureau: which documents are held back or were not taken in, and why?
select source_name, organisation_name, fiscal_year, status, status_reason_zh, status_reason
from dim_document
where status in ('quarantined', 'rejected')
order by status, source_name, document_id
