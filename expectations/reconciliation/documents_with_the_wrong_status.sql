-- Held back only for an error that no reviewer has accepted; rejected or withdrawn if and only if landing said so.
with held as (
    select document_id, count(*) filter (severity = 'error' and waiver is null) as errors, count(*) as findings
    from quality.fct_finding
    group by document_id
)

select document.document_id, document.status, landed.intake_status, coalesce(held.errors, 0) as errors, coalesce(held.findings, 0) as findings
from marts.dim_document as document
inner join raw.raw_document as landed on document.document_id = landed.document_id
left join held on document.document_id = held.document_id
where
    document.status <> case
        when landed.intake_status <> 'read' then landed.intake_status
        when coalesce(held.errors, 0) > 0 then 'quarantined'
        when coalesce(held.findings, 0) > 0 then 'published_with_findings'
        else 'published'
    end
    or coalesce(document.status_reason, '') = ''
