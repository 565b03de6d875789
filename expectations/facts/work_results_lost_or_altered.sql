-- Every reported result of the year's work is a row, with the number as printed and the item in whose account it stands.
with due as (
    select observation_id, document_id, value, unit, is_approximate, coalesce(nullif(phrase, ''), quote) as label
    from marts.fct_observation
    where status = 'mapped' and concept = 'work_metric'
)

select coalesce(due.observation_id, told.observation_id) as observation_id, due.value as printed_value, told.value as told_value, told.label
from due
full join marts.fct_work_metric as told on due.observation_id = told.observation_id
where
    (due.document_id, due.value, due.unit, due.is_approximate, due.label)
    is distinct from (told.document_id, told.value, told.unit, told.is_approximate, told.label)
union all
select told.observation_id, told.value, null, told.work_item
from marts.fct_work_metric as told
left join marts.fct_statement as item
    on
        told.document_id = item.document_id
        and item.kind = 'key_work_item'
        and told.work_item is not distinct from item.subject
        and told.target is not distinct from item.target
        and told.status is not distinct from item.completion
where item.statement_id is null and (told.work_item is not null or told.target is not null or told.status is not null)
