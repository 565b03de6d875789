with document as (
    select * from {{ ref('int_named_document') }}
),

function_name as (
    select * from {{ ref('int_function_name') }}
),

funding as (
    select * from {{ ref('fct_funding') }}
    where final_cny is not null
),

spending as (
    select * from {{ ref('fct_spending') }}
    where final_cny is not null
),

line as (
    select
        document_id,
        'funding' as side,
        'source' as breakdown,
        concept,
        fund,
        '' as function_code,
        '' as member,
        final_cny,
        final_observation_id,
        share_pct_printed,
        'current_year_revenue_total' as total_concept
    from funding
    where concept not like '%total%'
    union all
    select
        document_id,
        'spending' as side,
        breakdown,
        concept,
        fund,
        function_code,
        member,
        final_cny,
        final_observation_id,
        share_pct_printed,
        case
            when breakdown = 'function' and fund = 'general' then 'general_public_budget_expenditure'
            when breakdown = 'basic_parts' then 'general_public_budget_basic_expenditure'
            when breakdown = 'basic_project' and fund = 'general' then 'general_public_budget_expenditure'
            else 'current_year_expenditure_total'
        end as total_concept
    from spending
    where breakdown in ('fund', 'basic_project', 'basic_parts', 'function')
),

total as (
    select
        document_id,
        concept,
        final_cny as total_cny,
        final_observation_id as total_observation_id
    from funding
    where concept = 'current_year_revenue_total'
    union all
    select
        document_id,
        concept,
        final_cny as total_cny,
        final_observation_id as total_observation_id
    from spending
    where
        concept in ('current_year_expenditure_total', 'general_public_budget_expenditure', 'general_public_budget_basic_expenditure')
),

final as (
    select
        concat_ws('/', line.document_id, line.concept, line.fund, line.function_code, line.member) as line_id,
        line.document_id,
        document.organisation_name,
        document.fiscal_year,
        line.side,
        line.breakdown,
        line.concept,
        coalesce(function_name.name, nullif(line.member, ''), concepts.label_zh) as label_zh,
        line.fund,
        line.function_code,
        line.member,
        line.final_cny,
        line.final_observation_id,
        line.total_concept,
        total.total_cny,
        total.total_observation_id,
        cast({{ exact_ratio('line.final_cny', 'total.total_cny', 2) }} as decimal(24, 6)) as share_pct,
        line.share_pct_printed
    from line
    inner join document on line.document_id = document.document_id
    inner join {{ ref('concepts') }} as concepts on line.concept = concepts.concept
    left join total on line.document_id = total.document_id and line.total_concept = total.concept
    left join function_name on document.fiscal_year = function_name.fiscal_year and line.function_code = function_name.code
)

select * from final
