{#- What engines say differently, one macro each: `default__` is DuckDB, and another engine puts its own beside it. -#}

{#- Whether a text holds a match of a pattern, both SQL expressions (RE2 and Java agree on what is used here). -#}
{% macro matches(text, pattern) -%}
    {{ adapter.dispatch('matches')(text, pattern) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{#- The same, of a column of patterns of which some are known when the query is written: those are compiled once, not for every text. -#}
{% macro matches_one_of(text, pattern, known) -%}
    case
        {%- for words in known %} when {{ pattern }} = {{ literal(words) }} then {{ matches(text, literal(words)) }}{% endfor %}
        when true then {{ matches(text, pattern) }}
    end
{%- endmacro %}

{#- A text as SQL writes it. -#}
{% macro literal(words) -%}
    {{ adapter.dispatch('literal')(words) }}
{%- endmacro %}

{% macro default__literal(words) -%}
    '{{ words | replace("'", "''") }}'
{%- endmacro %}

{#- The values of a column of a small table, sorted; none where there is no such table yet. -#}
{% macro values_of(relation, column) -%}
    {%- set there = load_relation(relation) if execute else none -%}
    {%- set found = run_query('select distinct ' ~ column ~ ' from ' ~ relation ~ ' order by 1') if there else none -%}
    {{ return(found.columns[0].values() if found else []) }}
{%- endmacro %}

{#- Those values of a group for which a condition holds, as a list in the order of a key. -#}
{% macro ordered_list(value, key, condition) -%}
    {{ adapter.dispatch('ordered_list')(value, key, condition) }}
{%- endmacro %}

{#- Sorting each list takes DuckDB a quarter of what sorting all rows for the lists takes; of one key, by the values. -#}
{% macro default__ordered_list(value, key, condition) -%}
    list_transform(
        list_sort(list(struct_pack(place := {{ key }}, item := {{ value }})) filter (where {{ condition }})), lambda one: one.item
    )
{%- endmacro %}

{#- Those values of a group for which a condition holds, as a list in their own order. -#}
{% macro sorted_list(value, condition) -%}
    {{ adapter.dispatch('sorted_list')(value, condition) }}
{%- endmacro %}

{% macro default__sorted_list(value, condition) -%}
    list_sort(list({{ value }}) filter (where {{ condition }}))
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

{#- DuckDB splits by a plain text four times as fast as by a pattern. -#}
{% macro default__between_matches(text, pattern) -%}
    string_split(regexp_replace({{ text }}, {{ pattern }}, chr(1), 'g'), chr(1))
{%- endmacro %}

{#- The lengths of the texts of a list. -#}
{% macro lengths_of(texts) -%}
    {{ adapter.dispatch('lengths_of')(texts) }}
{%- endmacro %}

{% macro default__lengths_of(texts) -%}
    list_transform({{ texts }}, lambda words: length(words))
{%- endmacro %}

{#- A record of some columns, with their names. -#}
{% macro record(columns) -%}
    {{ adapter.dispatch('record')(columns) }}
{%- endmacro %}

{% macro default__record(columns) -%}
    struct_pack({% for column in columns %}{{ column }} := {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{#- A list of texts as one text. -#}
{% macro joined(texts, between="', '") -%}
    {{ adapter.dispatch('joined')(texts, between) }}
{%- endmacro %}

{% macro default__joined(texts, between) -%}
    array_to_string({{ texts }}, {{ between }})
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

{#- A pattern that finds words also where other characters stand between them. -#}
{% macro gapped_pattern(words) -%}
    {{ adapter.dispatch('gapped_pattern')(words) }}
{%- endmacro %}

{% macro default__gapped_pattern(words) -%}
    regexp_replace({{ words }}, '(.)', '\1.*', 'g')
{%- endmacro %}

{#- A text with every match of a pattern replaced. -#}
{% macro replace_all(text, pattern, by) -%}
    {{ adapter.dispatch('replace_all')(text, pattern, by) }}
{%- endmacro %}

{% macro default__replace_all(text, pattern, by) -%}
    regexp_replace({{ text }}, {{ pattern }}, {{ by }}, 'g')
{%- endmacro %}

{#- How often words stand in a text. -#}
{% macro occurrences(text, words) -%}
    {{ adapter.dispatch('occurrences')(text, words) }}
{%- endmacro %}

{% macro default__occurrences(text, words) -%}
    (length({{ text }}) - length(replace({{ text }}, {{ words }}, ''))) // length({{ words }})
{%- endmacro %}

{#- An item of a list by its number, 1-based. -#}
{% macro item_at(items, number) -%}
    {{ adapter.dispatch('item_at')(items, number) }}
{%- endmacro %}

{% macro default__item_at(items, number) -%}
    list_extract({{ items }}, {{ number }})
{%- endmacro %}

{#- Whether a text holds none of a list of words. -#}
{% macro list_has_none(words, text) -%}
    {{ adapter.dispatch('list_has_none')(words, text) }}
{%- endmacro %}

{% macro default__list_has_none(words, text) -%}
    len(list_filter({{ words }}, lambda word: instr({{ text }}, word) > 0)) = 0
{%- endmacro %}

{#- A list of nothing. -#}
{% macro empty_list() -%}
    {{ adapter.dispatch('empty_list')() }}
{%- endmacro %}

{% macro default__empty_list() -%}
    []
{%- endmacro %}

{#- In a list of columns: one row for each item of a list. -#}
{% macro each_of(items) -%}
    {{ adapter.dispatch('each_of')(items) }}
{%- endmacro %}

{% macro default__each_of(items) -%}
    unnest({{ items }})
{%- endmacro %}

{#- The numbers of a list's items, from 1. -#}
{% macro numbers_of(items) -%}
    {{ adapter.dispatch('numbers_of')(items) }}
{%- endmacro %}

{% macro default__numbers_of(items) -%}
    range(1, len({{ items }}) + 1)
{%- endmacro %}

{#- Hooks of the models that all others wait for: nothing else is being built, so that they may have all cores. -#}
{% macro all_cores() -%}
    {{ adapter.dispatch('all_cores')() }}
{%- endmacro %}

{% macro default__all_cores() -%}
    reset threads
{%- endmacro %}

{#- And back to what each of the nodes built at a time has. -#}
{% macro cores_each() -%}
    {{ adapter.dispatch('cores_each')() }}
{%- endmacro %}

{% macro default__cores_each() -%}
    set threads = {{ env_var('JUESUAN_CORES_EACH', '2') }}
{%- endmacro %}
