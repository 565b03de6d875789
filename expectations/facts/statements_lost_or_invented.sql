with expected as (
    select statement.document_id, statement.ordinal
    from raw.raw_statement as statement
    inner join marts.dim_document as document on statement.document_id = document.document_id
    where document.status in ('published', 'published_with_findings')
)

select
    coalesce(expected.document_id, fact.document_id) as document_id,
    coalesce(expected.ordinal, fact.ordinal) as ordinal,
    case when fact.document_id is null then 'lost' else 'invented' end as what
from expected
full join marts.fct_statement as fact
    on expected.document_id = fact.document_id and expected.ordinal = fact.ordinal
where expected.document_id is null or fact.document_id is null
