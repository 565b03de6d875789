-- What a reviewer accepted, what is told of it and what is attached to findings are one and the same.
with attached as (
    select finding_id, document_id, rule_id, reason, reviewer, waived_on from quality.fct_waiver where status = 'attached'
),

borne as (
    select finding_id, document_id, rule_id, waiver as reason, reviewer, waived_on
    from quality.fct_finding
    where waiver is not null or reviewer is not null or waived_on is not null
),

accepted as (
    select finding_id, document_id, rule_id, reason, reviewer, waived_on from staging.stg_waiver
),

told as (
    select finding_id, document_id, rule_id, reason, reviewer, waived_on from quality.fct_waiver
)

select 'borne by a finding, attached to none' as what, * from (from borne except all from attached)
union all
select 'attached, borne by no finding', * from (from attached except all from borne)
union all
select 'told of, accepted by nobody', * from (from told except all from accepted)
union all
select 'accepted, not told of', * from (from accepted except all from told)
union all
select 'counts though it is not complete', told.*
from told
inner join quality.fct_waiver as waiver on told.finding_id = waiver.finding_id
where waiver.status = 'attached' and not coalesce(told.reason <> '' and told.reviewer <> '' and told.waived_on is not null, false)
