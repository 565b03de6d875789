"""release.json: where a release comes from, what it holds, and who let it pass."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.release.contents import TableName
from orchestration.report import pages
from orchestration.warehouse import build, disk

if TYPE_CHECKING:
    import duckdb

EDITION = "report_edition"
"""Where a description keeps what its report was drawn by."""
PACKAGES = ("juesuan-warehouse", "duckdb", "dbt-core", "dbt-duckdb", "dagster", "great-expectations")


Files = Mapping[str, Mapping[str, Any]]
"""Digest and size of files, by their path in a release."""


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


def digests(partial: Path, former: Files, made: Files | None = None, inside: str = "") -> Files:
    """Digest and size of every file under `partial`, or in a folder `inside` it: of one that the former release has too what that says of
    it, of others that were asked for before (`made`) what was said then."""
    known = dict(made or {})
    found = ((f"{inside}{name}", each) for name, each in disk.tree(partial / inside))
    links = {name: each.st_nlink for name, each in found if not stat.S_ISDIR(each.st_mode)}
    known |= {name: former[name] for name, count in links.items() if count > 1 and name in former}
    return {name: known.get(name) or digest(partial / name) for name in sorted(links)}


def digest(path: Path) -> Mapping[str, Any]:
    """Digest and size of a file."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}
