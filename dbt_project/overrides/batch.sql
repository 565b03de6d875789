{#- A build works on the documents of one batch (`meta.batch`): what arrived or changed, and whatever else is of the same bodies. The models
    say nothing of it. What they refer to gives the batch's rows only, and a table kept by document has those rows replaced; a table kept
    whole sees all rows and is made anew. JUESUAN_BATCH says which: `first` makes every table, `more` replaces rows, and where it is empty,
    as for dbt by hand, everything is made of everything. -#}

{% macro ref() %}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- set by_batch = execute and env_var('JUESUAN_BATCH', '') != '' -%}
    {%- set node = graph.nodes.get('model.juesuan.' ~ varargs[-1]) if by_batch else none -%}
    {{ return(rows_of_batch(relation) if node and kept(node) == 'by_document' else relation) }}
{% endmacro %}

{% macro source() %}
    {{ return(rows_of_batch(builtins.source(*varargs, **kwargs))) }}
{% endmacro %}

{% macro rows_of_batch(relation) %}
    {%- if execute and env_var('JUESUAN_BATCH', '') != '' and kept(model) != 'whole' -%}
        {{ return('(select * from ' ~ relation ~ ' where document_id in (select document_id from ' ~ target.database ~ '.meta.batch))') }}
    {%- endif -%}
    {{ return(relation) }}
{% endmacro %}

{#- How the table of a node is kept: by_document, whole, or nothing where it is made anew and holds the batch only. -#}
{% macro kept(node) %}
    {{ return((node.config.get('meta') or {}).get('kept', '')) }}
{% endmacro %}
