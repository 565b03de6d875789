"""Model: dbt turns the raw tables into facts, marts and check results, inside this process.

`manifest` keeps what dbt parsed, so that no run parses; `run` has dbt-core build into a warehouse. dagster-dbt would start the dbt
command instead: 6.9 seconds a call, 2.8 of them to ask for its version, against 1 to 2 here.
"""
