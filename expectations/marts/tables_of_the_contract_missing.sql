with promised (schema_name, table_name) as (
    values
    ('marts', 'dim_document'),
    ('marts', 'dim_organisation'),
    ('marts', 'dim_concept'),
    ('marts', 'dim_function_class'),
    ('marts', 'dim_economic_class'),
    ('marts', 'fct_observation'),
    ('marts', 'fct_statement'),
    ('marts', 'fct_funding'),
    ('marts', 'fct_spending'),
    ('marts', 'fct_procurement'),
    ('marts', 'fct_assets'),
    ('marts', 'fct_staff'),
    ('marts', 'fct_performance'),
    ('marts', 'fct_work_metric'),
    ('marts', 'mart_budget_execution'),
    ('marts', 'mart_department_profile'),
    ('marts', 'mart_structure'),
    ('marts', 'mart_three_public_league'),
    ('marts', 'mart_year_on_year'),
    ('quality', 'fct_observation'),
    ('quality', 'dim_rule'),
    ('quality', 'fct_check_result'),
    ('quality', 'fct_finding'),
    ('quality', 'fct_document_quality'),
    ('quality', 'fct_waiver')
)

select promised.schema_name, promised.table_name
from promised
left join duckdb_tables() as present
    on promised.schema_name = present.schema_name and promised.table_name = present.table_name
where present.table_name is null
