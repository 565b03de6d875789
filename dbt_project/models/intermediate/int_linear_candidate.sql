{{ config(materialized='view') }}

-- Figures that a term of a linear rule speaks of.
with figure as (
    select * from {{ ref('int_placed_figure') }}
),

term as (
    select * from {{ ref('stg_rule_term') }}
    where shape = 'linear'
),

-- What had an initial budget and was given another: the first limits nothing.
budgeted_again as (
    select distinct
        document_id,
        concept,
        function_code,
        member
    from figure
    where measure = 'budget' and basis in ('full_year_budget', 'adjusted_budget')
),

final as (
    {% for key in ['concept', 'area'] -%}
        select
            term.rule_id,
            term.term,
            term.role,
            term.presence,
            term.sign,
            term.scope,
            term.match_concept,
            term.match_function,
            term.match_member,
            term.match_basis,
            figure.*
        from term
        inner join figure on term.{{ key }} = figure.{{ key }} and term.measure = figure.measure
        left join budgeted_again
            on
                term.relation = '<='
                and term.role = 'whole'
                and figure.basis = 'initial_budget'
                and figure.document_id = budgeted_again.document_id
                and figure.concept = budgeted_again.concept
                and figure.function_code = budgeted_again.function_code
                and figure.member = budgeted_again.member
        where
            figure.origin = 'text'
            and budgeted_again.document_id is null
            {% if key == 'area' %}and term.concept = ''{% endif %}
            and (term.versus = '' or term.versus = figure.versus)
            -- An item whose own code is not known has that of its group, and its name as member: it is an item all the same.
            and (
                term.code_digits is null
                or term.code_digits
                = case when figure.function_code <> '' and figure.member <> '' then 7 else length(figure.function_code) end
            )
            and case term.members
                when '' then true
                when '*' then figure.member <> ''
                when '-' then figure.member = ''
                else instr('|' || term.members || '|', '|' || figure.member || '|') > 0
            end
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from final
