"""Everything that Dagster is told of, one line each: `python -m tests.dagster.snapshot` writes down how it is now.

A key that changes without notice breaks links, histories and switches of those who run the warehouse.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.definitions import build_defs

KEPT = Path(__file__).with_name("snapshot.txt")


def lines() -> list[str]:
    """Assets with their groups, checks, jobs, schedules and sensors, in order."""
    definitions = build_defs()
    graph = definitions.resolve_asset_graph()
    found = [f"asset {spec.key.to_user_string()} ({spec.group_name})" for spec in definitions.resolve_all_asset_specs()]
    found += [
        f"check {key.asset_key.to_user_string()} {key.name}{' (blocking)' if graph.get_check_spec(key).blocking else ''}"
        for key in graph.asset_check_keys
    ]
    for job in definitions.resolve_all_job_defs():
        if not job.name.startswith("__"):
            found.append(f"job {job.name} ({f'by {job.partitions_def.fmt}' if job.partitions_def else 'whole'})")
    found += [f"schedule {each.name} ({each.cron_schedule}, {each.default_status.value})" for each in definitions.schedules or ()]
    found += [
        f"sensor {each.name} (every {each.minimum_interval_seconds} s, {each.default_status.value})" for each in definitions.sensors or ()
    ]
    return sorted(found)


if __name__ == "__main__":
    KEPT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
