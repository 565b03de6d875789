{#- A message template with its {words} put in; `columns` says which column holds each. -#}
{% macro filled(template, columns) -%}
    {%- set ns = namespace(sql=template) -%}
    {%- for word, column in columns.items() -%}
        {%- set ns.sql = "replace(" ~ ns.sql ~ ", '{" ~ word ~ "}', coalesce(" ~ column ~ ", ''))" -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}

{#- What a basis of the budget, or another base of a rate, is called, in Chinese or English. -#}
{% macro basis_name(column, language, otherwise='') -%}
    case {{ column }}
        when 'initial_budget' then '{{ {'zh': '年初预算', 'en': 'initial budget'}[language] }}'
        when 'adjusted_budget' then '{{ {'zh': '调整预算', 'en': 'adjusted budget'}[language] }}'
        when 'full_year_budget' then '{{ {'zh': '全年预算', 'en': 'full-year budget'}[language] }}'
        when 'prior_year' then '{{ {'zh': '上年决算', 'en': 'prior-year amount'}[language] }}'
        else '{{ otherwise }}'
    end
{%- endmacro %}

{#- The name of a class, group or item without the 支出 that may stand on either side of its bracket. -#}
{% macro bare_class_name(name) -%}
    {{ replace_all(name, "'^支出|支出$'", "''") }}
{%- endmacro %}
