{{ config(meta={'kept': 'whole'}) }}

-- What became of every waiver: attached to its finding, or not, and then why.
with waiver as (
    select * from {{ ref('stg_waiver') }}
),

traced as (
    select
        waiver.*,
        case
            when not waiver.is_complete then 'incomplete'
            when finding.finding_id is not null then 'attached'
            when document.document_id is null then 'no_document'
            when document.status in ('rejected', 'withdrawn') then document.status || '_document'
            when rule.rule_id is null then 'no_rule'
            when result.check_id is null then 'no_check'
            when result.document_id <> waiver.document_id or result.rule_id <> waiver.rule_id then 'other_check'
            else 'no_failure'
        end as outcome,
        result.status as check_status
    from waiver
    left join {{ ref('fct_finding') }} as finding
        on
            waiver.finding_id = finding.finding_id
            and waiver.document_id = finding.document_id
            and waiver.rule_id = finding.rule_id
    left join {{ ref('fct_check_result') }} as result on waiver.finding_id = result.check_id
    left join {{ ref('dim_document') }} as document on waiver.document_id = document.document_id
    left join {{ ref('stg_rule') }} as rule on waiver.rule_id = rule.rule_id
),

final as (
    select
        finding_id,
        document_id,
        rule_id,
        reason,
        reviewer,
        waived_on,
        case when outcome in ('attached', 'incomplete') then outcome else 'gone' end as status,
        case outcome
            when 'attached' then '附于该发现一并公布'
            when 'incomplete' then '缺少发现编号、理由、复核人或日期，不生效'
            when 'no_document' then '库中没有该文件'
            when 'rejected_document' then '该文件未被收录'
            when 'withdrawn_document' then '该文件已撤回'
            when 'no_rule' then '规则目录中已无该规则'
            when 'no_check' then '已无此项检查'
            when 'other_check' then '该发现属于另一文件或另一规则'
            else '此项检查现已不是发现，结果为 ' || check_status
        end as explanation_zh,
        case outcome
            when 'attached' then 'published with the finding'
            when 'incomplete' then 'names no finding, reason, reviewer or date, and accepts nothing'
            when 'no_document' then 'the document is not in the warehouse'
            when 'rejected_document' then 'the document was not taken in'
            when 'withdrawn_document' then 'the document was withdrawn'
            when 'no_rule' then 'the rule is no longer in the catalogue'
            when 'no_check' then 'there is no such check any more'
            when 'other_check' then 'the finding is of another document or rule'
            else 'the check is no finding any more: it ends as ' || check_status
        end as explanation_en
    from traced
)

select * from final
