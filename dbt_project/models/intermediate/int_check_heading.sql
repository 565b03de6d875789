{%- set body_pattern = "'^.*?(局|委|委员会|中心|办公室|院|校|学校|园|队|馆|站|所|会|府|部|厅|处|社|台|学|室|库|场|司|）)(20[0-9]{2}|概况)'" %}

{#- Amounts that every year has: of others, such as receptions, a text may tell only that there were some the year before. -#}
{%- set totals = [
    'total_revenue_and_expenditure', 'revenue_total', 'expenditure_total', 'current_year_revenue_total', 'current_year_expenditure_total',
    'fiscal_appropriation_total', 'fiscal_appropriation_revenue', 'fiscal_appropriation_expenditure',
    'general_public_budget_revenue', 'general_public_budget_expenditure', 'general_public_budget_basic_expenditure',
] %}
{%- set holdings = ['official_vehicles_held_year_end', 'official_vehicles_held_fiscal_funded'] %}

-- Headings: the year they print is the year accounted for, and the body they name is the body of the document. A clause that begins
-- with the year before tells an amount of the accounts, or what is held at its end, only beside that of their own year.
with section as (
    select
        section.document_id,
        section.section_id,
        section.title_start as char_start,
        section.title_end as char_end,
        document.fiscal_year,
        {{ squeeze('section.title') }} as title,
        {{ squeeze('document.organisation_name') }} as organisation_name
    from {{ ref('stg_section') }} as section
    inner join {{ ref('stg_document') }} as document on section.document_id = document.document_id
    where length(section.title) <= 60
),

dated as (
    select
        'heading_year' as relation,
        document_id,
        char_start,
        char_end,
        title as printed,
        cast(fiscal_year as string) || '年' as expected,
        instr(title, cast(fiscal_year as string)) > 0 as holds,
        title as subject
    from section
    where
        {{ matches('title', "'20[0-9]{2}年'") }} and {{ matches('title', "'决算|工作完成情况'") }}
        and not {{ matches('title', "'[与同较比]20[0-9]{2}年度?(决算数?)?(相比|对比|比较)'") }}
),

figure as (
    select
        document_id,
        observation_id,
        sentence,
        concept,
        versus,
        {{ squeeze('quote') }} as words,
        measure = 'count' as is_held,
        case
            when measure = 'count' then {{ first_match(squeeze('quote'), "'[^，。；]*保有[^，。；]*'") }}
            else {{ first_match(squeeze('quote'), "'^[^，。；]*'") }}
        end as clause,
        versus = 'prior_year' and {{ matches('phrase', "'^上年'") }} as leads
    from {{ ref('stg_observation') }}
    where
        origin = 'text'
        and function_code = ''
        and member = ''
        and (measure, concept) in (
            {% for concept in totals -%}
                ('final', '{{ concept }}'),
            {% endfor -%}
            {% for concept in holdings -%}
                ('count', '{{ concept }}'){% if not loop.last %},{% endif %}
            {% endfor %}
        )
),

told as (
    select
        *,
        -- What both sides come to tells of either.
        max(case when versus = '' then 1 else 0 end) over (
            partition by
                document_id,
                case
                    when is_held then 'held'
                    when concept in ('revenue_total', 'expenditure_total') then 'total_revenue_and_expenditure'
                    else concept
                end
        ) as is_told_now
    from figure
),

-- One row for a sentence: it tells of this year too where the text tells one of its amounts, or, of amounts, where it says so.
told_alone as (
    select
        'told_year' as relation,
        told.document_id,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end,
        min(told.observation_id) as observation_id,
        min(told.clause) as printed,
        cast(document.fiscal_year as string) || '年' as expected,
        max(told.is_told_now) = 1
        or not told.is_held and (
            instr(min(told.words), cast(document.fiscal_year as string)) > 0
            or {{ matches('min(told.words)', "'[本今当]年|本期'") }}
        ) as holds,
        min(told.clause) as subject
    from told
    inner join {{ ref('stg_document') }} as document on told.document_id = document.document_id
    where told.leads
    group by told.document_id, told.sentence, told.is_held, document.fiscal_year
),

-- The body is what stands before the year or before 概况.
named as (
    select
        document_id,
        char_start,
        char_end,
        organisation_name,
        {{ first_match('title', body_pattern) }} as opening
    from section
),

body as (
    select
        document_id,
        char_start,
        char_end,
        organisation_name,
        regexp_replace(regexp_replace(opening, '(20[0-9]{2}|概况)$', ''), '^第[一二三四五六七八九十]+部分', '') as name
    from named
    where opening <> ''
),

agreed as (
    select
        *,
        instr(organisation_name, name) > 0 or instr(name, organisation_name) > 0 as holds,
        max(case when organisation_name = name then 1 else 0 end) over (partition by document_id) as some_agree
    from body
    where length(name) >= 4
),

heading as (
    select
        relation,
        document_id,
        char_start,
        char_end,
        cast(null as string) as observation_id,
        printed,
        expected,
        holds,
        subject
    from dated
    union all
    select * from told_alone
    union all
    select
        'heading_name' as relation,
        document_id,
        char_start,
        char_end,
        null as observation_id,
        name as printed,
        organisation_name as expected,
        holds,
        name as subject
    from agreed
    -- Where no heading has the recognised name, it is the recognition that is in doubt.
    where some_agree = 1
),

final as (
    select
        rules.rule_id,
        heading.document_id,
        heading.subject || '#' || cast(
            row_number() over (
                partition by rules.rule_id, heading.document_id, heading.subject order by heading.char_start, heading.observation_id
            ) as string
        ) as instance,
        case when heading.holds then 'pass' else 'fail' end as status,
        '' as reason,
        heading.printed,
        heading.expected,
        heading.char_start,
        heading.char_end,
        {{ list_without_nulls(['heading.observation_id']) }} as terms
    from heading
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'heading' and heading.relation = rules.relation
)

select * from final
