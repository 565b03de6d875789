"""How Dagster calls the steps: one module for each of its concepts, none with logic of its own.

`resources` what a run needs · `translator` dbt's nodes as assets · `assets` what is made · `asset_checks` what is judged ·
`jobs` what is started together · `metadata` how results are shown · `home` where Dagster keeps its
own files · `run` the main job from the command line · `ui` the command that serves the UI.
"""
