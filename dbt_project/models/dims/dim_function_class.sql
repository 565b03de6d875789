{{ config(meta={'kept': 'for_good'}) }}

with function_class as (
    select * from {{ ref('function_class') }}
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
    from function_class
)

select * from final
