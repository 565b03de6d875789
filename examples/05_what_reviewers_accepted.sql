-- 财政部门：复核人认可了哪些问题，理由是什么，豁免是否仍然有效？
-- Bureau: what have reviewers accepted, why, and is the finding still there?
select waiver.status, waiver.finding_id, waiver.rule_id, document.organisation_name, waiver.reason, waiver.reviewer, waiver.waived_on,
    waiver.explanation_zh, waiver.explanation_en
from fct_waiver as waiver
left join dim_document as document using (document_id)
order by waiver.status, waiver.finding_id
