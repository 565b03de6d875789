with rules as (
    select * from {{ ref('rules') }}
),

-- What does not apply to a rule is empty in the catalogue, which a CSV cannot tell from null.
final as (
    select
        rule_id,
        version,
        family,
        severity,
        shape,
        relation,
        coalesce(scope, '') as scope,
        coalesce(min_parts, 0) as min_parts,
        coalesce(count_concepts, '') as count_concepts,
        coalesce(open_words, '') as open_words,
        fiscal_year_from,
        fiscal_year_to,
        applies_to,
        title_zh,
        title_en,
        formula_zh,
        formula_en,
        message_zh,
        message_en,
        source,
        coalesce(related, '') as related
    from rules
)

select * from final
