-- What becomes of each document: refused at intake, withdrawn, held back by errors no reviewer has accepted, or published.
with document as (
    select * from {{ ref('stg_document') }}
),

finding as (
    select
        document_id,
        count(*) as findings,
        count(case when severity = 'error' and waiver is null then 1 end) as errors,
        count(case when severity = 'error' and waiver is not null then 1 end) as waived,
        {{ sorted_list('distinct rule_id', "severity = 'error' and waiver is null") }} as error_rules
    from {{ ref('fct_finding') }}
    group by document_id
),

decided as (
    select
        document.*,
        coalesce(finding.findings, 0) as findings,
        coalesce(finding.errors, 0) as errors,
        coalesce(finding.waived, 0) as waived,
        {{ joined('finding.error_rules') }} as error_rules,
        case
            when document.intake_status <> 'read' then document.intake_status
            when finding.errors > 0 then 'quarantined'
            when finding.findings > 0 then 'published_with_findings'
            else 'published'
        end as status
    from document
    left join finding on document.document_id = finding.document_id
),

final as (
    select
        document_id,
        status,
        case status
            when 'rejected' then reject_reason_en
            when 'withdrawn' then reject_reason_en
            when 'quarantined' then cast(errors as string) || ' error(s) that no reviewer has accepted: ' || error_rules
            when 'published_with_findings'
                then cast(findings as string) || ' finding(s)'
                    || case when waived > 0 then ', ' || cast(waived as string) || ' error(s) accepted by a reviewer' else '' end
            else 'no findings'
        end as status_reason,
        case status
            when 'rejected' then reject_reason_zh
            when 'withdrawn' then reject_reason_zh
            when 'quarantined' then cast(errors as string) || ' 项错误未获豁免：' || replace(error_rules, ', ', '、')
            when 'published_with_findings'
                then cast(findings as string) || ' 项发现'
                    || case when waived > 0 then '，其中 ' || cast(waived as string) || ' 项错误已豁免' else '' end
            else '无发现'
        end as status_reason_zh
    from decided
)

select * from final
