-- 研究者：可用于面板分析的数据：单位、年度、支出口径、功能科目、预算数、决算数。
-- Researcher: data for a panel: body, year, kind of spending, functional code, budget, final.
select
    document.organisation_id, document.organisation_name, document.region, document.fiscal_year, document.consolidation,
    spending.concept, spending.fund, spending.function_code, coalesce(nullif(spending.member, ''), class.name) as name,
    spending.initial_budget_cny, spending.adjusted_budget_cny, spending.final_cny
from fct_spending as spending
inner join dim_document as document using (document_id)
left join dim_function_class as class
    on
        spending.function_code = class.code
        and class.budget_type = 'general'
        and document.fiscal_year between class.fiscal_year_from and coalesce(class.fiscal_year_to, 9999)
where spending.breakdown = 'function' and spending.function_code <> ''
order by document.organisation_id, document.fiscal_year, spending.concept, spending.function_code, spending.spending_id
