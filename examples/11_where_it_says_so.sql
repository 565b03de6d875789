-- 审计：“三公”经费决算数印在哪里，原文怎么说？
-- Auditor: where is the final amount of the three public expenses printed, and in which words?
select document.organisation_name, document.fiscal_year, observation.page, observation.section, observation.printed, observation.unit,
    observation.quote, observation.char_start
from fct_spending as spending
inner join fct_observation as observation on spending.final_observation_id = observation.observation_id
inner join dim_document as document on spending.document_id = document.document_id
where spending.concept = 'three_public_expenditure'
order by document.organisation_name, document.fiscal_year, observation.observation_id
