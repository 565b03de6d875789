"""Jobs: what is started together.

Belongs here: selections, executors and run tags. Keep out: what the assets do.
"""

from __future__ import annotations

from dagster import AssetSelection, define_asset_job, in_process_executor

from orchestration.dagster.failures import say_it_on_top
from orchestration.dagster.years import fiscal_year

MAIN = "publish_accounts"
_YEARS = AssetSelection.assets(fiscal_year)

# One process: the build database has one writer, and importing everything again for every step would take a minute.
publish_accounts = define_asset_job(
    MAIN,
    selection=AssetSelection.all() - _YEARS,
    description="从文件到发布 From files to a release: register, read, observe, model, reconcile, judge, publish. Give "
    "`ops: take_in: config: paths` the files and folders to take in. Without them it publishes what the warehouse holds; an empty one "
    "takes in the bundled sample.",
    executor_def=in_process_executor,
    hooks={say_it_on_top},
    tags={"kind": "main"},
)

renew_fiscal_year = define_asset_job(
    "renew_fiscal_year",
    selection=_YEARS,
    description="按年度重读 Brings the documents of a fiscal year up to the present readers and vocabulary, from the store. "
    "Backfill the years after a new version, one by one; the release in force stays until publish_accounts makes the next.",
    executor_def=in_process_executor,
    hooks={say_it_on_top},
    tags={"kind": "year"},
)

JOBS = [publish_accounts, renew_fiscal_year]
