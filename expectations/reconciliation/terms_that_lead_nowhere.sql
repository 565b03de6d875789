-- A term is printed in the document itself or, where years are compared, in another one of the same body.
with term as (
    select check_id, document_id, unnest(terms) as observation_id from quality.fct_check_result
)

select term.check_id, term.document_id, term.observation_id
from term
inner join marts.dim_document as own on term.document_id = own.document_id
left join quality.fct_observation as observation on term.observation_id = observation.observation_id
left join marts.dim_document as other on observation.document_id = other.document_id
where
    observation.observation_id is null
    or (own.document_id <> other.document_id and own.organisation_id is distinct from other.organisation_id)
