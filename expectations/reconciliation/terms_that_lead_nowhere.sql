with term as (
    select check_id, document_id, unnest(terms) as observation_id from quality.fct_check_result
)

select term.check_id, term.document_id, term.observation_id
from term
left join quality.fct_observation as observation
    on term.observation_id = observation.observation_id and term.document_id = observation.document_id
where observation.observation_id is null
