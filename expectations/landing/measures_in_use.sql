select distinct measure from raw.raw_observation where measure is not null and status = 'mapped'
