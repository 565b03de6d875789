{#- DuckDB replaces a table or view in one statement, so nothing needs to be built aside, renamed and dropped. dbt's own way takes 60 ms a
    model of pure bookkeeping, more than all queries together on a document; this takes a third. -#}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do drop_other_kind(target_relation) -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if is_of_years(model) %}{% do keep_years(target_relation) %}{% endif -%}
    {%- if config.get('contract').enforced %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
    {%- set rows = get_select_subquery(sql) if config.get('contract').enforced else sql -%}
    {#- Rows of a document lie together, so that who looks for a few documents reads a few blocks of the table. -#}
    {%- if kept(model) == 'by_document' %}{% set rows = 'select * from (' ~ rows ~ ') order by document_id' %}{% endif -%}
    {%- if is_set_aside(model) -%}
        {%- do set_aside(target_relation, rows) -%}
        {%- set rows = 'from ' ~ aside(target_relation) -%}
    {%- endif -%}
    {% call statement('main') -%}
        {%- if batch() in ('more', 'few') and kept(model) == 'for_good' -%}
            select 1
        {%- elif batch() in ('more', 'few') and kept(model) == 'by_document' -%}
            delete from {{ target_relation }} where document_id in (select document_id from {{ target.database }}.meta.batch);
            insert into {{ target_relation }} by name (
                {{ rows }}
            );
        {%- elif is_of_years(model) -%}
            delete from {{ target_relation }} where {{ is_one_of_years(model) }};
            insert into {{ target_relation }} by name (
                {{ rows }}
            );
        {%- else -%}
            create or replace table {{ target_relation }} as (
                {{ rows }}
            );
            {{ comments(target_relation) }}
        {%- endif -%}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- Reference data is what it was when the tables were made: a build over some documents is one that nothing else has changed for. -#}
{% materialization seed, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if batch() in ('more', 'few') -%}
        {%- do store_result('agate_table', response='OK') -%}
        {% call noop_statement('main', 'KEPT', 'KEPT', 0) %}{% endcall %}
    {%- else -%}
        {%- set rows = load_agate_table() -%}
        {%- do store_result('agate_table', response='OK', agate_table=rows) -%}
        {%- do drop_other_kind(target_relation) -%}
        {%- do adapter.drop_relation(target_relation) -%}
        {%- set made = create_csv_table(model, rows) -%}
        {%- set filled = load_csv_rows(model, rows) if rows.rows else '' -%}
        {% call noop_statement('main', 'CREATE', 'CREATE', rows.rows | length) %}{{ get_csv_sql(made, filled) }}{% endcall %}
        {%- do persist_docs(target_relation, model) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- do drop_other_kind(target_relation) -%}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        create or replace view {{ target_relation }} as (
            {{ sql }}
        );
        {{ comments(target_relation) }}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {%- if is_set_aside(model) %}{% do set_aside(target_relation, 'from ' ~ target_relation) %}{% endif %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- A view cannot replace a table nor a table a view. -#}
{% macro drop_other_kind(relation) -%}
    {%- set existing = load_cached_relation(relation) -%}
    {%- if existing is not none and existing.type != relation.type %}{% do adapter.drop_relation(existing) %}{% endif -%}
{%- endmacro %}

{#- Descriptions from the YAML as comments of the relation and its columns. -#}
{% macro comments(relation) -%}
    {%- if config.persist_relation_docs() and model.description -%}
        comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif -%}
    {%- if config.persist_column_docs() -%}
        {%- for column in model.columns.values() %}
            comment on column {{ relation }}.{{ column.name }} is {{ duckdb_escape_comment(column.description) }};
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
