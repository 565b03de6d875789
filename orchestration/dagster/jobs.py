"""Jobs: what is started together.

Belongs here: selections, executors and run tags. Keep out: what the assets do.
"""

from __future__ import annotations

from dagster import AssetSelection, define_asset_job, in_process_executor

MAIN = "publish_accounts"

# One process: the build database has one writer, and importing everything again for every step would take a minute.
publish_accounts = define_asset_job(
    MAIN,
    selection=AssetSelection.all(),
    description="From files to a release: register, read, observe, model, reconcile, judge, publish. Without configuration it takes in the "
    "bundled sample; give `ops: take_in: config: paths` the files and folders of your own.",
    executor_def=in_process_executor,
    tags={"kind": "main"},
)

JOBS = [publish_accounts]
