"""The reconciliation held against truth: consistent disclosures must pass in silence, and every planted error must be found.

`corpus` takes made disclosures through the whole pipeline, `reading` compares what was observed with what was written,
`mutants` says which error belongs to which rule, `verdicts` whether it was found. `python -m tests.proof` runs either at any size.
"""
