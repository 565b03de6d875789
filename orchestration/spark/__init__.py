"""The same steps on Apache Spark, for more documents than one machine reads in a night: `JUESUAN_ENGINE=spark`.

Only where reading, observing and the models run differs. `landing` reads and observes on the executors with the very functions of
`register` and `observe`, into Parquet; `models` runs the very dbt project with its target `spark`; `gathering` brings what they made into
the build database, where the same suites judge it and the same publication releases it. `session` is the one place that knows the cluster.
"""
