-- A body is known by its name, level and region as its documents print them.
with printed as (
    select organisation_id, organisation_name, max(organisation_level) as level, max(region) as region
    from marts.dim_document
    where organisation_id is not null
    group by organisation_id, organisation_name
)

select coalesce(printed.organisation_id, organisation.organisation_id) as organisation_id, printed.organisation_name, organisation.name
from printed
full join marts.dim_organisation as organisation on printed.organisation_id = organisation.organisation_id
where
    (printed.organisation_id, printed.organisation_name, printed.level, printed.region)
    is distinct from (organisation.organisation_id, organisation.name, organisation.level, organisation.region)
union all
select document_id, source_name, organisation_id
from marts.dim_document
where status not in ('rejected', 'withdrawn') and organisation_id is null
