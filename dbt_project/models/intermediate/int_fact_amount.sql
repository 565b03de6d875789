{{ config(materialized='view', meta={'kept': 'whole'}) }}

-- Every amount of the facts with the printed number it is taken from, one below the other, for whoever accounts for them.
with final as (
    {% for fact, row_id, amounts in fact_amounts() -%}
        {%- set last_fact = loop.last -%}
        {% for name, column, is_money in amounts -%}
            select
                '{{ fact }}' as fact,
                {{ row_id }} as row_id,
                document_id,
                '{{ name }}' as slot,
                {{ 'true' if is_money else 'false' }} as is_money,
                {{ column }} as amount,
                {{ name }}_observation_id as observation_id
            from {{ ref(fact) }}
            {% if not (last_fact and loop.last) %}union all
            {% endif %}
        {% endfor -%}
    {%- endfor %}
)

select * from final
