-- What is told of a document's checks is what its checks give, and its status is that of the document.
with counted as (
    select
        document_id,
        count(*) filter (status = 'pass') as pass,
        count(*) filter (status = 'rounding') as rounding,
        count(*) filter (status = 'fail') as fail,
        count(*) filter (status = 'not_applicable') as not_applicable,
        count(*) filter (status = 'insufficient_data') as insufficient_data
    from quality.fct_check_result
    group by document_id
)

select quality.document_id, document.status, quality.status as told_status, counted.fail, quality.checks_fail as told_fail
from quality.fct_document_quality as quality
left join marts.dim_document as document on quality.document_id = document.document_id
left join counted on quality.document_id = counted.document_id
where
    quality.status is distinct from document.status
    or quality.checks_pass is distinct from coalesce(counted.pass, 0)
    or quality.checks_rounding is distinct from coalesce(counted.rounding, 0)
    or quality.checks_fail is distinct from coalesce(counted.fail, 0)
    or quality.checks_not_applicable is distinct from coalesce(counted.not_applicable, 0)
    or quality.checks_insufficient_data is distinct from coalesce(counted.insufficient_data, 0)
    or (counted.pass + counted.rounding + counted.fail > 0) is distinct from (case when counted.pass is null then null else quality.score is not null end)
    or abs(quality.score * (counted.pass + counted.rounding + counted.fail) - 100 * (counted.pass + counted.rounding))
    > (counted.pass + counted.rounding + counted.fail) * 0.005
