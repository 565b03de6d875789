-- What an item is said to be used for: words of another item, and none of its own.
with item as (
    select
        document_id,
        section_id,
        min(function_code) as code,
        min(concept) as concept,
        min(observation_id) as observation_id
    from {{ ref('stg_observation') }}
    where status = 'mapped' and origin = 'text' and measure = 'final' and function_code <> ''
    group by document_id, section_id
    having count(distinct function_code) = 1
),

section as (
    select
        item.document_id,
        item.code,
        item.concept,
        item.observation_id,
        section.char_start,
        substr(document_text.text, section.char_start + 1, section.char_end - section.char_start) as text
    from item
    inner join {{ ref('stg_section') }} as section on item.document_id = section.document_id and item.section_id = section.section_id
    inner join {{ ref('stg_text') }} as document_text on item.document_id = document_text.document_id
    inner join {{ ref('rule_purposes') }} as purposes on item.code = purposes.code
),

said as (
    select
        document_id,
        code,
        concept,
        observation_id,
        char_start,
        text,
        {{ first_match('text', "'主\\s*要\\s*用\\s*于[^。；]*'") }} as words
    from section
),

judged as (
    select
        said.document_id,
        said.code,
        said.concept,
        said.observation_id,
        {{ squeeze('said.words') }} as printed,
        said.char_start + instr(said.text, said.words) - 1 as char_start,
        length(said.words) as words_length,
        purposes.own_words,
        {{ matches(squeeze('said.words'), 'purposes.other_words') }}
        and not {{ matches(squeeze('said.words'), 'purposes.own_words') }} as is_wrong
    from said
    inner join {{ ref('rule_purposes') }} as purposes on said.code = purposes.code
    where said.words <> ''
),

final as (
    select
        rules.rule_id,
        judged.document_id,
        judged.code || '#' || cast(
            row_number() over (partition by rules.rule_id, judged.document_id, judged.code order by judged.char_start) as string
        ) as instance,
        case when judged.is_wrong then 'fail' else 'pass' end as status,
        '' as reason,
        {{ list_without_nulls(['judged.observation_id']) }} as terms,
        judged.concept,
        judged.code as function_code,
        judged.printed,
        replace(judged.own_words, '|', ', ') as expected,
        cast(judged.char_start as integer) as char_start,
        cast(judged.char_start + judged.words_length as integer) as char_end
    from judged
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'purpose'
)

select * from final
