-- Concepts and codes are told as the reference data has them.
with told as (
    select 'dim_concept' as table_name, concept as key, null as valid_from, null as valid_to, label_zh as name, concat_ws('|', label_en, area, unit_kind, definition_zh) as more
    from marts.dim_concept
    union all
    select 'dim_function_class', code, fiscal_year_from, fiscal_year_to, name, concat_ws('|', budget_type, parent_code, level)
    from marts.dim_function_class
    union all
    select 'dim_economic_class', code, fiscal_year_from, fiscal_year_to, name, concat_ws('|', budget_type, parent_code, level)
    from marts.dim_economic_class
),

known as (
    select 'dim_concept' as table_name, concept as key, null as valid_from, null as valid_to, label_zh as name, concat_ws('|', label_en, area, unit_kind, definition_zh) as more
    from reference.concepts
    union all
    select 'dim_function_class', code, fiscal_year_from, fiscal_year_to, name, concat_ws('|', budget_type, parent_code, level)
    from reference.function_class
    union all
    select 'dim_economic_class', code, fiscal_year_from, fiscal_year_to, name, concat_ws('|', budget_type, parent_code, level)
    from reference.economic_class
)

select 'missing' as what, * from (from known except all from told)
union all
select 'unknown', * from (from told except all from known)
