{{ config(materialized='view') }}

-- Figures that a term of a linear rule speaks of.
with figure as (
    select * from {{ ref('int_placed_figure') }}
),

term as (
    select * from {{ ref('stg_rule_term') }}
    where shape = 'linear'
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
        where
            figure.origin = 'text'
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
