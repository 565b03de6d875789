{%- set kept_by_reviewers = env_var('JUESUAN_WAIVERS', '') %}
{%- set columns = ['finding_id', 'document_id', 'rule_id', 'reason', 'reviewer', 'waived_on'] %}

-- What reviewers have accepted: in the project's own file, and in that of the warehouse where there is one.
with waivers as (
    select * from {{ ref('waivers') }}
    {% if kept_by_reviewers -%}
        union all
        select * from {{ csv_rows(kept_by_reviewers, columns) }}
    {%- endif %}
),

told as (
    select
        coalesce(finding_id, '') as finding_id,
        coalesce(document_id, '') as document_id,
        coalesce(rule_id, '') as rule_id,
        reason,
        reviewer,
        try_cast(waived_on as date) as waived_on,
        coalesce(finding_id <> '' and reason <> '' and reviewer <> '' and try_cast(waived_on as date) is not null, false) as is_complete
    from waivers
),

-- One finding is accepted once; the latest word counts.
ranked as (
    select
        *,
        row_number() over (
            partition by finding_id
            order by
                is_complete desc, waived_on desc nulls last, reviewer asc nulls last, reason asc nulls last, document_id asc, rule_id asc
        ) as choice
    from told
),

final as (
    select
        finding_id,
        document_id,
        rule_id,
        reason,
        reviewer,
        waived_on,
        is_complete
    from ranked
    where choice = 1
)

select * from final
