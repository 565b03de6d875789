select distinct format from raw.raw_document
