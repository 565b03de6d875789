select distinct fund from raw.raw_observation
