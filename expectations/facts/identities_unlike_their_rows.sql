-- The identity of a row is made of what the row says it is about.
select 'fct_funding' as fact, funding_id as row_id from marts.fct_funding
where funding_id is distinct from concat_ws('/', document_id, concept, fund)
union all
select 'fct_spending', spending_id from marts.fct_spending
where
    spending_id is distinct from concat_ws('/', document_id, concept, fund, function_code, economic_code, member)
    or breakdown is distinct from (select concepts.breakdown from reference.fact_concepts as concepts where concepts.concept = fct_spending.concept)
union all
select 'fct_procurement', procurement_id from marts.fct_procurement where procurement_id is distinct from concat_ws('/', document_id, kind)
union all
select 'fct_assets', asset_id from marts.fct_assets where asset_id is distinct from concat_ws('/', document_id, kind, member)
union all
select 'fct_staff', staff_id from marts.fct_staff where staff_id is distinct from concat_ws('/', document_id, kind, member)
union all
select 'fct_performance', performance_id from marts.fct_performance
where performance_id is distinct from concat_ws('/', document_id, subject_kind, subject)
