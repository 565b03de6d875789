-- Whole rows are compared, by their digests: what was observed is told as it was observed, its meaning and its place included.
with in_the_order_of_landing as (
    select * from raw.raw_observation where false
    union all by name
    select * from quality.fct_observation
),

landed as (
    select document_id, ordinal, printed, value, hash(observation) as digest
    from raw.raw_observation as observation
),

fact as (
    select document_id, ordinal, value, hash(observation) as digest
    from in_the_order_of_landing as observation
)

select landed.document_id, landed.ordinal, landed.printed, landed.value as landed_value, fact.value as fact_value
from landed
inner join fact on landed.document_id = fact.document_id and landed.ordinal = fact.ordinal
where landed.digest <> fact.digest
