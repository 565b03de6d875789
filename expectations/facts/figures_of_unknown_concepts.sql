select observation.document_id, observation.ordinal, observation.printed, observation.concept
from quality.fct_observation as observation
left join marts.dim_concept as concept on observation.concept = concept.concept
where observation.status = 'mapped' and concept.concept is null
