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
        {{ picked('budget', "role = 'budget'") }},
        {{ picked('executed', "role = 'executed' and measure = 'final'") }},
        {{ picked_rate('completion_pct', "role = 'completion' or measure = 'completion_pct'") }},
        {{ picked('funds', "role = 'funds'") }},
        {{ picked('evaluated', "role = 'evaluated'", column='value', suffix='_count') }},
        {{ picked('score', "role = 'score'", column='value', suffix='') }}
    from resolved
    group by document_id, item, member
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
        concat_ws('/', figures.document_id, figures.subject_kind, figures.subject) as performance_id,
        figures.*,
        coalesce(conclusion.conclusions, {{ empty_list() }}) as conclusions,
        coalesce(conclusion.outputs, {{ empty_list() }}) as outputs,
        coalesce(conclusion.problems, {{ empty_list() }}) as problems
    from figures
    left join {{ ref('concepts') }} as concepts
        on concepts.concept = case figures.subject_kind
                when 'whole_unit' then 'whole_unit_self_evaluation_funds'
                when 'all_projects' then 'self_evaluated_project_funds'
            end
    -- A conclusion about a project bears the project's name, one about all of them or the whole unit the label of its funds.
    left join conclusion
        on figures.document_id = conclusion.document_id and coalesce(concepts.label_zh, figures.subject) = conclusion.subject
)

select * from final
