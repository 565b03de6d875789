select observation.document_id, observation.ordinal, observation.printed, observation.unit, observation.concept, observation.measure
from quality.fct_observation as observation
inner join marts.dim_concept as concept on observation.concept = concept.concept
where
    observation.status = 'mapped'
    and observation.measure in ('final', 'budget', 'change')
    and (concept.unit_kind = 'money') <> (observation.value_cny is not null)
