select coalesce(answer.check_id, finding.finding_id) as check_id, answer.status, finding.severity
from quality.fct_check_result as answer
full join quality.fct_finding as finding on answer.check_id = finding.finding_id
where
    (answer.status in ('fail', 'rounding') and finding.finding_id is null)
    or (finding.finding_id is not null and coalesce(answer.status, '') not in ('fail', 'rounding'))
    or (answer.status = 'rounding' and finding.severity <> 'info')
