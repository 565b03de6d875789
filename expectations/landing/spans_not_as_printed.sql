select
    observation.document_id,
    observation.ordinal,
    observation.printed,
    substring(body.text, observation.char_start + 1, observation.char_end - observation.char_start) as in_the_text
from raw.raw_observation as observation
left join raw.raw_text as body on observation.document_id = body.document_id
where
    (observation.char_start is null) <> (observation.char_end is null)
    or (observation.char_start is null and observation.origin = 'text')
    or observation.char_end <= observation.char_start
    or (
        observation.char_start is not null
        and regexp_replace(substring(body.text, observation.char_start + 1, observation.char_end - observation.char_start), '\s', '', 'g')
        is distinct from observation.printed
    )
