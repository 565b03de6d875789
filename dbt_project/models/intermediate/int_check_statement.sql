{#- Concept, words and area of what can be denied, and a letter that only the name of the other fund has. -#}
{%- set denials = [
    ('government_fund_revenue', '收入', 'government_fund', '政府性基金', '资'),
    ('government_fund_expenditure', '支出', 'government_fund', '政府性基金', '资'),
    ('state_capital_operating_budget_revenue', '收入', 'state_capital', '国有资本经营', '基'),
    ('state_capital_operating_budget_expenditure', '支出', 'state_capital', '国有资本经营', '基'),
] %}

-- What a document says in words, beside its figures and beside its own words: that there is none of something, and reasons told again.
with statement as (
    select
        statement.document_id,
        statement.kind,
        statement.char_start,
        statement.char_end,
        section.area,
        {{ squeeze('statement.text') }} as words
    from {{ ref('stg_statement') }} as statement
    left join {{ ref('stg_section') }} as section
        on statement.document_id = section.document_id and statement.section_id = section.section_id
    where statement.kind in ('empty_table_note', 'change_reason')
),

-- 无……收入 and 无……支出 each deny an amount of their own; without 基本支出 there may be 项目支出. A note names its fund, wherever it
-- stands: below the tables that of one fund follows the heading of the other. One that names none is about the fund of its heading.
note as (
    select
        document_id,
        char_start,
        char_end,
        area,
        words,
        {{ replace_all('words', "'(?:基本|项目)支出'", "''") }} as told,
        {{ matches('words', "'政府性基金|国有资本经营'") }} as names_fund
    from statement
    where kind = 'empty_table_note'
),

denied as (
    {% for concept, word, area, name, other in denials -%}
        {%- set on = '[^，。；0-9' ~ other ~ ']*' -%}
        select
            document_id,
            words,
            char_start,
            char_end,
            '{{ concept }}' as concept
        from note
        where
            case
                when names_fund then {{ matches('told', "'(?:[无没未]" ~ on ~ name ~ "|" ~ name ~ on ~ "[无没未])" ~ on ~ word ~ "'") }}
                else area = '{{ area }}' and {{ matches('told', "'[无没未][^，。；0-9]*" ~ word ~ "'") }}
            end
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

contradicted as (
    select
        'denied' as relation,
        denied.document_id,
        denied.words,
        denied.concept as about,
        min(denied.char_start) as char_start,
        min(denied.char_end) as char_end,
        bool_or(coalesce(figure.amount, 0) <> 0) as is_wrong,
        {{ sorted_list('figure.observation_id', 'figure.amount <> 0') }} as terms
    from denied
    left join {{ ref('int_placed_figure') }} as figure
        on
            denied.document_id = figure.document_id
            and denied.concept = figure.concept
            and figure.measure = 'final'
            and figure.function_code = ''
    group by denied.document_id, denied.words, denied.concept
),

reason as (
    select
        document_id,
        words,
        count(*) as times,
        min(char_start) as char_start,
        min(char_end) as char_end
    from statement
    where kind = 'change_reason' and length(words) >= 12
    group by document_id, words
),

said_again as (
    select
        'reason_twice' as relation,
        document_id,
        words,
        '' as about,
        char_start,
        char_end,
        times > 1 as is_wrong,
        {{ empty_list() }} as terms
    from reason
    union all
    select
        'reason_of_last_year' as relation,
        reason.document_id,
        reason.words,
        '' as about,
        reason.char_start,
        reason.char_end,
        bool_or(before.words is not null) as is_wrong,
        {{ empty_list() }} as terms
    from reason
    inner join {{ ref('int_neighbour') }} as neighbour on reason.document_id = neighbour.document_id
    left join reason as before on neighbour.before_id = before.document_id and reason.words = before.words
    group by reason.document_id, reason.words, reason.char_start, reason.char_end
),

answer as (
    select * from contradicted
    union all
    select * from said_again
),

final as (
    select
        rules.rule_id,
        answer.document_id,
        substr(md5(answer.words || answer.about), 1, 8) as instance,
        case when answer.is_wrong then 'fail' else 'pass' end as status,
        '' as reason,
        coalesce(answer.terms, {{ empty_list() }}) as terms,
        answer.about as concept,
        answer.words as printed,
        cast(answer.char_start as integer) as char_start,
        cast(answer.char_end as integer) as char_end
    from answer
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'statement' and answer.relation = rules.relation
)

select * from final
