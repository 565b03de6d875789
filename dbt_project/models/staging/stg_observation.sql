with raw_observation as (
    select * from {{ source('raw', 'raw_observation') }}
),

final as (
    select
        observation_id,
        document_id,
        ordinal,
        origin,
        section,
        page,
        char_start,
        char_end,
        printed,
        quote,
        value,
        decimals,
        unit,
        value_cny,
        concept,
        measure,
        basis,
        versus,
        direction,
        fund,
        function_code,
        economic_code,
        member,
        table_id,
        table_set,
        row_key,
        column_key,
        is_approximate,
        is_ocr,
        status,
        box_left,
        box_top,
        box_right,
        box_bottom,
        place,
        section_id,
        area,
        sentence,
        label_kind,
        subject_ordinal,
        base_concept,
        group_ordinal,
        phrase,
        note
    from raw_observation
)

select * from final
