{#- How Spark says what engine.sql and exact.sql say for DuckDB. Where a list has no item, DuckDB's aggregates give null: so do these. -#}

{#- Java knows the script of Chinese characters by another name than RE2. -#}
{% macro java_pattern(pattern) -%}
    replace({{ pattern }}, '\p{Han}', '\p{IsHan}')
{%- endmacro %}

{% macro spark__matches(text, pattern) -%}
    regexp_like({{ text }}, {{ java_pattern(pattern) }})
{%- endmacro %}

{% macro spark__first_match(text, pattern) -%}
    regexp_extract({{ text }}, {{ java_pattern(pattern) }}, 0)
{%- endmacro %}

{% macro spark__all_matches(text, pattern) -%}
    regexp_extract_all({{ text }}, {{ java_pattern(pattern) }}, 0)
{%- endmacro %}

{% macro spark__between_matches(text, pattern) -%}
    split({{ text }}, {{ java_pattern(pattern) }})
{%- endmacro %}

{% macro spark__lengths_of(texts) -%}
    transform({{ texts }}, words -> length(words))
{%- endmacro %}

{% macro spark__replace_all(text, pattern, by) -%}
    regexp_replace({{ text }}, {{ java_pattern(pattern) }}, {{ by }})
{%- endmacro %}

{% macro spark__spaced_pattern(words) -%}
    replace(replace(regexp_replace({{ words }}, '(.)', '$1\\s*'), '（', '[（(]'), '）', '[）)]')
{%- endmacro %}

{% macro spark__gapped_pattern(words) -%}
    regexp_replace({{ words }}, '(.)', '$1.*')
{%- endmacro %}

{% macro spark__occurrences(text, words) -%}
    ((length({{ text }}) - length(replace({{ text }}, {{ words }}, ''))) div nullif(length({{ words }}), 0))
{%- endmacro %}

{#- The key goes in beside the value to be sorted by, and a value that is null stays in the list. -#}
{% macro spark__ordered_list(value, key, condition) -%}
    case
        when count_if({{ condition }}) > 0
            then transform(
                array_sort(collect_list(case when {{ condition }} then struct({{ key }} as place, {{ value }} as item) end)),
                each -> each.item
            )
    end
{%- endmacro %}

{% macro spark__sorted_list(value, condition) -%}
    {%- set collected = 'collect_set' if value.startswith('distinct ') else 'collect_list' -%}
    case
        when count_if({{ condition }}) > 0
            then array_sort({{ collected }}(case when {{ condition }} then {{ value | replace('distinct ', '') }} end))
    end
{%- endmacro %}

{% macro spark__list_without_nulls(columns) -%}
    filter(array({{ columns | join(', ') }}), item -> item is not null)
{%- endmacro %}

{% macro spark__with_first(item, items) -%}
    concat(array({{ item }}), {{ items }})
{%- endmacro %}

{% macro spark__item_at(items, number) -%}
    get({{ items }}, cast({{ number }} as int) - 1)
{%- endmacro %}

{% macro spark__list_has_none(words, text) -%}
    size(filter({{ words }}, word -> instr({{ text }}, word) > 0)) = 0
{%- endmacro %}

{% macro spark__empty_list() -%}
    array()
{%- endmacro %}

{% macro spark__each_of(items) -%}
    explode({{ items }})
{%- endmacro %}

{% macro spark__numbers_of(items) -%}
    case when size({{ items }}) > 0 then sequence(1, size({{ items }})) end
{%- endmacro %}

{% macro spark__record(columns) -%}
    struct({{ columns | join(', ') }})
{%- endmacro %}

{% macro spark__joined(texts, between) -%}
    array_join({{ texts }}, {{ between }})
{%- endmacro %}

{#- Spark's reader of CSV files has no place in a query: the file was made a table before, and is known by the name of that. -#}
{% macro spark__csv_rows(path, columns) -%}
    reference.kept_waivers
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

{#- Every product is narrow enough to be exact: the result is rounded once. -#}
{% macro spark__in_printed_unit(amount, factor) -%}
    case {{ factor }}
        {% for zeros in [3, 4, 6, 8] -%}
            when {{ 10 ** zeros }}
                then cast(cast({{ amount }} as decimal(26, 7)) * cast(0.{{ '0' * (zeros - 1) }}1 as decimal({{ zeros }}, {{ zeros }})) as decimal(24, 6))
        {% endfor -%}
        else cast({{ amount }} as decimal(24, 6))
    end
{%- endmacro %}

{#- Spark shares its cores out by itself. -#}
{% macro spark__all_cores() -%}
{%- endmacro %}

{% macro spark__cores_each() -%}
{%- endmacro %}
