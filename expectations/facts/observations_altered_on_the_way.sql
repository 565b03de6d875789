-- Whole rows are compared, by their digests: what was observed is told as it was observed, its meaning and its place included.
with landed as (
    select
        document_id, ordinal, printed, value,
        hash((
            observation_id, origin, section, page, char_start, char_end, printed, quote, value, decimals, unit,
            value_cny, concept, measure, basis, versus, direction, fund, function_code, economic_code, member,
            table_id, row_key, column_key, is_approximate, is_ocr, status, section_id, area, sentence, label_kind,
            subject_ordinal, base_concept, group_ordinal, place, box_left, box_top, box_right, box_bottom, phrase,
            note
        )) as digest
    from raw.raw_observation
),

fact as (
    select
        document_id, ordinal, value,
        hash((
            observation_id, origin, section, page, char_start, char_end, printed, quote, value, decimals, unit,
            value_cny, concept, measure, basis, versus, direction, fund, function_code, economic_code, member,
            table_id, row_key, column_key, is_approximate, is_ocr, status, section_id, area, sentence, label_kind,
            subject_ordinal, base_concept, group_ordinal, place, box_left, box_top, box_right, box_bottom, phrase,
            note
        )) as digest
    from quality.fct_observation
)

select landed.document_id, landed.ordinal, landed.printed, landed.value as landed_value, fact.value as fact_value
from landed
inner join fact on landed.document_id = fact.document_id and landed.ordinal = fact.ordinal
where landed.digest <> fact.digest
