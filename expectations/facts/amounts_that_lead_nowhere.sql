-- One join leads from every amount to the number printed in the same document, and from there to its quote.
select cited.fact, cited.slot, cited.row_id, cited.amount, cited.observation_id
from intermediate.int_fact_amount as cited
left join marts.fct_observation as observation
    on cited.observation_id = observation.observation_id and cited.document_id = observation.document_id
where
    (cited.amount is null) <> (cited.observation_id is null)
    or (cited.observation_id is not null and (observation.observation_id is null or observation.status <> 'mapped'))
