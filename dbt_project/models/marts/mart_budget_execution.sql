with document as (
    select * from {{ ref('int_named_document') }}
),

function_name as (
    select * from {{ ref('int_function_name') }}
),

-- Whichever budget the document prints, the one nearest to the year's end first.
spending as (
    select
        document_id,
        breakdown,
        concept,
        function_code,
        member,
        {{ first_of(['full_year_budget', 'adjusted_budget', 'unstated_budget', 'initial_budget']) }},
        final_cny,
        final_observation_id,
        completion_pct_printed,
        completion_pct_recomputed,
        completion_pct_observation_id
    from {{ ref('fct_spending') }}
),

performance as (
    select
        document_id,
        'performance' as breakdown,
        case subject_kind
            when 'project' then 'project_execution' when 'all_projects' then 'project_execution_total' else 'whole_unit_execution_total'
        end as concept,
        '' as function_code,
        subject as member,
        'full_year_budget' as budget_basis,
        budget_cny,
        budget_observation_id,
        executed_cny as final_cny,
        executed_observation_id as final_observation_id,
        completion_pct_printed,
        completion_pct_recomputed,
        completion_pct_observation_id
    from {{ ref('fct_performance') }}
),

line as (
    select * from spending
    union all
    select * from performance
),

final as (
    select
        concat_ws('/', line.document_id, line.concept, line.function_code, line.member) as line_id,
        line.document_id,
        document.organisation_name,
        document.fiscal_year,
        line.breakdown,
        line.concept,
        coalesce(function_name.name, nullif(line.member, ''), concepts.label_zh) as label_zh,
        line.function_code,
        line.member,
        line.budget_basis,
        line.budget_cny,
        line.budget_observation_id,
        line.final_cny,
        line.final_observation_id,
        cast(line.budget_cny - line.final_cny as decimal(24, 6)) as unspent_cny,
        line.final_cny > line.budget_cny as exceeds_budget,
        line.completion_pct_printed,
        cast({{ exact_ratio('line.final_cny', 'line.budget_cny', 2) }} as decimal(24, 6)) as completion_pct,
        line.completion_pct_observation_id
    from line
    inner join document on line.document_id = document.document_id
    inner join {{ ref('concepts') }} as concepts on line.concept = concepts.concept
    left join function_name on document.fiscal_year = function_name.fiscal_year and line.function_code = function_name.code
    where line.budget_cny is not null or line.completion_pct_printed is not null
)

select * from final
