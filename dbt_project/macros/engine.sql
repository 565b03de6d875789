{#- What DuckDB and Spark say differently, one macro each. -#}

{#- Whether a text holds a match of a pattern, both SQL expressions (RE2 and Java agree on what is used here). -#}
{% macro matches(text, pattern) -%}
    {{ adapter.dispatch('matches')(text, pattern) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{#- Those values of a group for which a condition holds, as a list in the order of a key. -#}
{% macro ordered_list(value, key, condition) -%}
    {{ adapter.dispatch('ordered_list')(value, key, condition) }}
{%- endmacro %}

{% macro default__ordered_list(value, key, condition) -%}
    list({{ value }} order by {{ key }}) filter (where {{ condition }})
{%- endmacro %}

{#- A list of those of some columns that are not null. -#}
{% macro list_without_nulls(columns) -%}
    {{ adapter.dispatch('list_without_nulls')(columns) }}
{%- endmacro %}

{% macro default__list_without_nulls(columns) -%}
    list_filter([{{ columns | join(', ') }}], lambda item: item is not null)
{%- endmacro %}

{#- A text without blanks and line breaks, its brackets wide. -#}
{% macro squeeze(text) -%}
    {{ adapter.dispatch('squeeze')(text) }}
{%- endmacro %}

{% macro default__squeeze(text) -%}
    translate({{ text }}, '() 　' || chr(9) || chr(10) || chr(12) || chr(13), '（）')
{%- endmacro %}

{#- The first match of a pattern in a text; empty where there is none. -#}
{% macro first_match(text, pattern) -%}
    {{ adapter.dispatch('first_match')(text, pattern) }}
{%- endmacro %}

{% macro default__first_match(text, pattern) -%}
    regexp_extract({{ text }}, {{ pattern }})
{%- endmacro %}

{#- A pattern that finds words also where blanks and line breaks fall inside them, and whichever brackets they have. -#}
{% macro spaced_pattern(words) -%}
    {{ adapter.dispatch('spaced_pattern')(words) }}
{%- endmacro %}

{% macro default__spaced_pattern(words) -%}
    replace(replace(regexp_replace({{ words }}, '(.)', '\1\\s*', 'g'), '（', '[（(]'), '）', '[）)]')
{%- endmacro %}

{#- All matches of a pattern in a text, as a list, and what stands before, between and after them. -#}
{% macro all_matches(text, pattern) -%}
    {{ adapter.dispatch('all_matches')(text, pattern) }}
{%- endmacro %}

{% macro default__all_matches(text, pattern) -%}
    regexp_extract_all({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro between_matches(text, pattern) -%}
    {{ adapter.dispatch('between_matches')(text, pattern) }}
{%- endmacro %}

{% macro default__between_matches(text, pattern) -%}
    string_split_regex({{ text }}, {{ pattern }})
{%- endmacro %}

{#- A record of some columns, with their names. -#}
{% macro record(columns) -%}
    {{ adapter.dispatch('record')(columns) }}
{%- endmacro %}

{% macro default__record(columns) -%}
    struct_pack({% for column in columns %}{{ column }} := {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{#- A list of texts as one text. -#}
{% macro joined(texts) -%}
    {{ adapter.dispatch('joined')(texts) }}
{%- endmacro %}

{% macro default__joined(texts) -%}
    array_to_string({{ texts }}, ', ')
{%- endmacro %}

{#- The rows of a CSV file with a heading, every column a text. -#}
{% macro csv_rows(path, columns) -%}
    {{ adapter.dispatch('csv_rows')(path, columns) }}
{%- endmacro %}

{% macro default__csv_rows(path, columns) -%}
    read_csv(
        '{{ path | replace("'", "''") }}', header = true, delim = ',', quote = '"',
        columns = { {%- for column in columns %}'{{ column }}': 'varchar'{{ ', ' if not loop.last }}{% endfor -%} }
    )
{%- endmacro %}

{#- A list with one more item before its first. -#}
{% macro with_first(item, items) -%}
    {{ adapter.dispatch('with_first')(item, items) }}
{%- endmacro %}

{% macro default__with_first(item, items) -%}
    list_concat([{{ item }}], {{ items }})
{%- endmacro %}

{#- An empty list of texts, and one of records. -#}
{% macro no_texts() -%}
    {{ adapter.dispatch('no_texts')() }}
{%- endmacro %}

{% macro default__no_texts() -%}
    []
{%- endmacro %}

{% macro no_records() -%}
    {{ adapter.dispatch('no_records')() }}
{%- endmacro %}

{% macro default__no_records() -%}
    []
{%- endmacro %}

{#- One row for each item of a list, in a list of columns. -#}
{% macro each_of(items) -%}
    {{ adapter.dispatch('each_of')(items) }}
{%- endmacro %}

{% macro default__each_of(items) -%}
    unnest({{ items }})
{%- endmacro %}

{#- The numbers from 1 to a last one, as a list. -#}
{% macro numbers_to(last) -%}
    {{ adapter.dispatch('numbers_to')(last) }}
{%- endmacro %}

{% macro default__numbers_to(last) -%}
    range(1, {{ last }} + 1)
{%- endmacro %}

{#- One item of a list by its number, from 1, and how many there are. -#}
{% macro nth(items, number) -%}
    {{ adapter.dispatch('nth')(items, number) }}
{%- endmacro %}

{% macro default__nth(items, number) -%}
    {{ items }}[{{ number }}]
{%- endmacro %}

{% macro how_many(items) -%}
    {{ adapter.dispatch('how_many')(items) }}
{%- endmacro %}

{% macro default__how_many(items) -%}
    len({{ items }})
{%- endmacro %}
