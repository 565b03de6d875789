{%- set quote_columns = ['observation_id', 'printed', 'quote', 'section', 'page', 'char_start', 'char_end'] %}

-- Where each failed or rounded check can be seen: the figures it compares in reading order, or the words it objects to.
with result as (
    select
        check_id,
        document_id,
        terms,
        printed,
        char_start,
        char_end
    from {{ ref('int_check_result') }}
    where status in ('fail', 'rounding')
),

observation as (
    select * from {{ ref('stg_observation') }}
),

document_text as (
    select * from {{ ref('stg_text') }}
),

term as (
    select
        check_id,
        {{ each_of('terms') }} as observation_id
    from result
),

place as (
    select
        term.check_id,
        observation.ordinal,
        observation.observation_id,
        observation.printed,
        observation.quote,
        observation.section,
        observation.page,
        observation.char_start,
        observation.char_end
    from term
    inner join observation on term.observation_id = observation.observation_id
    union all
    select
        result.check_id,
        0 as ordinal,
        null as observation_id,
        result.printed,
        substr(document_text.text, greatest(result.char_start - 20, 0) + 1, result.char_end - result.char_start + 40) as quote,
        null as section,
        null as page,
        result.char_start,
        result.char_end
    from result
    inner join document_text on result.document_id = document_text.document_id
    where result.char_start is not null
),

final as (
    select
        check_id,
        {{ ordered_list('printed', 'ordinal', 'observation_id is not null') }} as printed_terms,
        {{ ordered_list(record(quote_columns), 'ordinal', 'true') }} as quotes
    from place
    group by check_id
)

select * from final
