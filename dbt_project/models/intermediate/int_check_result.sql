{{ config(pre_hook="{{ all_cores() }}") }}

-- Every rule is answered for every document read: once for each place it applies to, and where there is none, once to say so.
{%- set amounts = ['left_value', 'right_value', 'tolerance', 'unit', 'terms', 'concept', 'function_code', 'member'] %}
{%- set words = ['printed', 'expected', 'char_start', 'char_end'] %}
{%- set answers = {
    'int_check_linear': amounts,
    'int_check_restatement': amounts,
    'int_check_hierarchy': amounts,
    'int_check_equation': amounts,
    'int_check_rate': amounts + ['basis', 'base_basis'],
    'int_check_text': ['terms'] + words,
    'int_check_name': words,
    'int_check_heading': ['terms'] + words,
    'int_check_body_name': ['left_value', 'right_value', 'unit'] + words,
    'int_check_item_name': words,
    'int_check_list': ['terms'] + words,
    'int_check_compare_word': amounts + words,
    'int_check_years': amounts,
    'int_check_code': ['terms', 'function_code', 'printed', 'expected'],
    'int_check_statement': ['terms', 'concept', 'printed', 'char_start', 'char_end'],
    'int_check_purpose': ['terms', 'concept', 'function_code'] + words,
    'int_check_annex': amounts,
    'int_check_annex_sum': amounts,
    'int_check_evaluation': amounts,
    'int_check_unit_cost': amounts,
    'int_check_form': ['left_value', 'terms', 'printed'],
} %}
{%- set nothing = {
    'terms': empty_list(), 'char_start': 'cast(null as integer)', 'char_end': 'cast(null as integer)',
    'left_value': 'cast(null as decimal(24, 6))', 'right_value': 'cast(null as decimal(24, 6))', 'tolerance': 'cast(null as decimal(24, 6))',
} %}
{%- set columns = amounts + ['basis', 'base_basis'] + words %}

with answer as (
    {% for model, told in answers.items() -%}
        select
            rule_id,
            document_id,
            instance,
            status,
            reason,
            {% for column in columns -%}
                {{ column if column in told else nothing.get(column, "''") ~ ' as ' ~ column }}{% if not loop.last %},{% endif %}
            {% endfor %}
        from {{ ref(model) }}
        {% if not loop.last %}union all{% endif %}
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
            when expected_check.shape in ('pattern', 'name', 'item_name') then 'pass'
            else 'insufficient_data'
        end as status,
        answer.left_value,
        answer.right_value,
        cast(answer.left_value - answer.right_value as decimal(24, 6)) as difference,
        answer.tolerance,
        answer.unit,
        coalesce(answer.terms, {{ empty_list() }}) as terms,
        case
            when answer.status is not null then answer.reason
            when expected_check.rule_id_in_force is null then 'the rule does not hold for this fiscal year'
            when expected_check.shape in ('pattern', 'name', 'item_name') then ''
            when expected_check.shape = 'years' then 'no document of the year before tells what this rule compares'
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
