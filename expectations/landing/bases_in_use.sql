select distinct basis from raw.raw_observation
