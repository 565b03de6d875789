with document as (
    select * from {{ ref('dim_document') }}
),

-- One body can print its name with and without its region: the fuller record is kept.
final as (
    select
        organisation_id,
        organisation_name as name,
        max(organisation_level) as level,
        max(region) as region,
        cast(null as string) as predecessor
    from document
    where organisation_id is not null
    group by organisation_id, organisation_name
)

select * from final
