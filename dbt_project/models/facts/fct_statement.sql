with statement as (
    select * from {{ ref('stg_statement') }}
),

published as (
    select * from {{ ref('int_published_document') }}
),

final as (
    select statement.*
    from statement
    inner join published on statement.document_id = published.document_id
)

select * from final
