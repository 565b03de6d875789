select distinct origin from raw.raw_observation
