{{ config(materialized='view') }}

-- Every name that a functional code ever carried, beside each year that documents account for, and whether it carries it in that year.
with fiscal_year as (
    select distinct fiscal_year
    from {{ ref('stg_document') }}
    where fiscal_year is not null
),

final as (
    select distinct
        fiscal_year.fiscal_year,
        function_class.budget_type,
        function_class.code,
        function_class.level,
        function_class.name,
        {{ bare_class_name('function_class.name') }} as bare_name,
        fiscal_year.fiscal_year between function_class.fiscal_year_from and coalesce(function_class.fiscal_year_to, 9999) as is_in_force
    from {{ ref('function_class') }} as function_class
    cross join fiscal_year
)

select * from final
