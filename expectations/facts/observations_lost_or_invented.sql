-- Exact row accounting from landing to facts: what was observed in documents read is there, and nothing else.
select
    coalesce(landed.document_id, fact.document_id) as document_id,
    coalesce(landed.ordinal, fact.ordinal) as ordinal,
    coalesce(landed.printed, fact.printed) as printed,
    case when fact.document_id is null then 'lost' else 'invented' end as what
from raw.raw_observation as landed
full join quality.fct_observation as fact
    on landed.document_id = fact.document_id and landed.ordinal = fact.ordinal
where landed.document_id is null or fact.document_id is null
