-- Every rule is answered for every document read: once for each place it applies to, and where there is none, once to say so.
{%- set amounts = 'left_value, right_value, tolerance, unit, terms, concept, function_code, member' %}
{%- set no_amounts = "null, null, null, null" %}
{%- set no_words = "'', '', '', '', cast(null as integer), cast(null as integer)" %}

with answer (
    rule_id, document_id, instance, status, reason, {{ amounts }}, basis, base_basis, printed, expected, char_start, char_end
) as (
    {% for model in ['int_check_linear', 'int_check_restatement', 'int_check_hierarchy', 'int_check_equation'] -%}
        select rule_id, document_id, instance, status, reason, {{ amounts }}, {{ no_words }} from {{ ref(model) }}
        union all
    {% endfor -%}
    select rule_id, document_id, instance, status, reason, {{ amounts }}, basis, base_basis, '', '', null, null
    from {{ ref('int_check_rate') }}
    {% for model in ['int_check_text', 'int_check_name', 'int_check_heading'] -%}
        union all
        select
            rule_id, document_id, instance, status, reason, {{ no_amounts }},
            {{ 'terms' if model == 'int_check_text' else no_texts() }}, '', '', '', '', '', printed, expected, char_start, char_end
        from {{ ref(model) }}
    {% endfor %}
),

expected_check as (
    select
        document.document_id,
        rule.rule_id,
        rule.shape,
        case
            when
                coalesce(document.fiscal_year >= rule.fiscal_year_from, true)
                and coalesce(document.fiscal_year <= rule.fiscal_year_to, true)
                then rule.rule_id
        end as rule_id_in_force
    from {{ ref('stg_document') }} as document
    cross join {{ ref('stg_rule') }} as rule
    where document.intake_status = 'read'
),

final as (
    select
        substr(md5(expected_check.document_id || '|' || expected_check.rule_id || '|' || coalesce(answer.instance, '')), 1, 16) as check_id,
        expected_check.document_id,
        expected_check.rule_id,
        coalesce(answer.instance, '') as instance,
        case
            when answer.status is not null then answer.status
            when expected_check.rule_id_in_force is null then 'not_applicable'
            when expected_check.shape in ('pattern', 'name') then 'pass'
            else 'insufficient_data'
        end as status,
        answer.left_value,
        answer.right_value,
        cast(answer.left_value - answer.right_value as decimal(24, 6)) as difference,
        answer.tolerance,
        answer.unit,
        coalesce(answer.terms, {{ no_texts() }}) as terms,
        case
            when answer.status is not null then answer.reason
            when expected_check.rule_id_in_force is null then 'the rule does not hold for this fiscal year'
            when expected_check.shape in ('pattern', 'name') then ''
            else 'the document prints nothing that this rule speaks of'
        end as reason,
        coalesce(answer.concept, '') as concept,
        coalesce(answer.function_code, '') as function_code,
        coalesce(answer.member, '') as member,
        coalesce(answer.basis, '') as basis,
        coalesce(answer.base_basis, '') as base_basis,
        coalesce(answer.printed, '') as printed,
        coalesce(answer.expected, '') as expected,
        answer.char_start,
        answer.char_end
    from expected_check
    left join answer
        on expected_check.document_id = answer.document_id and expected_check.rule_id_in_force = answer.rule_id
)

select * from final
