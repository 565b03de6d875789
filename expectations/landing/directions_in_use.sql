select distinct direction from raw.raw_observation
