{{ config(materialized='view') }}

-- What a functional code is called in each year that documents account for.
with fiscal_year as (
    select distinct fiscal_year
    from {{ ref('stg_document') }}
    where fiscal_year is not null
),

final as (
    select
        fiscal_year.fiscal_year,
        function_class.code,
        min(function_class.name) as name
    from fiscal_year
    inner join {{ ref('function_class') }} as function_class
        on fiscal_year.fiscal_year between function_class.fiscal_year_from and coalesce(function_class.fiscal_year_to, 9999)
    group by fiscal_year.fiscal_year, function_class.code
)

select * from final
