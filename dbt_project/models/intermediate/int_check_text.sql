-- Words that should not be there, with the figures among them.
with matched as (
    select
        match.*,
        document.fiscal_year,
        instr(match.printed, cast(document.fiscal_year as string)) > 0 as is_of_the_year
    from {{ ref('int_text_match') }} as match
    inner join {{ ref('stg_document') }} as document on match.document_id = document.document_id
    where match.shape = 'pattern'
),

-- Where words should tell the fiscal year, those that tell another are wrong; but not where half of them do: they speak of something else,
-- or compare.
counted as (
    select
        *,
        sum(case when is_of_the_year then 0 else 1 end) over (partition by rule_id, document_id, pattern) as others,
        count(*) over (partition by rule_id, document_id, pattern) as matches
    from matched
),

placed as (
    select
        rule_id,
        document_id,
        pattern,
        number_in_text,
        printed,
        case when expected = 'fiscal_year' then cast(fiscal_year as string) || '年' else expected end as expected,
        char_start,
        char_end
    from counted
    where coalesce(expected, '') <> 'fiscal_year' or (not is_of_the_year and (matches = 1 or others * 2 < matches))
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
            and placed.char_start < observation.char_end
    left join {{ ref('int_rate') }} as rate on observation.observation_id = rate.observation_id
),

seen as (
    select
        rule_id,
        document_id,
        pattern,
        number_in_text,
        {{ sorted_list('observation_id', 'true') }} as terms
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
        cast(placed.char_start as integer) as char_start,
        cast(placed.char_end as integer) as char_end,
        coalesce(seen.terms, {{ empty_list() }}) as terms
    from placed
    left join seen
        on
            placed.rule_id = seen.rule_id
            and placed.document_id = seen.document_id
            and placed.pattern = seen.pattern
            and placed.number_in_text = seen.number_in_text
)

select * from final
