select distinct versus from raw.raw_observation
