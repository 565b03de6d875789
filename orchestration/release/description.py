"""release.json: where a release comes from, what it holds, and who let it pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from orchestration.release.contents import LAYOUT, TableName
from orchestration.release.digest import Files
from orchestration.release.shelf import Release
from orchestration.report import pages
from orchestration.warehouse import build

if TYPE_CHECKING:
    import duckdb

EDITION = "report_edition"
"""Where a description keeps what its report was drawn by."""
_LAYOUT = "layout"
PACKAGES = ("juesuan-warehouse", "duckdb", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")


def is_laid_out_as_now(release: Release) -> bool:
    """Whether what is in the release's database can be taken over into the next one."""
    return bool(release.description.get(_LAYOUT) == LAYOUT)


def describe(
    con: duckdb.DuckDBPyConnection,
    files: Files,
    release_id: str,
    content_digest: str,
    rows: Mapping[TableName, int],
    keys: Mapping[str, Sequence[str]],
    former: str | None,
) -> dict[str, Any]:
    """The description of a release that holds these `files`. Times are in UTC."""
    current = build.current(con)
    assert current is not None
    return {
        "release_id": release_id,
        "content_digest": content_digest,
        EDITION: pages.edition(),
        _LAYOUT: LAYOUT,
        "published_at": f"{build.now():%Y-%m-%dT%H:%M:%SZ}",
        "follows": former,
        "build": {"build_id": current.build_id, "started_at": f"{current.started_at:%Y-%m-%dT%H:%M:%SZ}", "run_id": current.run_id},
        "inputs": _inputs(con),
        "suites": [
            {"suite": verdict.suite, "passed": verdict.passed, "evaluated": verdict.evaluated, "failed": verdict.failed}
            for verdict in build.verdicts(con, current.build_id)
        ],
        "documents": _tally(con, "select status, count(*) from marts.dim_document group by status"),
        "findings": _tally(con, "select severity, count(*) from quality.fct_finding group by severity"),
        "tables": {str(table): count for table, count in sorted(rows.items())},
        "keys": {table: list(keys[table]) for table in sorted(keys) if table in {each.name for each in rows}},
        "files": files,
        "versions": {package: version(package) for package in PACKAGES},
    }


def _inputs(con: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    found = con.execute("select document_id, sha256, source_name, status from marts.dim_document order by document_id").fetchall()
    return [dict(zip(("document_id", "sha256", "source_name", "status"), row, strict=True)) for row in found]


def _tally(con: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    return dict(sorted(con.execute(query).fetchall()))
