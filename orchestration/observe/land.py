"""Landing observations: every document that was read and not yet observed in this version gets its rows in the raw tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from orchestration import read
from orchestration.observe.model import Observed
from orchestration.observe.observe import OBSERVER_VERSION, REFERENCE, observe
from orchestration.observe.vocabulary import load
from orchestration.warehouse import Warehouse, schema
from orchestration.warehouse.tables import RAW_OBSERVATION, RAW_SECTION, RAW_STATEMENT, Table

if TYPE_CHECKING:
    import duckdb

_NO_VOCABULARY = ("rules", "rule_terms", "rule_patterns", "fact_concepts", "waivers", "document_cues", "regions", "economic_class")
SEEN = (RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)
"""The raw tables that observing fills."""
Row = dict[str, Any]
_BATCH = 200
"""Documents landed in one go: what a crash costs, and what has to fit into memory."""


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
    progress: Callable[[int, int, str], None] | None = None,
    fiscal_year: int | None = None,
) -> Landed:
    """Observe what has not been observed in this version, of one fiscal year where one is given.

    `progress` is told (documents done, in all, name).
    """
    current, words = version(), load(REFERENCE)
    pending = _pending(con, current, fiscal_year)
    counts = [0, 0, 0]
    with read.guarded(warehouse) as readers:
        documents = readers.read(sha256 for _, sha256, *_ in pending)
        for start in range(0, len(pending), _BATCH):
            batch = pending[start : start + _BATCH]
            landed: dict[Table, list[Row]] = {table: [] for table in SEEN}
            for number, (document_id, _, name, year, organisation) in enumerate(batch, start + 1):
                _, document = next(documents)
                if isinstance(document, read.Refused):
                    raise document.error
                seen = observe(document, year, organisation or "", words)
                for table, found in rows(document_id, seen).items():
                    landed[table].extend(found)
                if progress:
                    progress(number, len(pending), name)
            ids = [document_id for document_id, *_ in batch]
            with schema.changing(con):
                for index, table in enumerate(SEEN):
                    counts[index] += schema.put(con, table, ids, landed[table])
                schema.mark_observed(con, ids, current)
    return Landed(len(pending), *counts)


def _pending(con: duckdb.DuckDBPyConnection, current: str, fiscal_year: int | None) -> list[tuple[str, str, str, int | None, str | None]]:
    return con.execute(
        """
        select document_id, sha256, source_name, fiscal_year, organisation_name from raw.raw_document
        where intake_status = 'read' and observer_version is distinct from $version and ($year is null or fiscal_year = $year)
        order by document_id
        """,
        {"version": current, "year": fiscal_year},
    ).fetchall()


def rows(document_id: str, seen: Observed) -> dict[Table, list[Row]]:
    """What was seen in a document as rows of the raw tables."""
    found: tuple[Sequence[Any], ...] = (seen.sections, seen.observations, seen.statements)
    return {table: [_row(document_id, each) for each in parts] for table, parts in zip(SEEN, found, strict=True)}


def _row(document_id: str, each: Any) -> Row:
    row: Row = asdict(each) | {"document_id": document_id}
    return row | {"observation_id": f"{document_id}-{row['ordinal']:05d}"} if "printed" in row else row
