with document as (
    select * from {{ ref('int_named_document') }}
),

quality as (
    select * from {{ ref('fct_document_quality') }}
),

finding as (
    select
        document_id,
        count(case when severity = 'error' then 1 end) as errors,
        count(case when severity = 'warning' then 1 end) as warnings,
        count(case when severity = 'info' then 1 end) as infos
    from {{ ref('fct_finding') }}
    group by document_id
),

figure as (
    select
        document_id,
        {% for name, concept, measure in profile_amounts() -%}
            max(case when concept = '{{ concept }}' and measure = '{{ measure }}' then amount_cny end) as {{ name }}_cny,
        {% endfor -%}
        max(case when concept = 'staff_in_post_actual' and measure = 'count' then value end) as staff,
        max(case when concept = 'retired_staff' and measure = 'count' then value end) as retired,
        max(case when concept = 'vehicles_total' and measure = 'count' then value end) as vehicles
    from {{ ref('int_resolved') }}
    where member = '' and function_code = '' and versus = ''
    group by document_id
),

final as (
    select
        document.document_id,
        document.organisation_name,
        document.organisation_level,
        document.region,
        document.fiscal_year,
        document.consolidation,
        {% for name, concept, measure in profile_amounts() -%}
            cast(figure.{{ name }}_cny as decimal(24, 6)) as {{ name }}_cny,
        {% endfor -%}
        cast({{ exact_ratio('figure.fiscal_revenue_cny', 'figure.revenue_cny', 2) }} as decimal(24, 6)) as fiscal_dependency_pct,
        cast({{ exact_ratio('figure.sme_contracts_cny', 'figure.procurement_cny', 2) }} as decimal(24, 6)) as sme_share_pct,
        cast(0.01 * {{ exact_ratio('figure.personnel_cny', 'figure.staff', 2) }} as decimal(24, 6)) as personnel_per_head_cny,
        cast(figure.staff as decimal(24, 6)) as staff,
        cast(figure.retired as decimal(24, 6)) as retired,
        cast(figure.vehicles as decimal(24, 6)) as vehicles,
        cast(coalesce(finding.errors, 0) as integer) as errors,
        cast(coalesce(finding.warnings, 0) as integer) as warnings,
        cast(coalesce(finding.infos, 0) as integer) as infos,
        quality.coverage,
        quality.score
    from document
    left join figure on document.document_id = figure.document_id
    left join quality on document.document_id = quality.document_id
    left join finding on document.document_id = finding.document_id
)

select * from final
