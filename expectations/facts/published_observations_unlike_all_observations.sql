-- What readers of the marts see of a published document is the very same as what a reviewer sees of it.
with expected as (
    select observation.*
    from quality.fct_observation as observation
    inner join marts.dim_document as document on observation.document_id = document.document_id
    where document.status in ('published', 'published_with_findings')
),

missing as (
    select * from expected
    except all
    select * from marts.fct_observation
),

surplus as (
    select * from marts.fct_observation
    except all
    select * from expected
)

select 'missing from the marts' as what, observation_id, printed from missing
union all
select 'only in the marts', observation_id, printed from surplus
