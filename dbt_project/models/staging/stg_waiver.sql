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

-- One finding is accepted once; the latest word counts.
ranked as (
    select
        finding_id,
        document_id,
        rule_id,
        reason,
        reviewer,
        cast(waived_on as date) as waived_on,
        row_number() over (partition by finding_id order by waived_on desc, reviewer asc, reason asc) as choice
    from waivers
    where finding_id is not null and reason is not null and reviewer is not null
),

final as (
    select
        finding_id,
        document_id,
        rule_id,
        reason,
        reviewer,
        waived_on
    from ranked
    where choice = 1
)

select * from final
