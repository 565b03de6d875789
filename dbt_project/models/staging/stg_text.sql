with raw_text as (
    select * from {{ source('raw', 'raw_text') }}
),

final as (
    select
        document_id,
        text
    from raw_text
)

select * from final
