{#- Exact arithmetic. DuckDB divides decimals into doubles and Spark rounds them, so nothing here divides but integers. -#}

{#- 10 to the power of a column of 0 to 6, as an integer. -#}
{% macro power_of_ten(decimals) -%}
    case {{ decimals }}{% for d in range(7) %} when {{ d }} then {{ 10 ** d }}{% endfor %} end
{%- endmacro %}

{#- 10 to the power of minus a column of 0 to 6, as a decimal. -#}
{% macro unit_of_last_digit(decimals) -%}
    case {{ decimals }}{% for d in range(7) %} when {{ d }} then cast({{ '1' if d == 0 else '0.' ~ '0' * (d - 1) ~ '1' }} as decimal(7, 6)){% endfor %} end
{%- endmacro %}

{#- 100 x numerator / denominator, rounded half up (away from zero) to `decimals` digits; null where the denominator is zero.
    Both are decimals of at most 7 digits after the point and below 10^13. -#}
{% macro exact_ratio(numerator, denominator, decimals) -%}
    {{ adapter.dispatch('exact_ratio')(numerator, denominator, decimals) }}
{%- endmacro %}

{% macro default__exact_ratio(numerator, denominator, decimals) -%}
    try_cast(
        (
            (
                200 * cast(10000000 * abs({{ numerator }}) as hugeint) * {{ power_of_ten(decimals) }}
                + cast(10000000 * abs({{ denominator }}) as hugeint)
            ) // nullif(2 * cast(10000000 * abs({{ denominator }}) as hugeint), 0)
        ) as decimal(24, 0)
    )
    * {{ unit_of_last_digit(decimals) }}
    * case when ({{ numerator }} < 0) = ({{ denominator }} < 0) then 1 else -1 end
{%- endmacro %}

{#- Whether 100 x numerator / denominator is the percentage printed with so many decimals, but for one unit of its last digit. -#}
{% macro gives_percentage(value, decimals, numerator, denominator) -%}
    coalesce(
        abs({{ value }} - {{ exact_ratio('abs(' ~ numerator ~ ')', 'case when ' ~ denominator ~ ' > 0 then ' ~ denominator ~ ' end', decimals) }})
        <= {{ unit_of_last_digit(decimals) }},
        false
    )
{%- endmacro %}

{#- An amount in yuan (or a count, with factor 1) told in the unit that a figure is printed in. -#}
{% macro in_printed_unit(amount, factor) -%}
    {{ adapter.dispatch('in_printed_unit')(amount, factor) }}
{%- endmacro %}

{#- Taking digits off a decimal of more than 18 costs DuckDB 2 microseconds, fifteen times what one of 18 costs; up to 10^11 that is enough. -#}
{% macro default__in_printed_unit(amount, factor) -%}
    {%- set narrow = 'try_cast(' ~ amount ~ ' as decimal(18, 7))' -%}
    coalesce(
        cast(
            case {{ factor }}
                {% for zeros in [3, 4, 6, 8] -%}
                    when {{ 10 ** zeros }} then cast({{ narrow }} * cast(0.{{ '0' * (zeros - 1) }}1 as decimal({{ zeros }}, {{ zeros }})) as decimal(18, 6))
                {% endfor -%}
                else cast({{ narrow }} as decimal(18, 6))
            end as decimal(24, 6)
        ),
        cast(
            cast({{ amount }} as decimal(26, 7))
            * case {{ factor }}{% for zeros in [3, 4, 6, 8] %} when {{ 10 ** zeros }} then 0.{{ '0' * (zeros - 1) }}1{% endfor %} else 1 end
            as decimal(24, 6)
        )
    )
{%- endmacro %}

{#- A decimal as people write it, without zeros at the end. -#}
{% macro plain_number(value) -%}
    regexp_replace(cast({{ value }} as string), '\.?0+$', '')
{%- endmacro %}
