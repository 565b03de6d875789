"""How dbt's nodes appear as Dagster assets: their keys, groups, owners, descriptions, columns and places.

Belongs here: names and what is known before a run. Keep out: running dbt, which is `orchestration.model`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dagster import AssetKey

from orchestration.dagster import metadata
from orchestration.dagster.dbt import DagsterDbtTranslator
from orchestration.model import lineage, manifest

OWNER = "team:warehouse"
"""Who answers for an asset; a bureau puts its own team here."""


class Translator(DagsterDbtTranslator):  # type: ignore[misc]
    """An asset is called like its table, schema first; its group is the step that makes it."""

    def __init__(self) -> None:
        super().__init__()
        self._lineage = lineage.read(manifest.LINEAGE)

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return AssetKey([dbt_resource_props["config"]["schema"], dbt_resource_props["alias"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return "reconcile" if dbt_resource_props["config"].get("schema") == "quality" else "model"

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        return [OWNER]

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props.get("description") or f"{dbt_resource_props['resource_type']} {dbt_resource_props['name']}")

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        schema, table = self.get_asset_key(dbt_resource_props).path
        made_of = metadata.lineage_of(self._lineage.get(f"{schema}.{table}", {}))
        return {**super().get_metadata(dbt_resource_props), **made_of, **metadata.places_of(schema, table)}
