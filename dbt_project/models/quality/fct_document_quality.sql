with document as (
    select
        document_id,
        status
    from {{ ref('int_document_status') }}
),

observation as (
    select
        document_id,
        count(case when status = 'mapped' then 1 end) as figures_mapped,
        count(case when status = 'unmapped' then 1 end) as figures_unmapped,
        count(case when status = 'label' then 1 end) as labels
    from {{ ref('stg_observation') }}
    group by document_id
),

checks as (
    select
        document_id,
        count(case when status = 'pass' then 1 end) as checks_pass,
        count(case when status = 'rounding' then 1 end) as checks_rounding,
        count(case when status = 'fail' then 1 end) as checks_fail,
        count(case when status = 'not_applicable' then 1 end) as checks_not_applicable,
        count(case when status = 'insufficient_data' then 1 end) as checks_insufficient_data,
        count(case when status in ('pass', 'rounding') then 1 end) as checks_held
    from {{ ref('int_check_result') }}
    group by document_id
),

-- A figure is checked where arithmetic that was decided compares it; a figure of the year before is another document's.
checked as (
    select
        document_id,
        count(distinct observation_id) as figures_checked
    from (
        select
            document_id,
            {{ each_of('terms') }} as observation_id
        from {{ ref('int_check_result') }}
        where status in ('pass', 'rounding', 'fail') and tolerance is not null
    ) as term
    where left(observation_id, length(document_id)) = document_id
    group by document_id
),

final as (
    select
        document.document_id,
        document.status,
        cast(coalesce(observation.figures_mapped, 0) as integer) as figures_mapped,
        cast(coalesce(observation.figures_unmapped, 0) as integer) as figures_unmapped,
        cast(coalesce(observation.labels, 0) as integer) as labels,
        cast(coalesce(checks.checks_pass, 0) as integer) as checks_pass,
        cast(coalesce(checks.checks_rounding, 0) as integer) as checks_rounding,
        cast(coalesce(checks.checks_fail, 0) as integer) as checks_fail,
        cast(coalesce(checks.checks_not_applicable, 0) as integer) as checks_not_applicable,
        cast(coalesce(checks.checks_insufficient_data, 0) as integer) as checks_insufficient_data,
        cast(coalesce(checked.figures_checked, 0) as integer) as figures_checked,
        cast(0.01 * {{ exact_ratio('figures_mapped', '(figures_mapped + figures_unmapped)', 4) }} as decimal(9, 6)) as coverage,
        cast(0.01 * {{ exact_ratio('coalesce(checked.figures_checked, 0)', 'figures_mapped', 4) }} as decimal(9, 6)) as check_coverage,
        cast({{ exact_ratio('checks_held', '(checks_held + checks_fail)', 2) }} as decimal(5, 2)) as score
    from document
    left join observation on document.document_id = observation.document_id
    left join checks on document.document_id = checks.document_id
    left join checked on document.document_id = checked.document_id
)

select * from final
