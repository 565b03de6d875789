-- One mention of each figure of a published document, with its fact: a table's before the text's, the first before later ones.
with observation as (
    select * from {{ ref('fct_observation') }}
),

fact_concepts as (
    select * from {{ ref('fact_concepts') }}
),

rate as (
    select
        observation_id,
        recomputed
    from {{ ref('int_rate') }}
),

-- The amount of the year before, where a comparison prints it, is no figure of this year.
mapped as (
    select
        document_id,
        observation_id,
        origin,
        ordinal,
        concept,
        fund,
        function_code,
        economic_code,
        member,
        case when measure = 'final' and versus = 'prior_year' then 'prior' else measure end as measure,
        basis,
        versus,
        direction,
        unit,
        value,
        value_cny
    from observation
    where status = 'mapped' and value is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by document_id, concept, fund, function_code, economic_code, member, measure, basis, versus
            order by case origin when 'table' then 0 else 1 end, ordinal
        ) as choice
    from mapped
),

final as (
    select
        ranked.document_id,
        ranked.observation_id,
        fact_concepts.fact,
        fact_concepts.breakdown,
        fact_concepts.item,
        fact_concepts.role,
        fact_concepts.threshold_cny,
        ranked.concept,
        ranked.fund,
        ranked.function_code,
        ranked.economic_code,
        ranked.member,
        ranked.measure,
        ranked.basis,
        ranked.versus,
        ranked.unit,
        ranked.value,
        rate.recomputed,
        ranked.value_cny * case ranked.direction when 'decrease' then -1 else 1 end as amount_cny,
        ranked.value * case ranked.direction when 'decrease' then -1 else 1 end as signed_value
    from ranked
    inner join fact_concepts on ranked.concept = fact_concepts.concept
    left join rate on ranked.observation_id = rate.observation_id
    where ranked.choice = 1
)

select * from final
