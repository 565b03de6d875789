"""The engine past one machine: the same reading, the same models, on Apache Spark.

Belongs here: what Spark does of a run, and how that gets into the build database, where suites judge it and publication reads it.
Keep out: what a document says (`read`, `observe`), what a table is made of (`dbt_project`, and its `macros/spark.sql`).
"""
