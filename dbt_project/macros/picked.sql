{#- The value of a group's row for which a condition holds, and the observation that it comes from. -#}
{% macro picked(name, condition, column='amount_cny', suffix='_cny') -%}
    cast(max(case when {{ condition }} then {{ column }} end) as decimal(24, 6)) as {{ name }}{{ suffix }},
    max(case when {{ condition }} then observation_id end) as {{ name }}_observation_id
{%- endmacro %}

{#- The same for a percentage: as printed, as its amounts give it, and where it is printed. -#}
{% macro picked_rate(name, condition) -%}
    cast(max(case when {{ condition }} then signed_value end) as decimal(24, 6)) as {{ name }}_printed,
    cast(max(case when {{ condition }} then recomputed * case when signed_value < 0 then -1 else 1 end end) as decimal(24, 6))
        as {{ name }}_recomputed,
    max(case when {{ condition }} then observation_id end) as {{ name }}_observation_id
{%- endmacro %}

{#- The first of several budgets that is printed, with its name and the observation it comes from. -#}
{% macro first_of(budgets) -%}
    case{% for budget in budgets %} when {{ budget }}_cny is not null then '{{ '' if budget == 'unstated_budget' else budget }}'{% endfor %} end as budget_basis,
    coalesce({% for budget in budgets %}{{ budget }}_cny{{ ', ' if not loop.last }}{% endfor %}) as budget_cny,
    coalesce({% for budget in budgets %}{{ budget }}_observation_id{{ ', ' if not loop.last }}{% endfor %}) as budget_observation_id
{%- endmacro %}
