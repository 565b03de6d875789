-- 财政部门：每份文件读懂了多少数字，多少项核对得出了结论？
-- Bureau: how many figures of each document were understood, and how many checks could be decided?
select
    document.organisation_name, document.fiscal_year, quality.coverage, quality.figures_mapped, quality.figures_unmapped,
    quality.checks_pass + quality.checks_rounding + quality.checks_fail as checks_decided, quality.checks_insufficient_data, quality.score
from fct_document_quality as quality
inner join dim_document as document using (document_id)
where document.status not in ('rejected', 'withdrawn')
order by quality.coverage nulls first, document.organisation_name, document.fiscal_year, document.document_id
