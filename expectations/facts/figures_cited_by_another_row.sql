-- The number that an amount leads to is about what its row is about.
select cited.fact, cited.slot, cited.row_id, observation.observation_id, observation.concept
from intermediate.int_fact_amount as cited
inner join marts.fct_observation as observation on cited.observation_id = observation.observation_id
left join reference.fact_concepts as concept on observation.concept = concept.concept
where
    cited.row_id is distinct from case concept.fact
        when 'funding' then concat_ws('/', observation.document_id, concept.item, observation.fund)
        when 'spending'
            then concat_ws(
                '/', observation.document_id, observation.concept, observation.fund, observation.function_code, observation.economic_code,
                observation.member
            )
        when 'procurement' then concat_ws('/', observation.document_id, concept.item)
        else concat_ws('/', observation.document_id, concept.item, observation.member)
    end
