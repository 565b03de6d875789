with observation as (
    select * from {{ ref('fct_observation') }}
    where status = 'mapped' and concept = 'work_metric'
),

item as (
    select * from {{ ref('fct_statement') }}
    where kind = 'key_work_item'
),

-- A result belongs to the item in whose account it stands.
final as (
    select
        observation.observation_id,
        observation.document_id,
        max(item.subject) as work_item,
        coalesce(nullif(observation.phrase, ''), observation.quote) as label,
        observation.value,
        observation.unit,
        observation.is_approximate,
        max(item.target) as target,
        max(item.completion) as status
    from observation
    left join item
        on
            observation.document_id = item.document_id
            and observation.char_start >= item.char_start
            and observation.char_end <= item.char_end
    group by
        observation.observation_id, observation.document_id, observation.phrase, observation.quote,
        observation.value, observation.unit, observation.is_approximate
)

select * from final
