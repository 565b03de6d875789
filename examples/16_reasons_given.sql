-- 记者：单位怎样解释增减变化？
-- Journalist: how do bodies explain what went up or down?
select document.organisation_name, document.fiscal_year, statement.subject, statement.text
from fct_statement as statement
inner join dim_document as document using (document_id)
where statement.kind = 'change_reason'
order by document.organisation_name, document.fiscal_year, statement.ordinal, statement.statement_id
