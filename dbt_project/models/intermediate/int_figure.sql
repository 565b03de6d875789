{{ config(materialized='view') }}

-- What can stand in a rule: figures whose meaning and value are known, each as an interval of amount ± half_unit.
with observation as (
    select * from {{ ref('stg_observation') }}
),

section as (
    select * from {{ ref('stg_section') }}
),

concepts as (
    select * from {{ ref('concepts') }}
),

units as (
    select
        printed,
        max(factor_cny) as factor
    from {{ ref('units') }}
    group by printed
),

final as (
    select
        observation.document_id,
        observation.ordinal,
        observation.observation_id,
        observation.origin,
        observation.concept,
        concepts.area,
        coalesce(nullif(concepts.completion_concept, ''), observation.concept) as rate_concept,
        -- The amount of the year before, where a comparison prints it, is no figure of this year.
        case when observation.measure = 'final' and observation.versus = 'prior_year' then 'prior' else observation.measure end as measure,
        observation.basis,
        observation.versus,
        observation.direction,
        observation.function_code,
        observation.economic_code,
        observation.member,
        observation.table_id,
        -- The narrative is that of the body whose tables come first.
        coalesce(observation.table_set, 1) as table_set,
        observation.row_key,
        observation.column_key,
        observation.unit,
        observation.decimals,
        observation.value,
        observation.is_approximate,
        observation.sentence,
        observation.subject_ordinal,
        observation.base_concept,
        observation.group_ordinal,
        observation.char_start,
        observation.char_end,
        coalesce(section.chapter_id, 0) as chapter_id,
        coalesce(units.factor, 1) as factor,
        coalesce(observation.value_cny, observation.value) * case observation.direction when 'decrease' then -1 else 1 end as amount,
        -- Counts are exact.
        case
            when observation.measure = 'count' then cast(0 as decimal(24, 7))
            else cast({{ unit_of_last_digit('observation.decimals') }} * 0.5 * coalesce(units.factor, 1) as decimal(24, 7))
        end as half_unit
    from observation
    inner join concepts on observation.concept = concepts.concept
    left join section
        on observation.document_id = section.document_id and observation.section_id = section.section_id
    left join units on observation.unit = units.printed
    where
        observation.status = 'mapped'
        and observation.value is not null
        and abs(coalesce(observation.value_cny, observation.value)) < 10000000000000
)

select * from final
