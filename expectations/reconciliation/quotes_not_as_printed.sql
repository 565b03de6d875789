-- A finding shows every number that its check compares, each quoted from the place it names, and words that stand in that place.
with quoted as (
    select finding.finding_id, finding.document_id, finding.terms, finding.printed_terms, unnest(finding.quotes) as place
    from quality.fct_finding as finding
)

select quoted.finding_id, quoted.document_id, quoted.place.observation_id, quoted.place.printed
from quoted
left join quality.fct_observation as observation on quoted.place.observation_id = observation.observation_id
left join raw.raw_text as body on quoted.document_id = body.document_id
where
    (
        quoted.place.observation_id is not null
        and (
            (observation.printed, observation.quote, observation.char_start, observation.char_end)
            is distinct from (quoted.place.printed, quoted.place.quote, quoted.place.char_start, quoted.place.char_end)
            or not list_contains(quoted.terms, quoted.place.observation_id)
        )
    )
    or (
        quoted.place.observation_id is null
        and not list_bool_and(
            list_transform(
                string_split(quoted.place.printed, '、'),
                lambda word: contains(
                    translate(
                        regexp_replace(
                            substring(body.text, quoted.place.char_start + 1, quoted.place.char_end - quoted.place.char_start), '[\s　]', '', 'g'
                        ),
                        '()', '（）'
                    ),
                    translate(regexp_replace(word, '[\s　]', '', 'g'), '()', '（）')
                )
            )
        )
    )
union all
select finding_id, document_id, null, array_to_string(printed_terms, ', ')
from quality.fct_finding
where
    len(printed_terms) <> len(terms)
    or len(list_filter(quotes, lambda place: place.observation_id is not null)) <> len(terms)
    or list_sort(printed_terms)
    <> list_sort(list_transform(list_filter(quotes, lambda place: place.observation_id is not null), lambda place: place.printed))
