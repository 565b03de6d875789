{#- A build works on the documents of one batch (`meta.batch`): what arrived or changed, and whatever else is of the same bodies. The models
    say nothing of it. What they refer to gives the batch's rows only, and a table kept by document has those rows replaced; a table kept
    whole sees all rows and is made anew, and of one kept by year the fiscal years of the batch's documents are. JUESUAN_BATCH says which:
    `first` makes every table, `more` replaces rows, and where it is empty, as for dbt by hand, everything is made of everything. `few` is
    `more` of a few documents: their rows are set aside when they are made, so that nobody looks for them among millions. -#}

{% macro batch() %}
    {{ return(env_var('JUESUAN_BATCH', '') if execute else '') }}
{% endmacro %}

{% macro ref() %}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- set node = graph.nodes.get('model.juesuan.' ~ varargs[-1]) if batch() else none -%}
    {%- if node and not sees_all(model) and is_set_aside(node) -%}
        {{ return(aside(relation)) }}
    {%- endif -%}
    {%- if node and is_of_years(model) and 'fiscal_year' in node.columns -%}
        {{ return('(select * from ' ~ relation ~ ' where ' ~ is_one_of_years(model) ~ ')') }}
    {%- endif -%}
    {{ return(rows_of_batch(relation) if node and kept(node) == 'by_document' else relation) }}
{% endmacro %}

{% macro source() %}
    {{ return(rows_of_batch(builtins.source(*varargs, **kwargs))) }}
{% endmacro %}

{% macro rows_of_batch(relation) %}
    {%- if batch() and not sees_all(model) -%}
        {{ return('(select * from ' ~ relation ~ ' where document_id in (select document_id from ' ~ target.database ~ '.meta.batch))') }}
    {%- endif -%}
    {{ return(relation) }}
{% endmacro %}

{#- How the table of a node is kept: by_document, by_year, whole, for_good where it is made of reference data only, or nothing where it is
    made anew and holds the batch only. -#}
{% macro kept(node) %}
    {{ return((node.config.get('meta') or {}).get('kept', '')) }}
{% endmacro %}

{#- Whether rows of other documents than the batch's go into it. -#}
{% macro sees_all(node) %}
    {{ return(kept(node) in ('whole', 'by_year', 'for_good')) }}
{% endmacro %}

{#- Whether it is made anew for the fiscal years only that documents of the batch are of, or were when the table was made. -#}
{% macro is_of_years(node) %}
    {{ return(batch() in ('more', 'few') and kept(node) == 'by_year') }}
{% endmacro %}

{#- Where these years are kept meanwhile. -#}
{% macro years(node) %}
    {{ return('"scratch".batch.years_of_' ~ node.alias) }}
{% endmacro %}

{#- Keep them: after the old rows are gone nobody knows the years that documents were of. -#}
{% macro keep_years(relation) %}
    {%- set documents = relation.incorporate(path={'identifier': 'dim_document'}) -%}
    {% call statement('years') -%}
        create schema if not exists "scratch".batch;
        create or replace table {{ years(model) }} as (
            {%- for each in (relation, documents) %}
            select fiscal_year from {{ each }} where document_id in (select document_id from {{ target.database }}.meta.batch)
            {%- if not loop.last %} union {% endif -%}
            {% endfor %}
        );
    {%- endcall %}
    {% do adapter.commit() %}
{% endmacro %}

{% macro is_one_of_years(node) %}
    {{ return('coalesce(fiscal_year, 0) in (select coalesce(fiscal_year, 0) from ' ~ years(node) ~ ')') }}
{% endmacro %}

{#- Whether what a node gives of the batch lies in a table of its own meanwhile: rows of a table that keeps others too, or those of a view. -#}
{% macro is_set_aside(node) %}
    {{ return(batch() == 'few' and (kept(node) == 'by_document' or (node.config.materialized == 'view' and kept(node) != 'whole'))) }}
{% endmacro %}

{#- Where. -#}
{% macro aside(relation) %}
    {{ return('"scratch".batch.' ~ relation.schema ~ '_' ~ relation.identifier) }}
{% endmacro %}

{#- Set rows aside, in a transaction of its own: one may not write to two databases. -#}
{% macro set_aside(relation, rows) %}
    {% call statement('aside') -%}
        create schema if not exists "scratch".batch;
        create or replace table {{ aside(relation) }} as (
            {{ rows }}
        );
    {%- endcall %}
    {% do adapter.commit() %}
{% endmacro %}
