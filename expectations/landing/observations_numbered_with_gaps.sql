select document_id, count(*) as observations, min(ordinal) as first_ordinal, max(ordinal) as last_ordinal
from raw.raw_observation
group by document_id
having min(ordinal) <> 1 or max(ordinal) <> count(*)
