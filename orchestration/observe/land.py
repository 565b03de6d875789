"""Landing observations: every document that was read and not yet observed in this version gets its rows in the raw tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from orchestration import read
from orchestration.observe.model import Observed
from orchestration.observe.observe import OBSERVER_VERSION, REFERENCE, observe
from orchestration.observe.vocabulary import Vocabulary, load
from orchestration.warehouse import Warehouse, WarehouseError, schema
from orchestration.warehouse.tables import RAW_OBSERVATION, RAW_SECTION, RAW_STATEMENT, Table

if TYPE_CHECKING:
    import duckdb

_NO_VOCABULARY = ("rules", "rule_terms", "rule_patterns", "fact_concepts", "waivers", "document_cues", "regions", "economic_class")
SEEN = (RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)
"""The raw tables that observing fills."""
Row = dict[str, Any]
Seen = Mapping[Table, Iterable[Row] | Any]
"""The rows of some documents, as they are or in Arrow's files."""
Progress = Callable[[int, int, str], None]
_BATCH = 200
"""Documents landed in one go: what a crash costs, and what has to fit into memory."""


@dataclass(frozen=True, slots=True)
class Landed:
    """How many documents were observed now, and how many rows they gave."""

    documents: int
    sections: int
    observations: int
    statements: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that waits to be observed, with what is known of it."""

    document_id: str
    sha256: str
    name: str
    fiscal_year: int | None
    organisation_name: str | None
    reader_version: str


ObserveAll = Callable[[Sequence[Pending], Warehouse, Progress], Iterator[tuple[Sequence[Pending], Seen]]]


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

    `progress` is told (documents done, in all, name). `observe_all` does the work, this process by default.
    """
    current = version()
    pending = _pending(con, current, fiscal_year)
    counts = dict.fromkeys(SEEN, 0)
    for batch, landed in (observe_all or observe_here)(pending, warehouse, progress or _unwatched):
        ids = [each.document_id for each in batch]
        with schema.changing(con):
            for table in SEEN:
                counts[table] += schema.put(con, table, ids, landed[table])
            schema.mark_observed(con, ids, current)
    return Landed(len(pending), *counts.values())


def observe_here(pending: Sequence[Pending], warehouse: Warehouse, progress: Progress) -> Iterator[tuple[Sequence[Pending], Seen]]:
    """Rows of the raw tables for some documents at a time, made in this process; documents are read by another, ahead of their turn."""
    words = load(REFERENCE)
    with read.guarded(warehouse) as readers:
        documents = readers.read(each.sha256 for each in pending)
        for start in range(0, len(pending), _BATCH):
            batch = pending[start : start + _BATCH]
            landed: dict[Table, list[Row]] = {table: [] for table in SEEN}
            for number, each in enumerate(batch, start + 1):
                for table, found in seen_in(each, next(documents)[1], words).items():
                    landed[table].extend(found)
                progress(number, len(pending), each.name)
            yield batch, dict(landed)


def seen_in(each: Pending, document: read.Document | read.Refused, words: Vocabulary) -> dict[Table, list[Row]]:
    """What is seen in one document. Raises WarehouseError where it was read before and cannot be now."""
    if isinstance(document, read.Refused):
        raise WarehouseError(f"{each.name} ({each.document_id}) was read before and cannot be now: {document.error.en}") from document.error
    return rows(each.document_id, observe(document, each.fiscal_year, each.organisation_name or "", words))


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


def rows(document_id: str, seen: Observed) -> dict[Table, list[Row]]:
    """What was seen in a document as rows of the raw tables."""
    found: tuple[Sequence[Any], ...] = (seen.sections, seen.observations, seen.statements)
    return {table: [_row(document_id, each) for each in parts] for table, parts in zip(SEEN, found, strict=True)}


def _row(document_id: str, each: Any) -> Row:
    row: Row = asdict(each) | {"document_id": document_id}
    return row | {"observation_id": f"{document_id}-{row['ordinal']:05d}"} if "printed" in row else row
