{#- Every amount of the facts that is taken from a printed number: fact, its identity, amounts. An amount is a name, the column of its value
    and whether that is money; the column of its observation is the name with _observation_id. -#}
{% macro fact_amounts() -%}
    {%- set rate = ['change_pct', 'share_pct'] -%}
    {{ return([
        ('fct_funding', 'funding_id', money_of(['final', 'prior_year', 'change', 'opening_balance', 'closing_balance']) + rates_of(rate)),
        ('fct_spending', 'spending_id', money_of(['initial_budget', 'adjusted_budget', 'full_year_budget', 'unstated_budget', 'final',
            'prior_year', 'change', 'change_to_budget']) + rates_of(['completion_pct'] + rate)),
        ('fct_procurement', 'procurement_id', money_of(['amount']) + rates_of(['share_pct'])),
        ('fct_assets', 'asset_id', [('count', 'count', false), ('value', 'value_cny', true)]),
        ('fct_staff', 'staff_id', [('count', 'count', false)]),
        ('fct_performance', 'performance_id', money_of(['budget', 'executed', 'funds']) + rates_of(['completion_pct'])
            + [('evaluated', 'evaluated_count', false), ('score', 'score', false)]),
    ]) }}
{%- endmacro %}

{% macro money_of(names) -%}
    {%- set found = [] -%}
    {%- for name in names %}{% do found.append((name, name ~ '_cny', true)) %}{% endfor -%}
    {{ return(found) }}
{%- endmacro %}

{% macro rates_of(names) -%}
    {%- set found = [] -%}
    {%- for name in names %}{% do found.append((name, name ~ '_printed', false)) %}{% endfor -%}
    {{ return(found) }}
{%- endmacro %}
