-- 财政部门：需要退回单位核实的错误有哪些，两边各是多少？
-- Bureau: which errors are to be sent back to departments, with both sides?
select
    document.organisation_name, document.fiscal_year, finding.finding_id, finding.rule_id, finding.message_zh, finding.left_value,
    finding.right_value, finding.difference, finding.unit, finding.printed_terms
from fct_finding as finding
inner join dim_document as document using (document_id)
where finding.severity = 'error' and finding.waiver is null
order by document.organisation_name, document.fiscal_year, abs(finding.difference) desc nulls last, finding.finding_id
