with spans as (
    select
        document_id,
        ordinal,
        printed,
        char_start,
        max(char_end) over (partition by document_id order by ordinal rows between unbounded preceding and 1 preceding) as taken_until
    from raw.raw_observation
    where char_start is not null
)

select document_id, ordinal, printed, char_start, taken_until
from spans
where char_start < taken_until
