-- What readers of the marts see of a published document is the very same as what a reviewer sees of it. Whole rows are compared, by their
-- digests: to hold forty columns of every number twice takes ten gigabytes where there are ten thousand documents.
with side as (
    select 'missing from the marts' as what, 1 as weight, observation.observation_id, observation.printed, hash(observation) as digest
    from quality.fct_observation as observation
    inner join marts.dim_document as document on observation.document_id = document.document_id
    where document.status in ('published', 'published_with_findings')
    union all
    select 'only in the marts', -1, observation.observation_id, observation.printed, hash(observation)
    from marts.fct_observation as observation
),

unlike as (
    select digest
    from side
    group by digest
    having sum(weight) <> 0
)

select side.what, side.observation_id, side.printed
from side
inner join unlike on side.digest = unlike.digest
