with raw_statement as (
    select * from {{ source('raw', 'raw_statement') }}
),

final as (
    select
        document_id || '-s' || lpad(cast(ordinal as string), 5, '0') as statement_id,
        document_id,
        ordinal,
        kind,
        subject,
        text,
        target,
        completion,
        section_id,
        char_start,
        char_end,
        page
    from raw_statement
)

select * from final
