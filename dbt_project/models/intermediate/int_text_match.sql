-- Every match of a rule's pattern in the text of a document, with its place.
with document as (
    select * from {{ ref('stg_document') }}
),

document_text as (
    select * from {{ ref('stg_text') }}
),

pattern as (
    select
        rule_patterns.*,
        rules.shape
    from {{ ref('rule_patterns') }} as rule_patterns
    inner join {{ ref('stg_rule') }} as rules on rule_patterns.rule_id = rules.rule_id
    where rules.shape in ('pattern', 'compare_word')
),

matched as (
    select
        pattern.rule_id,
        pattern.shape,
        pattern.pattern,
        pattern.expected,
        document.document_id,
        {{ all_matches('document_text.text', 'pattern.pattern') }} as found,
        {{ lengths_of(between_matches('document_text.text', 'pattern.pattern')) }} as gaps
    from document
    inner join document_text on document.document_id = document_text.document_id
    inner join pattern on pattern.level is null or document.organisation_level = pattern.level
    where {{ matches_one_of('document_text.text', 'pattern.pattern', values_of(ref('rule_patterns'), 'pattern')) }}
),

numbered as (
    select
        *,
        {{ each_of(numbers_of('found')) }} as number_in_text
    from matched
),

placed as (
    select
        rule_id,
        shape,
        document_id,
        pattern,
        number_in_text,
        expected,
        {{ item_at('found', 'number_in_text') }} as printed,
        sum({{ item_at('gaps', 'number_in_text') }} + length({{ item_at('found', 'number_in_text') }})) over (
            partition by rule_id, document_id, pattern order by number_in_text
        ) as char_end
    from numbered
),

final as (
    select
        *,
        char_end - length(printed) as char_start
    from placed
)

select * from final
