-- What a profile tells of its document's quality is what the findings and the quality table give.
with counted as (
    select
        document_id,
        count(*) filter (severity = 'error') as errors,
        count(*) filter (severity = 'warning') as warnings,
        count(*) filter (severity = 'info') as infos
    from quality.fct_finding
    group by document_id
)

select profile.document_id, profile.errors, counted.errors as counted_errors
from marts.mart_department_profile as profile
left join counted on profile.document_id = counted.document_id
left join quality.fct_document_quality as quality on profile.document_id = quality.document_id
where
    (profile.errors, profile.warnings, profile.infos, profile.coverage, profile.score)
    is distinct from (coalesce(counted.errors, 0), coalesce(counted.warnings, 0), coalesce(counted.infos, 0), quality.coverage, quality.score)
