{{ config(meta={'kept': 'for_good'}) }}

with final as (
    select
        rule_id,
        version,
        family,
        severity,
        title_zh,
        title_en,
        message_zh,
        message_en,
        formula_zh,
        formula_en,
        source,
        fiscal_year_from,
        fiscal_year_to,
        applies_to,
        shape,
        relation,
        related
    from {{ ref('stg_rule') }}
)

select * from final
