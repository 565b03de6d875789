{#- The value of a group's row for which a condition holds, and the observation that it comes from. Where several rows do, both are of the
    first by identity: a value never stands beside another number's observation. -#}
{% macro picked(name, condition, column='amount_cny', suffix='_cny') -%}
    {%- set chosen = chosen_row(condition, column) -%}
    cast(min_by({{ column }}, {{ chosen }}) as decimal(24, 6)) as {{ name }}{{ suffix }},
    min({{ chosen }}) as {{ name }}_observation_id
{%- endmacro %}

{#- The same for a percentage: as printed, as its amounts give it, and where it is printed. What they give is never below zero, so that -1
    can stand for nothing, which min_by would pass over. -#}
{% macro picked_rate(name, condition) -%}
    {%- set chosen = chosen_row(condition, 'signed_value') -%}
    cast(min_by(signed_value, {{ chosen }}) as decimal(24, 6)) as {{ name }}_printed,
    cast(
        nullif(min_by(coalesce(recomputed, -1), {{ chosen }}), -1) * case when min_by(signed_value, {{ chosen }}) < 0 then -1 else 1 end
        as decimal(24, 6)
    ) as {{ name }}_recomputed,
    min({{ chosen }}) as {{ name }}_observation_id
{%- endmacro %}

{% macro chosen_row(condition, column) -%}
    case when ({{ condition }}) and {{ column }} is not null then observation_id end
{%- endmacro %}

{#- The first of several budgets that is printed, with its name and the observation it comes from. -#}
{% macro first_of(budgets) -%}
    case{% for budget in budgets %} when {{ budget }}_cny is not null then '{{ '' if budget == 'unstated_budget' else budget }}'{% endfor %} end as budget_basis,
    coalesce({% for budget in budgets %}{{ budget }}_cny{{ ', ' if not loop.last }}{% endfor %}) as budget_cny,
    coalesce({% for budget in budgets %}{{ budget }}_observation_id{{ ', ' if not loop.last }}{% endfor %}) as budget_observation_id
{%- endmacro %}
