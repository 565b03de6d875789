{%- set numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五', '十六'] %}
{%- set never_empty = {
    'T_TOTAL': '收入支出决算总表', 'T_REV': '收入决算表', 'T_EXP': '支出决算表', 'T_FISC_TOTAL': '财政拨款收入支出决算总表',
    'T_GPB_EXP': '一般公共预算财政拨款支出决算表', 'T_GPB_BASIC': '一般公共预算财政拨款基本支出决算表',
} %}

-- Matters of form, one answer a document: amounts below zero, percentages printed with different digits, tables that are missing,
-- pages that could not be read, and whether the document is the only one of its kind.
with observation as (
    select * from {{ ref('stg_observation') }}
    where status = 'mapped'
),

-- Balances can be below zero: a deficit of business activity is carried over.
below_zero as (
    select
        'non_negative' as relation,
        document_id,
        count(case when value < 0 then 1 end) as wrong,
        '' as printed,
        {{ sorted_list('observation_id', 'value < 0') }} as terms
    from observation
    where origin = 'table' and measure in ('final', 'budget') and instr(concept, 'balance') = 0
    group by document_id
),

-- 100% and 0% are written without digits in the best of documents.
digits as (
    select
        'digits' as relation,
        document_id,
        count(distinct decimals) - 1 as wrong,
        '' as printed,
        {{ sorted_list('observation_id', 'is_first') }} as terms
    from (
        select
            *,
            row_number() over (partition by document_id, decimals order by ordinal) = 1 as is_first
        from observation
        where
            origin = 'text' and unit = '%' and measure in ('share_pct', 'change_pct', 'completion_pct')
            and not (decimals = 0 and value in (0, 100))
    ) as rate
    group by document_id
),

-- Documents whose tables were read. Those of funds and of the three public expenses can be empty, and are then not seen.
tabled as (
    select distinct
        document_id,
        table_id
    from observation
    where origin = 'table' and table_id not in ('', 'T_OTHER')
),

tabled_document as (
    select distinct document_id from tabled
),

title as (
    {% for table_id, title in never_empty.items() -%}
        select
            '{{ table_id }}' as table_id,
            '{{ title }}' as title
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

missing as (
    select
        'main_tables' as relation,
        tabled_document.document_id,
        count(case when tabled.table_id is null then 1 end) as wrong,
        {{ joined(ordered_list('title.title', 'title.table_id', 'tabled.table_id is null'), "'、'") }} as printed,
        {{ empty_list() }} as terms
    from tabled_document
    cross join title
    left join tabled on tabled_document.document_id = tabled.document_id and title.table_id = tabled.table_id
    group by tabled_document.document_id
),

-- 一、二、三 … under one heading: none is left out. What stands in a list of contents only is no section.
numeral as (
    {% for numeral in numerals -%}
        select
            '{{ numeral }}、' as marker,
            {{ loop.index }} as number
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

chapter as (
    select
        section.document_id,
        section.parent_id,
        max(numeral.number) as highest,
        count(distinct numeral.number) as chapters
    from {{ ref('stg_section') }} as section
    inner join numeral on section.marker = numeral.marker
    where section.parent_id is not null
    group by section.document_id, section.parent_id
),

numbered as (
    select
        'numbering' as relation,
        document_id,
        sum(highest - chapters) as wrong,
        '' as printed,
        {{ empty_list() }} as terms
    from chapter
    where chapters >= 3
    group by document_id
),

-- A page that is a picture has figures that nobody read.
pages as (
    select
        'pages' as relation,
        document_id,
        length(coalesce(unread_pages, '')) - length(replace(coalesce(unread_pages, ''), ',', ''))
        + case when unread_pages is null then 0 else 1 end as wrong,
        coalesce(unread_pages, '') as printed,
        {{ empty_list() }} as terms
    from {{ ref('stg_document') }}
    where intake_status = 'read' and page_count is not null
),

-- The same accounts in two formats are two documents: whoever sums over bodies counts them twice.
alone as (
    select
        'alone' as relation,
        document_id,
        count(*) over (partition by organisation_id, fiscal_year, document_kind, consolidation) - 1 as wrong,
        '' as printed,
        {{ empty_list() }} as terms
    from {{ ref('stg_document') }}
    where intake_status = 'read' and organisation_id is not null and fiscal_year is not null
),

answer as (
    select * from below_zero
    union all
    select * from digits
    union all
    select * from missing
    union all
    select * from numbered
    union all
    select * from pages
    union all
    select * from alone
),

final as (
    select
        rules.rule_id,
        answer.document_id,
        '' as instance,
        case when answer.wrong > 0 then 'fail' else 'pass' end as status,
        '' as reason,
        cast(answer.wrong as decimal(24, 6)) as left_value,
        coalesce(answer.terms, {{ empty_list() }}) as terms,
        coalesce(answer.printed, '') as printed
    from answer
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'form' and answer.relation = rules.relation
)

select * from final
