-- Every file has its row, the rejected too. Coverage is mapped of all figures, mapped and unmapped; there is none where there is no figure.
with counted as (
    select
        document.document_id,
        count(*) filter (observation.status = 'mapped') as mapped,
        count(*) filter (observation.status = 'unmapped') as unmapped
    from marts.dim_document as document
    left join quality.fct_observation as observation on document.document_id = observation.document_id
    group by document.document_id
)

select coalesce(counted.document_id, quality.document_id) as document_id, counted.mapped, counted.unmapped, quality.coverage
from counted
full join quality.fct_document_quality as quality on counted.document_id = quality.document_id
where
    counted.document_id is null
    or quality.document_id is null
    or counted.mapped is distinct from quality.figures_mapped
    or counted.unmapped is distinct from quality.figures_unmapped
    or (counted.mapped + counted.unmapped = 0) is distinct from (quality.coverage is null)
    or abs(quality.coverage * (counted.mapped + counted.unmapped) - counted.mapped) > (counted.mapped + counted.unmapped) * 0.0001
