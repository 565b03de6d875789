{#- How Spark says what engine.sql and exact.sql say for DuckDB. -#}

{% macro spark__matches(text, pattern) -%}
    regexp_like({{ text }}, {{ pattern }})
{%- endmacro %}

{#- A null of collect_list is left out, a null within a record is kept. -#}
{% macro spark__ordered_list(value, key, condition) -%}
    {%- if value.startswith('distinct ') -%}
        array_sort(collect_set(case when {{ condition }} then {{ value[9:] }} end))
    {%- else -%}
        transform(
            array_sort(collect_list(case when {{ condition }} then struct({{ key }} as place, {{ value }} as item) end)), each -> each.item
        )
    {%- endif -%}
{%- endmacro %}

{% macro spark__list_without_nulls(columns) -%}
    filter(array({{ columns | join(', ') }}), item -> item is not null)
{%- endmacro %}

{% macro spark__no_texts() -%}
    cast(array() as array<string>)
{%- endmacro %}

{% macro spark__no_records() -%}
    array()
{%- endmacro %}

{% macro spark__each_of(items) -%}
    explode({{ items }})
{%- endmacro %}

{% macro spark__numbers_to(last) -%}
    case when {{ last }} > 0 then sequence(1, {{ last }}) end
{%- endmacro %}

{% macro spark__nth(items, number) -%}
    element_at({{ items }}, cast({{ number }} as int))
{%- endmacro %}

{% macro spark__how_many(items) -%}
    size({{ items }})
{%- endmacro %}

{% macro spark__first_match(text, pattern) -%}
    regexp_extract({{ text }}, {{ pattern }}, 0)
{%- endmacro %}

{% macro spark__spaced_pattern(words) -%}
    replace(replace(regexp_replace({{ words }}, '(.)', '$1\\s*'), '（', '[（(]'), '）', '[）)]')
{%- endmacro %}

{% macro spark__all_matches(text, pattern) -%}
    regexp_extract_all({{ text }}, {{ pattern }}, 0)
{%- endmacro %}

{% macro spark__between_matches(text, pattern) -%}
    split({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__record(columns) -%}
    struct({{ columns | join(', ') }})
{%- endmacro %}

{% macro spark__joined(texts) -%}
    array_join({{ texts }}, ', ')
{%- endmacro %}

{#- Spark's reader of CSV files has no place in a query: the file was made a table before, and is known by the name of that. -#}
{% macro spark__csv_rows(path, columns) -%}
    reference.kept_waivers
{%- endmacro %}

{% macro spark__with_first(item, items) -%}
    concat(array({{ item }}), {{ items }})
{%- endmacro %}

{#- The quotient of Spark's decimals is rounded: what it gave too much is taken back. -#}
{% macro spark__exact_ratio(numerator, denominator, decimals) -%}
    {%- set scaled = 'cast(10000000 * abs(' ~ denominator ~ ') as decimal(38, 0))' -%}
    {%- set above = 'cast(200 * cast(10000000 * abs(' ~ numerator ~ ') as decimal(38, 0)) * ' ~ power_of_ten(decimals) ~ ' + ' ~ scaled ~ ' as decimal(38, 0))' -%}
    {%- set below = 'nullif(cast(2 * ' ~ scaled ~ ' as decimal(38, 0)), 0)' -%}
    {%- set whole = 'cast(floor(try_divide(' ~ above ~ ', ' ~ below ~ ')) as decimal(38, 0))' -%}
    try_cast(
        {{ whole }} - case when cast({{ whole }} * {{ below }} as decimal(38, 0)) > {{ above }} then 1 else 0 end as decimal(24, 0)
    )
    * {{ unit_of_last_digit(decimals) }}
    * case when ({{ numerator }} < 0) = ({{ denominator }} < 0) then 1 else -1 end
{%- endmacro %}
