"""Observing documents in this process: rows of the raw tables for some at a time, documents read by another ahead of their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from orchestration import read
from orchestration.observe.model import Observed
from orchestration.observe.observe import REFERENCE, observe
from orchestration.observe.vocabulary import Vocabulary, load
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.tables import RAW_OBSERVATION, RAW_SECTION, RAW_STATEMENT, Table

SEEN = (RAW_SECTION, RAW_OBSERVATION, RAW_STATEMENT)
"""The raw tables that observing fills."""
Row = dict[str, Any]
Seen = Mapping[Table, Iterable[Row] | Any]
"""The rows of some documents, as they are or in Arrow's tables or files."""
Progress = Callable[[int, int, str], None]
BATCH = 200
"""Documents landed in one go: what a crash costs, and what has to fit into memory."""


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


def observe_here(pending: Sequence[Pending], warehouse: Warehouse, progress: Progress) -> Iterator[tuple[Sequence[Pending], Seen]]:
    """Rows of the raw tables for some documents at a time, made in this process; documents are read by another, ahead of their turn."""
    words = load(REFERENCE)
    with read.guarded(warehouse) as readers:
        documents = readers.read(each.sha256 for each in pending)
        for start in range(0, len(pending), BATCH):
            batch = pending[start : start + BATCH]
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


def rows(document_id: str, seen: Observed) -> dict[Table, list[Row]]:
    """What was seen in a document as rows of the raw tables."""
    found: tuple[Sequence[Any], ...] = (seen.sections, seen.observations, seen.statements)
    return {table: [_row(document_id, each) for each in parts] for table, parts in zip(SEEN, found, strict=True)}


def _row(document_id: str, each: Any) -> Row:
    row: Row = asdict(each) | {"document_id": document_id}
    return row | {"observation_id": f"{document_id}-{row['ordinal']:05d}"} if "printed" in row else row
