-- The rules told of are those of the catalogue, word for word: one that is left out would be missed by no other question.
with told as (
    select
        rule_id, version, family, severity, title_zh, title_en, message_zh, message_en, formula_zh, formula_en, source, fiscal_year_from,
        fiscal_year_to, applies_to, shape, relation, coalesce(related, '') as related
    from quality.dim_rule
),

catalogue as (
    select
        rule_id, version, family, severity, title_zh, title_en, message_zh, message_en, formula_zh, formula_en, source, fiscal_year_from,
        fiscal_year_to, applies_to, shape, relation, coalesce(related, '') as related
    from reference.rules
)

select 'not told of' as what, rule_id, severity from (from catalogue except all from told)
union all
select 'not in the catalogue', rule_id, severity from (from told except all from catalogue)
