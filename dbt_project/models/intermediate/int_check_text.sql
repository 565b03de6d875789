-- Words that should not be there: every match of a rule's pattern in the text of a document, with its place.
with document as (
    select * from {{ ref('stg_document') }}
),

document_text as (
    select * from {{ ref('stg_text') }}
),

pattern as (
    select * from {{ ref('rule_patterns') }}
),

matched as (
    select
        pattern.rule_id,
        pattern.pattern,
        pattern.expected,
        document.document_id,
        {{ all_matches('document_text.text', 'pattern.pattern') }} as found,
        {{ between_matches('document_text.text', 'pattern.pattern') }} as between_them
    from document
    inner join document_text on document.document_id = document_text.document_id
    inner join pattern on pattern.level is null or document.organisation_level = pattern.level
    inner join {{ ref('stg_rule') }} as rules on pattern.rule_id = rules.rule_id and rules.shape = 'pattern'
    where {{ matches('document_text.text', 'pattern.pattern') }}
),

numbered as (
    select
        *,
        unnest(range(1, len(found) + 1)) as number_in_text
    from matched
),

placed as (
    select
        *,
        found[number_in_text] as printed,
        sum(length(between_them[number_in_text]))
            over (
                partition by rule_id, document_id, pattern order by number_in_text
            )
        + sum(length(found[number_in_text])) over (
            partition by rule_id, document_id, pattern order by number_in_text
        ) as char_end
    from numbered
),

-- The figures among the words, and where one is a rate, the amount that it is the rate of.
touched as (
    select
        placed.rule_id,
        placed.document_id,
        placed.pattern,
        placed.number_in_text,
        observation.observation_id,
        rate.numerator_id
    from placed
    inner join {{ ref('stg_observation') }} as observation
        on
            placed.document_id = observation.document_id
            and placed.char_end > observation.char_start
            and placed.char_end - length(placed.printed) < observation.char_end
    left join {{ ref('int_rate') }} as rate on observation.observation_id = rate.observation_id
),

seen as (
    select
        rule_id,
        document_id,
        pattern,
        number_in_text,
        {{ ordered_list('observation_id', 'observation_id', 'true') }} as terms
    from (
        select
            rule_id,
            document_id,
            pattern,
            number_in_text,
            observation_id
        from touched
        union
        select
            rule_id,
            document_id,
            pattern,
            number_in_text,
            numerator_id as observation_id
        from touched
        where numerator_id is not null
    ) as term
    group by rule_id, document_id, pattern, number_in_text
),

final as (
    select
        placed.rule_id,
        placed.document_id,
        {{ squeeze('placed.printed') }} || '#' || cast(
            row_number() over (
                partition by placed.rule_id, placed.document_id, {{ squeeze('placed.printed') }} order by placed.char_end, placed.pattern
            ) as string
        ) as instance,
        'fail' as status,
        '' as reason,
        {{ squeeze('placed.printed') }} as printed,
        placed.expected,
        cast(placed.char_end - length(placed.printed) as integer) as char_start,
        cast(placed.char_end as integer) as char_end,
        coalesce(seen.terms, []) as terms
    from placed
    left join seen
        on
            placed.rule_id = seen.rule_id
            and placed.document_id = seen.document_id
            and placed.pattern = seen.pattern
            and placed.number_in_text = seen.number_in_text
)

select * from final
