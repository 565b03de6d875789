{{ config(meta={'kept': 'for_good'}) }}

with economic_class as (
    select * from {{ ref('economic_class') }}
),

final as (
    select
        fiscal_year_from,
        fiscal_year_to,
        budget_type,
        code,
        parent_code,
        level,
        name
    from economic_class
)

select * from final
