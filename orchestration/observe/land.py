"""Landing observations: every document that was read and not yet observed in this version gets its rows in the raw tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestration.observe.apart import observe_apart
from orchestration.observe.here import SEEN, ObserveAll, Pending, Progress, Seen, observe_here
from orchestration.observe.observe import OBSERVER_VERSION, REFERENCE
from orchestration.settings import CORES
from orchestration.warehouse import Warehouse, schema

if TYPE_CHECKING:
    import duckdb

_NO_VOCABULARY = ("rules", "rule_terms", "rule_patterns", "fact_concepts", "waivers", "document_cues", "regions", "economic_class")
_FEW = 40
"""So many documents are observed faster than processes are started that could help."""


@dataclass(frozen=True, slots=True)
class Landed:
    """How many documents were observed now, and how many rows they gave."""

    documents: int
    sections: int
    observations: int
    statements: int


def version() -> str:
    """Version of the grammar, and the beginning of the digest of the vocabulary: a new word is a new version."""
    total = hashlib.sha256()
    for path in sorted(REFERENCE.glob("*.csv")):
        if path.stem not in _NO_VOCABULARY:
            total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return f"{OBSERVER_VERSION}.{total.hexdigest()[:8]}"


def land(
    con: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    progress: Progress | None = None,
    fiscal_year: int | None = None,
    observe_all: ObserveAll | None = None,
) -> Landed:
    """Observe what has not been observed in this version, of one fiscal year where one is given.

    `progress` is told (documents done, in all, name). `observe_all` does the work; by default this process where they are few, and
    others where they are many.
    """
    current = version()
    pending = _pending(con, current, fiscal_year)
    counts = dict.fromkeys(SEEN, 0)
    for batch, landed in (observe_all or _observe)(pending, warehouse, progress or _unwatched):
        ids = [each.document_id for each in batch]
        with schema.changing(con):
            for table in SEEN:
                counts[table] += schema.put(con, table, ids, landed[table])
            schema.mark_observed(con, ids, current)
    return Landed(len(pending), *counts.values())


def _observe(pending: Sequence[Pending], warehouse: Warehouse, progress: Progress) -> Iterator[tuple[Sequence[Pending], Seen]]:
    return (observe_apart if len(pending) > _FEW and CORES > 1 else observe_here)(pending, warehouse, progress)


def _unwatched(done: int, of: int, name: str) -> None:
    """Where nobody looks on."""


def _pending(con: duckdb.DuckDBPyConnection, current: str, fiscal_year: int | None) -> list[Pending]:
    found = con.execute(
        """
        select document_id, sha256, source_name, fiscal_year, organisation_name, reader_version from raw.raw_document
        where intake_status = 'read' and observer_version is distinct from $version and ($year is null or fiscal_year = $year)
        order by document_id
        """,
        {"version": current, "year": fiscal_year},
    ).fetchall()
    return [Pending(*row) for row in found]
