-- Spans do not overlap and hold what is printed (the two questions before): so if observations hold as many digits as the text,
-- every digit of the text stands in exactly one observation.
with printed as (
    select document_id, sum(length(regexp_replace(text, '[^0-9０-９]', '', 'g'))) as digits
    from raw.raw_text
    group by document_id
),

observed as (
    select document_id, sum(length(regexp_replace(printed, '[^0-9０-９]', '', 'g'))) as digits
    from raw.raw_observation
    where char_start is not null
    group by document_id
)

select printed.document_id, printed.digits as digits_printed, coalesce(observed.digits, 0) as digits_observed
from printed
left join observed on printed.document_id = observed.document_id
where printed.digits <> coalesce(observed.digits, 0)
