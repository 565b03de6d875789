with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'spending'
),

final as (
    select
        concat_ws('/', document_id, concept, fund, function_code, economic_code, member) as spending_id,
        document_id,
        breakdown,
        concept,
        fund,
        function_code,
        economic_code,
        member,
        {{ picked('initial_budget', "measure = 'budget' and basis = 'initial_budget'") }},
        {{ picked('adjusted_budget', "measure = 'budget' and basis = 'adjusted_budget'") }},
        {{ picked('full_year_budget', "measure = 'budget' and basis = 'full_year_budget'") }},
        {{ picked('unstated_budget', "measure = 'budget' and basis = ''") }},
        {{ picked('final', "measure = 'final'") }},
        min_by(basis, {{ chosen_row("measure = 'completion_pct'", 'signed_value') }}) as completion_basis,
        {{ picked_rate('completion_pct', "measure = 'completion_pct'") }},
        {{ picked_rate('share_pct', "measure = 'share_pct'") }},
        {{ picked('prior_year', "measure = 'prior'") }},
        {{ picked('change', "measure = 'change' and versus = 'prior_year'") }},
        {{ picked_rate('change_pct', "measure = 'change_pct' and versus = 'prior_year'") }},
        {{ picked('change_to_budget', "measure = 'change' and versus = 'budget'") }}
    from resolved
    group by document_id, breakdown, concept, fund, function_code, economic_code, member
)

select * from final
