with document as (
    select * from {{ ref('int_named_document') }}
),

line as (
    select
        document_id,
        concept,
        fund,
        '' as function_code,
        '' as member,
        final_cny,
        final_observation_id,
        change_cny,
        change_observation_id,
        change_pct_printed,
        change_pct_recomputed
    from {{ ref('fct_funding') }}
    union all
    select
        document_id,
        concept,
        fund,
        function_code,
        member,
        final_cny,
        final_observation_id,
        change_cny,
        change_observation_id,
        change_pct_printed,
        change_pct_recomputed
    from {{ ref('fct_spending') }}
    where economic_code = ''
),

told as (
    select
        line.*,
        document.organisation_id,
        document.organisation_name,
        document.fiscal_year,
        document.consolidation
    from line
    inner join document on line.document_id = document.document_id
),

-- The same figure in the same body's document of the year before, where that is in the warehouse too and the only one.
year_before as (
    select
        organisation_id,
        fiscal_year,
        consolidation,
        concept,
        fund,
        function_code,
        member,
        min(final_cny) as final_cny,
        min(final_observation_id) as final_observation_id
    from told
    group by organisation_id, fiscal_year, consolidation, concept, fund, function_code, member
    having count(*) = 1
),

final as (
    select
        concat_ws('/', told.document_id, told.concept, told.fund, told.function_code, told.member) as line_id,
        told.document_id,
        told.organisation_name,
        told.fiscal_year,
        told.concept,
        concepts.label_zh,
        told.fund,
        told.function_code,
        told.member,
        told.final_cny,
        told.final_observation_id,
        told.change_cny,
        told.change_observation_id,
        cast(told.final_cny - told.change_cny as decimal(24, 6)) as implied_prior_cny,
        told.change_pct_printed,
        told.change_pct_recomputed,
        year_before.final_cny as prior_document_cny,
        year_before.final_observation_id as prior_observation_id
    from told
    inner join {{ ref('concepts') }} as concepts on told.concept = concepts.concept
    left join year_before
        on
            told.organisation_id = year_before.organisation_id
            and told.fiscal_year = year_before.fiscal_year + 1
            and told.consolidation = year_before.consolidation
            and told.concept = year_before.concept
            and told.fund = year_before.fund
            and told.function_code = year_before.function_code
            and told.member = year_before.member
    where told.final_cny is not null and (told.change_cny is not null or year_before.final_cny is not null)
)

select * from final
