-- What a person should see: checks that failed, and those that hold only because figures are rounded.
{%- set figures = {'left': 'left_words', 'right': 'right_words', 'difference': 'difference_words', 'unit': 'unit', 'printed': 'printed',
                   'expected': 'expected'} %}
{%- set zh = dict(figures, subject='subject_zh', basis='basis_zh', base_basis='base_basis_zh') %}
{%- set en = dict(figures, subject='subject_en', basis='basis_en', base_basis='base_basis_en') %}

with result as (
    select * from {{ ref('int_check_result') }}
    where status in ('fail', 'rounding')
),

function_name as (
    select
        document.document_id,
        function_class.code,
        min(function_class.name) as name
    from {{ ref('stg_document') }} as document
    inner join {{ ref('function_class') }} as function_class
        on document.fiscal_year between function_class.fiscal_year_from and coalesce(function_class.fiscal_year_to, 9999)
    where function_class.code in (select result.function_code from result)
    group by document.document_id, function_class.code
),

worded as (
    select
        result.*,
        coalesce(function_name.name || '（' || result.function_code || '）', nullif(result.member, ''), '') as part_zh,
        coalesce(nullif(result.function_code, ''), nullif(result.member, ''), '') as part_en,
        {{ plain_number('result.left_value') }} as left_words,
        {{ plain_number('result.right_value') }} as right_words,
        {{ plain_number('result.difference') }} as difference_words,
        {{ basis_name('result.basis', 'zh') }} as basis_zh,
        {{ basis_name('result.basis', 'en') }} as basis_en,
        {{ basis_name('result.base_basis', 'zh', otherwise='基数') }} as base_basis_zh,
        {{ basis_name('result.base_basis', 'en', otherwise='base') }} as base_basis_en
    from result
    left join function_name
        on result.document_id = function_name.document_id and result.function_code = function_name.code
),

labelled as (
    select
        worded.*,
        coalesce(concepts.label_zh, '') || case when worded.part_zh <> '' then '·' || worded.part_zh else '' end as subject_zh,
        coalesce(concepts.label_en, '') || case when worded.part_en <> '' then ' · ' || worded.part_en else '' end as subject_en
    from worded
    left join {{ ref('concepts') }} as concepts on worded.concept = concepts.concept
),

final as (
    select
        labelled.check_id as finding_id,
        labelled.document_id,
        labelled.rule_id,
        case labelled.status when 'rounding' then 'info' else rule.severity end as severity,
        labelled.status,
        labelled.left_value,
        labelled.right_value,
        labelled.difference,
        labelled.tolerance,
        labelled.unit,
        coalesce(place.printed_terms, {{ empty_list() }}) as printed_terms,
        labelled.terms,
        {{ filled('rule.message_zh', zh) }}
        || case labelled.status when 'rounding' then '（四舍五入造成的尾差）' else '' end as message_zh,
        {{ filled('rule.message_en', en) }}
        || case labelled.status when 'rounding' then ' (explained by rounding)' else '' end as message_en,
        coalesce(place.quotes, {{ empty_list() }}) as quotes,
        waivers.reason as waiver,
        waivers.reviewer,
        waivers.waived_on
    from labelled
    inner join {{ ref('dim_rule') }} as rule on labelled.rule_id = rule.rule_id
    left join {{ ref('int_finding_place') }} as place on labelled.check_id = place.check_id
    left join {{ ref('stg_waiver') }} as waivers
        on
            labelled.check_id = waivers.finding_id
            and labelled.document_id = waivers.document_id
            and labelled.rule_id = waivers.rule_id
            and waivers.is_complete
)

select * from final
