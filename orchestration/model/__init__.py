"""Model: dbt turns the raw tables into facts, marts and check results, in a process of its own that is warm when a run asks it.

`manifest` keeps what dbt parsed, so that no run parses; `run` has dbt-core build into a warehouse; `process` is that process as its owner
sees it. dagster-dbt would start the dbt command instead: 6.9 seconds a call, 2.8 of them to ask for its version.
"""
