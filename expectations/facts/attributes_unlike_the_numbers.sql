-- What a row says beside its amounts is what is printed of its numbers, what is stated of it, or what the reference data has.
with unit_printed as (
    select distinct observation.document_id, concept.item, observation.member, observation.unit
    from marts.fct_observation as observation
    inner join reference.fact_concepts as concept on observation.concept = concept.concept and concept.fact = 'assets'
    where observation.status = 'mapped'
),

threshold_known as (
    select item, max(threshold_cny) as threshold_cny from reference.fact_concepts where fact = 'assets' group by item
),

said as (
    select performance_id, document_id, 'performance_conclusion' as kind, unnest(conclusions) as text from marts.fct_performance
    union all
    select performance_id, document_id, 'project_output', unnest(outputs) from marts.fct_performance
    union all
    select performance_id, document_id, 'problem_found', unnest(problems) from marts.fct_performance
)

select 'fct_assets.unit' as attribute, assets.asset_id as row_id, assets.unit as told
from marts.fct_assets as assets
left join unit_printed
    on
        assets.document_id = unit_printed.document_id
        and assets.kind = unit_printed.item
        and assets.member = unit_printed.member
        and assets.unit = unit_printed.unit
where assets.unit is not null and unit_printed.document_id is null
union all
select 'fct_assets.threshold_cny', assets.asset_id, assets.threshold_cny::varchar
from marts.fct_assets as assets
left join threshold_known on assets.kind = threshold_known.item
where assets.threshold_cny is distinct from threshold_known.threshold_cny
union all
select 'fct_spending.completion_basis', spending.spending_id, spending.completion_basis
from marts.fct_spending as spending
left join marts.fct_observation as observation on spending.completion_pct_observation_id = observation.observation_id
where spending.completion_basis is distinct from observation.basis
union all
select 'fct_performance', said.performance_id, said.text
from said
left join marts.fct_statement as statement
    on said.document_id = statement.document_id and said.kind = statement.kind and said.text = statement.text
where statement.statement_id is null
