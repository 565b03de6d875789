-- Whole rows are compared: what was observed is told as it was observed, its meaning and its place included.
select landed.document_id, landed.ordinal, landed.printed, landed.value as landed_value, fact.value as fact_value
from raw.raw_observation as landed
inner join quality.fct_observation as fact
    on landed.document_id = fact.document_id and landed.ordinal = fact.ordinal
where
    (
        landed.observation_id, landed.origin, landed.section, landed.page, landed.char_start, landed.char_end, landed.printed, landed.quote,
        landed.value, landed.decimals, landed.unit, landed.value_cny, landed.concept, landed.measure, landed.basis, landed.versus,
        landed.direction, landed.fund, landed.function_code, landed.economic_code, landed.member, landed.table_id, landed.row_key,
        landed.column_key, landed.is_approximate, landed.is_ocr, landed.status, landed.section_id, landed.area, landed.sentence, landed.label_kind,
        landed.subject_ordinal, landed.base_concept, landed.group_ordinal, landed.place, landed.box_left, landed.box_top, landed.box_right,
        landed.box_bottom, landed.phrase, landed.note
    ) is distinct from (
        fact.observation_id, fact.origin, fact.section, fact.page, fact.char_start, fact.char_end, fact.printed, fact.quote,
        fact.value, fact.decimals, fact.unit, fact.value_cny, fact.concept, fact.measure, fact.basis, fact.versus,
        fact.direction, fact.fund, fact.function_code, fact.economic_code, fact.member, fact.table_id, fact.row_key,
        fact.column_key, fact.is_approximate, fact.is_ocr, fact.status, fact.section_id, fact.area, fact.sentence, fact.label_kind,
        fact.subject_ordinal, fact.base_concept, fact.group_ordinal, fact.place, fact.box_left, fact.box_top, fact.box_right,
        fact.box_bottom, fact.phrase, fact.note
    )
