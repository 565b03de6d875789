with expected as (
    select
        statement.document_id || '-s' || lpad(statement.ordinal::varchar, 5, '0') as statement_id,
        statement.*
    from raw.raw_statement as statement
    inner join marts.dim_document as document on statement.document_id = document.document_id
    where document.status in ('published', 'published_with_findings')
)

select
    coalesce(expected.document_id, fact.document_id) as document_id,
    coalesce(expected.ordinal, fact.ordinal) as ordinal,
    case when fact.document_id is null then 'lost' when expected.document_id is null then 'invented' else 'altered' end as what
from expected
full join marts.fct_statement as fact
    on expected.document_id = fact.document_id and expected.ordinal = fact.ordinal
where
    (
        expected.statement_id, expected.document_id, expected.kind, expected.subject, expected.text, expected.target, expected.completion,
        expected.section_id, expected.char_start, expected.char_end, expected.page
    ) is distinct from (
        fact.statement_id, fact.document_id, fact.kind, fact.subject, fact.text, fact.target, fact.completion,
        fact.section_id, fact.char_start, fact.char_end, fact.page
    )
