select distinct intake_status from raw.raw_document
