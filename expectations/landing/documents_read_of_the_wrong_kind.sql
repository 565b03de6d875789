-- Only what accounts for one body can be compared with anything; budgets, templates and county-wide totals are rejected.
select document_id, source_name, document_kind
from raw.raw_document
where intake_status = 'read' and document_kind not in ('department_final_accounts', 'unit_final_accounts')
