"""dagster-dbt, without dbt: it would import dbt-core for 1.4 seconds, which the process that builds the models has done meanwhile.

It supports an installation without dbt-core, and needs none where every node of the project is an asset.
"""

from orchestration.imports import doing_without

with doing_without("dbt.version"):
    from dagster_dbt import DagsterDbtTranslator, dbt_assets
    from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

__all__ = ["DagsterDbtTranslator", "DbtCoreCliEventMessage", "dbt_assets"]
