select distinct status from raw.raw_observation
