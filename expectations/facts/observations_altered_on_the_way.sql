select landed.document_id, landed.ordinal, landed.printed, landed.value as landed_value, fact.value as fact_value
from raw.raw_observation as landed
inner join quality.fct_observation as fact
    on landed.document_id = fact.document_id and landed.ordinal = fact.ordinal
where
    landed.observation_id <> fact.observation_id
    or landed.printed <> fact.printed
    or landed.status <> fact.status
    or landed.concept is distinct from fact.concept
    or landed.value is distinct from fact.value
    or landed.decimals is distinct from fact.decimals
    or landed.unit is distinct from fact.unit
    or landed.value_cny is distinct from fact.value_cny
    or landed.char_start is distinct from fact.char_start
    or landed.char_end is distinct from fact.char_end
