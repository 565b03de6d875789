{{ config(materialized='view') }}

-- Figures of the text that are not what others of their name are: of the year that their sentence opens with, or of one of several, as
-- 赴德国团组 1 个，支出 2.50 万元 is of one journey. The words that say the latter are the rule's.
with term as (
    select
        term.rule_id,
        term.area,
        term.measure,
        rule.open_words
    from {{ ref('stg_rule_term') }} as term
    inner join {{ ref('stg_rule') }} as rule on term.rule_id = rule.rule_id
    where term.shape = 'restatement'
),

told as (
    select
        term.rule_id,
        term.open_words,
        figure.document_id,
        figure.ordinal,
        figure.concept,
        figure.sentence as sentence_number,
        cast(document.fiscal_year as string) as fiscal_year,
        {{ squeeze('observation.quote') }} as sentence,
        substr(text.text, greatest(figure.char_start - 60, 0) + 1, least(figure.char_start, 60)) as before
    from term
    inner join {{ ref('int_placed_figure') }} as figure on term.area = figure.area and term.measure = figure.measure
    inner join {{ ref('stg_observation') }} as observation
        on figure.document_id = observation.document_id and figure.ordinal = observation.ordinal
    inner join {{ ref('stg_document') }} as document on figure.document_id = document.document_id
    inner join {{ ref('stg_text') }} as text on figure.document_id = text.document_id
    where figure.origin = 'text'
),

judged as (
    select
        rule_id,
        document_id,
        ordinal,
        {{ matches('sentence', "'^(?:20[0-9]{2}|[上去]|上一)年'") }} and substr(sentence, 1, 4) <> fiscal_year as is_of_another_year,
        open_words <> '' and {{ matches('before', 'open_words') }} as is_of_one,
        sentence_number,
        concept
    from told
),

final as (
    select
        rule_id,
        document_id,
        ordinal
    from judged
    where is_of_another_year or is_of_one
    union
    -- What goes on behind it in its sentence is of others: 赴法国团组 1 个，支出 1.50 万元.
    select
        later.rule_id,
        later.document_id,
        later.ordinal
    from judged as later
    inner join judged as earlier
        on
            later.rule_id = earlier.rule_id
            and later.document_id = earlier.document_id
            and later.concept = earlier.concept
            and later.sentence_number = earlier.sentence_number
            and later.ordinal > earlier.ordinal
    where earlier.is_of_one
)

select * from final
