-- Items that the text lists as used, against the table: each has an amount there. A table that is not whole decides nothing.
with document as (
    select
        document_id,
        fiscal_year
    from {{ ref('stg_document') }}
),

section as (
    select
        section.document_id,
        section.char_start,
        {{ squeeze('substr(document_text.text, section.char_start + 1, section.char_end - section.char_start)') }} as squeezed
    from {{ ref('stg_section') }} as section
    inner join {{ ref('stg_text') }} as document_text on section.document_id = document_text.document_id
    where section.area = 'gpb_basic'
),

matched as (
    select
        rules.rule_id,
        section.document_id,
        section.char_start,
        section.squeezed,
        pattern.expected,
        {{ each_of(all_matches('section.squeezed', 'pattern.pattern')) }} as words
    from section
    cross join {{ ref('rule_patterns') }} as pattern
    inner join {{ ref('stg_rule') }} as rules on pattern.rule_id = rules.rule_id and rules.shape = 'list'
),

-- A section within a section tells the same list.
list as (
    select
        rule_id,
        document_id,
        words,
        expected,
        max(char_start) as section_start,
        min(instr(squeezed, words)) as place
    from matched
    group by rule_id, document_id, words, expected
),

piece as (
    select
        rule_id,
        document_id,
        words,
        {{ each_of(between_matches('words', "'[、，,：:]|主要(?:包括|用于)'")) }} as printed
    from list
),

economic as (
    select
        document.document_id,
        {{ bare_class_name(squeeze('class.name')) }} as bare_name,
        class.code
    from document
    inner join {{ ref('economic_class') }} as class
        on
            document.fiscal_year between class.fiscal_year_from and coalesce(class.fiscal_year_to, 9999)
            and class.budget_type = 'department'
            and class.level = 2
),

cell as (
    select * from {{ ref('int_cell') }}
    where place = 'T_GPB_BASIC'
),

-- The table is read as a whole where its items add up to the basic expenditure that it, or its two halves, tell.
whole as (
    select
        document_id,
        count(case when length(code) = 5 then 1 end) as items,
        sum(case when length(code) = 5 then amount else 0 end) as items_amount,
        max(half_unit) as half_unit,
        coalesce(
            max(case when line = 'general_public_budget_basic_expenditure' and code = '' then amount end),
            max(case when line = 'personnel_expenditure' then amount end)
            + max(case when line = 'public_operating_expenditure' then amount end)
        ) as amount
    from cell
    group by document_id
),

-- A name can stand for several codes: one of them with an amount is enough.
item as (
    select
        piece.rule_id,
        piece.document_id,
        piece.words,
        piece.printed,
        min(economic.code) as code,
        bool_or(coalesce(cell.amount, 0) <> 0) as is_used,
        min(cell.observation_id) as observation_id
    from piece
    inner join economic
        on
            piece.document_id = economic.document_id
            and {{ bare_class_name(replace_all('piece.printed', "'等$'", "''")) }} = economic.bare_name
    left join cell on economic.document_id = cell.document_id and economic.code = cell.economic_code
    group by piece.rule_id, piece.document_id, piece.words, piece.printed
),

listed as (
    select
        rule_id,
        document_id,
        words,
        count(case when not is_used then 1 end) as unused,
        {{ ordered_list('printed', 'code', 'not is_used') }} as printed,
        {{ sorted_list('observation_id', 'not is_used and observation_id is not null') }} as terms
    from item
    group by rule_id, document_id, words
),

answer as (
    select
        list.rule_id,
        list.document_id,
        list.words,
        list.expected,
        listed.unused,
        listed.printed,
        listed.terms,
        row_number() over (
            partition by list.rule_id, list.document_id order by list.section_start, list.place, list.words
        ) as instance_number,
        case
            when listed.unused = 0 then 'pass'
            when abs(whole.items_amount - whole.amount) <= (whole.items + 1) * whole.half_unit then 'fail'
            else 'insufficient_data'
        end as status
    from list
    inner join listed on list.rule_id = listed.rule_id and list.document_id = listed.document_id and list.words = listed.words
    left join whole on list.document_id = whole.document_id
),

-- Only what is to be seen is looked for in the text as it is printed.
found as (
    select
        answer.rule_id,
        answer.document_id,
        answer.instance_number,
        document_text.text,
        {{ first_match('document_text.text', spaced_pattern('answer.words')) }} as found
    from answer
    inner join {{ ref('stg_text') }} as document_text on answer.document_id = document_text.document_id
    where answer.status = 'fail'
),

final as (
    select
        answer.rule_id,
        answer.document_id,
        '#' || cast(answer.instance_number as string) as instance,
        answer.status,
        case answer.status when 'insufficient_data' then 'the table of these items was not read as a whole' else '' end as reason,
        {{ joined('answer.printed', "'、'") }} as printed,
        answer.expected,
        cast(instr(found.text, found.found) - 1 as integer) as char_start,
        cast(instr(found.text, found.found) - 1 + length(found.found) as integer) as char_end,
        coalesce(answer.terms, {{ empty_list() }}) as terms
    from answer
    left join found
        on
            answer.rule_id = found.rule_id
            and answer.document_id = found.document_id
            and answer.instance_number = found.instance_number
)

select * from final
