select observation.document_id, observation.ordinal, observation.printed, observation.unit, observation.concept, observation.measure
from quality.fct_observation as observation
inner join marts.dim_concept as concept on observation.concept = concept.concept
where
    observation.status = 'mapped'
    and observation.measure in ('final', 'budget', 'change')
    -- What a result of the year's work is counted in, its unit alone says.
    and case when observation.concept = 'work_metric' then observation.unit like '%元' else concept.unit_kind = 'money' end
    <> (observation.value_cny is not null)
