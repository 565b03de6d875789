select document_id, ordinal, printed, status, concept, measure, value, note
from raw.raw_observation
where
    (status = 'mapped' and (concept = '' or coalesce(measure, '') = '' or value is null or decimals is null))
    or (status <> 'mapped' and concept <> '')
    or (status = 'unmapped' and coalesce(note, '') = '')
    or (status = 'label' and coalesce(label_kind, '') = '')
    or decimals < 0
