-- A row of a mart is told of the body and the year of its document, and its identity and name of what it is about.
with told as (
    select
        'mart_budget_execution' as mart, document_id, organisation_name, fiscal_year, concept, function_code, member, label_zh,
        line_id = concat_ws('/', document_id, concept, function_code, member) as is_itself
    from marts.mart_budget_execution
    union all
    select
        'mart_structure', document_id, organisation_name, fiscal_year, concept, function_code, member, label_zh,
        line_id = concat_ws('/', document_id, concept, fund, function_code, member)
    from marts.mart_structure
    union all
    select
        'mart_three_public_league', document_id, organisation_name, fiscal_year, concept, '', '', label_zh,
        item_id = concat_ws('/', document_id, concept)
    from marts.mart_three_public_league
    union all
    select
        'mart_year_on_year', document_id, organisation_name, fiscal_year, concept, '', '', label_zh,
        line_id = concat_ws('/', document_id, concept, fund, function_code, member)
    from marts.mart_year_on_year
),

of_document as (
    select 'mart_department_profile' as mart, document_id, organisation_name, fiscal_year, consolidation, organisation_level, region
    from marts.mart_department_profile
    union all
    select 'mart_three_public_league', league.document_id, league.organisation_name, league.fiscal_year, league.consolidation,
        document.organisation_level, league.region
    from marts.mart_three_public_league as league
    left join marts.dim_document as document on league.document_id = document.document_id
)

select told.mart, told.document_id, told.label_zh, told.fiscal_year
from told
left join marts.dim_document as document on told.document_id = document.document_id
left join marts.dim_concept as concept on told.concept = concept.concept
where
    (told.document_id, told.organisation_name, told.fiscal_year)
    is distinct from (document.document_id, document.organisation_name, document.fiscal_year)
    or told.is_itself is distinct from true
    or (told.function_code = '' and told.label_zh is distinct from coalesce(nullif(told.member, ''), concept.label_zh))
union all
select of_document.mart, of_document.document_id, of_document.organisation_name, of_document.fiscal_year
from of_document
left join marts.dim_document as document on of_document.document_id = document.document_id
where
    (
        of_document.organisation_name, of_document.fiscal_year, of_document.consolidation, of_document.organisation_level, of_document.region
    ) is distinct from (
        document.organisation_name, document.fiscal_year, document.consolidation, document.organisation_level, document.region
    )
