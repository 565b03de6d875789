{{ config(meta={'kept': 'by_year'}) }}

-- A place is one among all documents of the year, so a year is made of all of them.
with document as (
    select * from {{ ref('dim_document') }}
    where status in ('published', 'published_with_findings')
),

spending as (
    select * from {{ ref('fct_spending') }}
    where breakdown = 'three_public' and member = ''
),

vehicles as (
    select
        document_id,
        count as vehicles_held
    from {{ ref('fct_assets') }}
    where kind = 'official_vehicles_held_year_end' and member = ''
),

item as (
    select
        spending.document_id,
        spending.concept,
        {{ first_of(['initial_budget', 'full_year_budget', 'adjusted_budget', 'unstated_budget']) }},
        spending.final_cny,
        spending.final_observation_id,
        spending.change_cny,
        spending.change_observation_id,
        spending.change_pct_printed,
        spending.prior_year_cny
    from spending
),

final as (
    select
        item.document_id || '/' || item.concept as item_id,
        item.document_id,
        document.organisation_name,
        document.region,
        document.fiscal_year,
        document.consolidation,
        item.concept,
        concepts.label_zh,
        cast(rank() over (partition by document.fiscal_year, item.concept order by item.final_cny desc nulls last) as integer) as place,
        item.budget_basis,
        item.budget_cny,
        item.budget_observation_id,
        item.final_cny,
        item.final_observation_id,
        cast({{ exact_ratio('item.final_cny', 'item.budget_cny', 2) }} as decimal(24, 6)) as completion_pct,
        item.change_cny,
        item.change_observation_id,
        cast(coalesce(item.prior_year_cny, item.final_cny - item.change_cny) as decimal(24, 6)) as prior_year_cny,
        item.change_pct_printed,
        vehicles.vehicles_held
    from item
    inner join document on item.document_id = document.document_id
    inner join {{ ref('concepts') }} as concepts on item.concept = concepts.concept
    left join vehicles on item.document_id = vehicles.document_id
)

select * from final
