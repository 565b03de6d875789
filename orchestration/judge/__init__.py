"""The judge: suites of expectations kept as data decide whether a build may become a release.

    expectations/<suite>.json          a Great Expectations suite, in its own serialisation
    expectations/<suite>/<column>.sql  the evidence for one column of that suite: rows that DuckDB computes exactly

`suites` reads them, `evidence` asks the build database, `process` owns the process that holds Great Expectations, `verdict` puts the
three together and writes down what was decided. Great Expectations and pandas load for seconds and turn decimals into floats: they
live in a process of their own (`python -m orchestration.judge`), which sees counts and names only.
"""
