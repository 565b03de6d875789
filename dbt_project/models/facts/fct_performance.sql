with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'performance'
),

statement as (
    select * from {{ ref('fct_statement') }}
    where kind in ('performance_conclusion', 'project_output', 'problem_found')
),

figures as (
    select
        document_id,
        item as subject_kind,
        member as subject,
        {{ picked('full_year_budget', "role = 'budget' and basis in ('full_year_budget', 'adjusted_budget')") }},
        {{ picked('initial_budget', "role = 'budget' and basis = 'initial_budget'") }},
        {{ picked('unstated_budget', "role = 'budget' and basis = ''") }},
        {{ picked('executed', "role = 'executed' and measure = 'final'") }},
        {{ picked_rate('completion_pct', "role = 'completion' or measure = 'completion_pct'") }},
        {{ picked('funds', "role = 'funds'") }},
        {{ picked('evaluated', "role = 'evaluated'", column='value', suffix='_count') }},
        {{ picked('score', "role = 'score'", column='value', suffix='') }}
    from resolved
    group by document_id, item, member
),

-- The budget of the year is what execution is measured by; one that says no year, or the initial one, stands in where it is not printed.
budgeted as (
    select
        document_id,
        subject_kind,
        subject,
        {{ first_of(['full_year_budget', 'unstated_budget', 'initial_budget']) }},
        executed_cny,
        executed_observation_id,
        completion_pct_printed,
        completion_pct_recomputed,
        completion_pct_observation_id,
        funds_cny,
        funds_observation_id,
        evaluated_count,
        evaluated_observation_id,
        score,
        score_observation_id
    from figures
),

conclusion as (
    select
        document_id,
        subject,
        {{ ordered_list('text', 'ordinal', "kind = 'performance_conclusion'") }} as conclusions,
        {{ ordered_list('text', 'ordinal', "kind = 'project_output'") }} as outputs,
        {{ ordered_list('text', 'ordinal', "kind = 'problem_found'") }} as problems
    from statement
    group by document_id, subject
),

final as (
    select
        concat_ws('/', budgeted.document_id, budgeted.subject_kind, budgeted.subject) as performance_id,
        budgeted.*,
        coalesce(conclusion.conclusions, {{ empty_list() }}) as conclusions,
        coalesce(conclusion.outputs, {{ empty_list() }}) as outputs,
        coalesce(conclusion.problems, {{ empty_list() }}) as problems
    from budgeted
    left join {{ ref('concepts') }} as concepts
        on concepts.concept = case budgeted.subject_kind
                when 'whole_unit' then 'whole_unit_self_evaluation_funds'
                when 'all_projects' then 'self_evaluated_project_funds'
            end
    -- A conclusion about a project bears the project's name, one about all of them or the whole unit the label of its funds.
    left join conclusion
        on budgeted.document_id = conclusion.document_id and coalesce(concepts.label_zh, budgeted.subject) = conclusion.subject
)

select * from final
