select finding.finding_id, finding.document_id, finding.rule_id, document.status
from quality.fct_finding as finding
inner join marts.dim_document as document on finding.document_id = document.document_id
where finding.severity = 'error' and finding.waiver is null and document.status <> 'quarantined'
