"""From arrivals to rows: each content is read and recognised once for each version of the code that does it.

Registering the same content again, under whatever names and in whatever order, leaves the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from orchestration import read
from orchestration.read import sniff
from orchestration.register.intake import SIZE_LIMIT, Arrival, Skipped, files, take
from orchestration.register.reasons import rejection
from orchestration.register.recognise import recognise
from orchestration.register.withdrawal import STATUS as WITHDRAWN
from orchestration.register.withdrawal import Withdrawal, withdrawals
from orchestration.warehouse import Warehouse, schema
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_TABLES, RAW_TEXT

if TYPE_CHECKING:
    import duckdb

RECOGNISER_VERSION = "6"
"""Raise whenever recognition, its vocabulary included, would say something else of the same Document."""
READER_VERSION = f"{read.VERSION}.{RECOGNISER_VERSION}"

BATCH = 200
"""Documents landed in one go: what a crash costs, and what has to fit into memory."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one content: `status` read or rejected; `changed` when its row is new or another than before."""

    document_id: str
    sha256: str
    source_name: str
    status: str
    changed: bool
    reject_code: str | None = None
    reject_reason_zh: str | None = None
    reject_reason_en: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """One entry for each content, by document id, and the files that were passed over."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]

    @property
    def read(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status == "read")

    @property
    def rejected(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status == "rejected")


def register(
    paths: Iterable[Path | str],
    warehouse: Warehouse,
    con: duckdb.DuckDBPyConnection,
    progress: Callable[[int, int, str], None] | None = None,
    hands: Hands | None = None,
) -> IntakeSummary:
    """Take the files that `paths` mean into the store, read and recognise what is new, and land it.

    `progress` is told (files done, files in all, name). `hands` do the work on each file, those of this process by default.
    Raises BadPath where a path leads nowhere, before anything is taken; WarehouseError where the warehouse cannot be written.
    """
    hands = hands or Own()
    found, skipped = hands.files(paths)
    arrivals = _taken(hands.take(found, warehouse), len(found), skipped, progress)
    known, decided = _known(con), withdrawals(warehouse)
    arrivals |= {sha256: _again(row) for sha256, row in known.items() if sha256 not in arrivals and not _holds(row, decided)}
    rows = _renamed(con, arrivals, known, decided)
    stale = [arrivals[sha256] for sha256 in sorted(arrivals) if sha256 not in rows]
    examined = _examined(stale, known, decided, warehouse, hands)
    while batch := list(islice(examined, BATCH)):
        _land(con, batch)
        rows |= {row["sha256"]: row for row, _ in batch}
        if progress:
            progress(len(rows), len(arrivals), batch[-1][0]["source_name"])
    return IntakeSummary(tuple(_entry(rows[sha256], known.get(sha256)) for sha256 in sorted(rows)), tuple(skipped))


def _taken(
    taken: Iterable[Arrival | Skipped], number_of_files: int, skipped: list[Skipped], progress: Callable[[int, int, str], None] | None
) -> dict[str, Arrival]:
    """What arrived, by content, under the first of its names. A file that cannot be read is added to `skipped`."""
    arrivals: dict[str, Arrival] = {}
    for number, arrival in enumerate(taken, 1):
        if isinstance(arrival, Skipped):
            skipped.append(arrival)
            continue
        same = arrivals.get(arrival.sha256)
        arrivals[arrival.sha256] = min(arrival, same, key=lambda one: one.name) if same else arrival
        if progress:
            progress(number, number_of_files, arrival.name)
    return arrivals


def renew(
    fiscal_year: int, warehouse: Warehouse, con: duckdb.DuckDBPyConnection, progress: Callable[[int, int, str], None] | None = None
) -> int:
    """Read again, from the store, the documents of one fiscal year that earlier code has read, and return how many there were.

    `progress` as for `register`. Raises WarehouseError where the store cannot be used.
    """
    known, decided = _known(con), withdrawals(warehouse)
    old = [_again(row) for _, row in sorted(known.items()) if row["fiscal_year"] == fiscal_year and not _holds(row, decided)]
    examined = _examined(old, known, decided, warehouse, Own())
    done = 0
    while batch := list(islice(examined, BATCH)):
        _land(con, batch)
        done += len(batch)
        if progress:
            progress(done, len(old), batch[-1][0]["source_name"])
    return done


def _known(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    names = [column.name for column in RAW_DOCUMENT.columns]
    rows = con.execute(f"select {', '.join(names)} from {RAW_DOCUMENT.qualified}").fetchall()  # noqa: S608
    return {row["sha256"]: row for row in (dict(zip(names, values, strict=True)) for values in rows)}


def _holds(row: Row, decided: Mapping[str, Withdrawal]) -> bool:
    """Whether a row is what this code would make of its file now: read by this version, and withdrawn exactly if that was decided."""
    decision = decided.get(row["document_id"])
    said = row["reject_reason_en"] if row["intake_status"] == WITHDRAWN else None
    return row["reader_version"] == READER_VERSION and bool(said == (decision.en if decision else None))


def _again(row: Row) -> Arrival:
    """A file that arrived earlier, for another look at it."""
    return Arrival(row["source_name"], row["sha256"], row["byte_size"], stored=row["byte_size"] <= SIZE_LIMIT)


def _renamed(
    con: duckdb.DuckDBPyConnection, arrivals: Mapping[str, Arrival], known: Mapping[str, Row], decided: Mapping[str, Withdrawal]
) -> dict[str, Row]:
    """Rows that the same code made before, under the first of all their names."""
    rows = {
        sha256: {**known[sha256], "source_name": min(known[sha256]["source_name"], arrival.name)}
        for sha256, arrival in arrivals.items()
        if sha256 in known and _holds(known[sha256], decided)
    }
    changed = [row for sha256, row in sorted(rows.items()) if row != known[sha256]]
    if changed:
        with schema.changing(con):
            schema.put(con, RAW_DOCUMENT, [row["document_id"] for row in changed], changed)
    return rows


def _examined(
    arrivals: Sequence[Arrival], known: Mapping[str, Row], decided: Mapping[str, Withdrawal], warehouse: Warehouse, hands: Hands
) -> Iterator[tuple[Row, str | None]]:
    """The row of each arrival, under the first of all its names, and its text where it was read and taken."""
    named = [replace(one, name=min(known[one.sha256]["source_name"], one.name)) if one.sha256 in known else one for one in arrivals]
    for row, text in hands.examine(named, warehouse):
        if decision := decided.get(row["document_id"]):
            row |= _rejected(WITHDRAWN, decision.zh, decision.en) | {"intake_status": WITHDRAWN}
        yield row, text if row["intake_status"] == "read" else None


class Hands(Protocol):
    """Whoever does the work on each file: this process, or others."""

    def files(self, paths: Iterable[Path | str]) -> tuple[list[Path], list[Skipped]]:
        """See `intake.files`. An address stands in the place of a path as one."""

    def take(self, found: Sequence[Path], warehouse: Warehouse) -> Iterator[Arrival | Skipped]:
        """Files into the store, in any order. Raises WarehouseError where the store cannot be written."""

    def examine(self, arrivals: Sequence[Arrival], warehouse: Warehouse) -> Iterator[tuple[Row, str | None]]:
        """The row of each arrival, in order, and its text where it was read and taken."""


class Own:
    """The hands of this process, and of the one that reads for it, several documents at a time."""

    def files(self, paths: Iterable[Path | str]) -> tuple[list[Path], list[Skipped]]:
        return files(paths)

    def take(self, found: Sequence[Path], warehouse: Warehouse) -> Iterator[Arrival | Skipped]:
        for file in found:
            try:
                yield take(file, warehouse)
            except OSError as error:
                yield Skipped(file, f"cannot be read: {error.strerror or error}")

    def examine(self, arrivals: Sequence[Arrival], warehouse: Warehouse) -> Iterator[tuple[Row, str | None]]:
        with read.guarded(warehouse) as readers:
            documents = readers.read(arrival.sha256 for arrival in arrivals if arrival.stored)
            for arrival in arrivals:
                document = next(documents)[1] if arrival.stored else None
                row = blank(arrival) | (too_large(arrival) if document is None else told(document, arrival.name))
                yield row, document.text if isinstance(document, read.Document) and row["intake_status"] == "read" else None


def blank(arrival: Arrival) -> Row:
    """The row of raw_document before anything is known but the bytes."""
    row: Row = dict.fromkeys(column.name for column in RAW_DOCUMENT.columns)
    return row | {
        "document_id": arrival.document_id,
        "sha256": arrival.sha256,
        "source_name": arrival.name,
        "byte_size": arrival.byte_size,
        "format": "unknown",
        "document_kind": "other",
        "consolidation": "unknown",
        "intake_status": "rejected",
        "reader_version": READER_VERSION,
    }


def told(document: read.Document | read.Refused, source_name: str) -> Row:
    """What reading and recognition say of a file: columns of raw_document."""
    if isinstance(document, read.Refused):
        error = document.error
        return {"format": _format_of_failure(sniff.recorded(document.kind), error.code)} | _rejected(error.code, error.zh, error.en)
    recognised = recognise(document, source_name)
    row: Row = {
        "format": document.format,
        "encoding": document.encoding,
        "title": recognised.title,
        "organisation_name": recognised.organisation_name,
        "organisation_level": recognised.organisation_level,
        "region": recognised.region,
        "fiscal_year": recognised.fiscal_year,
        "document_kind": recognised.document_kind,
        "consolidation": recognised.consolidation,
        "page_count": len(document.pages) or None,
        "unread_pages": ",".join(str(page.number) for page in document.pages if page.is_unread) or None,
        "char_count": len(document.text),
        "intake_status": "read",
    }
    refused = rejection(recognised)
    return row | (_rejected(refused.code, refused.zh, refused.en) if refused else {})


def _format_of_failure(kind: str, code: str) -> str:
    """Bytes that only fell to the text reader because nothing else knew them are not called text."""
    return "unknown" if code == "binary_file" else kind


def too_large(arrival: Arrival) -> Row:
    """What is said of a file that was not even stored: columns of raw_document."""
    limit = SIZE_LIMIT // 1024**2
    size = f"{arrival.byte_size / 1024**2:,.0f}"
    return _rejected(
        "too_large", f"文件大小 {size} MB，超过 {limit} MB 的上限。", f"The file has {size} MB, more than the limit of {limit} MB."
    )


def _rejected(code: str, zh: str, en: str) -> Row:
    return {"intake_status": "rejected", "reject_code": code, "reject_reason_zh": zh, "reject_reason_en": en}


def _land(con: duckdb.DuckDBPyConnection, examined: Sequence[tuple[Row, str | None]]) -> None:
    """Write rows and texts of documents read anew; what was seen in them before is gone."""
    ids = [row["document_id"] for row, _ in examined]
    texts = [{"document_id": row["document_id"], "text": text} for row, text in examined if text is not None]
    with schema.changing(con):
        schema.put(con, RAW_DOCUMENT, ids, [row for row, _ in examined])
        for table in RAW_TABLES[1:]:
            schema.put(con, table, ids, texts if table is RAW_TEXT else [])


def _entry(row: Row, before: Row | None) -> Entry:
    return Entry(
        document_id=row["document_id"],
        sha256=row["sha256"],
        source_name=row["source_name"],
        status=row["intake_status"],
        changed=row != before,
        reject_code=row["reject_code"],
        reject_reason_zh=row["reject_reason_zh"],
        reject_reason_en=row["reject_reason_en"],
    )
