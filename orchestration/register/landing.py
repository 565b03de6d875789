"""From arrivals to rows: each content is read and recognised once for each version of the code that does it.

Registering the same content again, under whatever names and in whatever order, leaves the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import read
from orchestration.read import sniff
from orchestration.register.intake import SIZE_LIMIT, Arrival, Skipped, files, take
from orchestration.register.reasons import rejection
from orchestration.register.recognise import recognise
from orchestration.warehouse import Warehouse, schema
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_TABLES, RAW_TEXT

if TYPE_CHECKING:
    import duckdb

RECOGNISER_VERSION = "2"
"""Raise whenever recognition, its vocabulary included, would say something else of the same Document."""
READER_VERSION = f"{read.VERSION}.{RECOGNISER_VERSION}"

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
) -> IntakeSummary:
    """Take the files that `paths` mean into the store, read and recognise what is new, and land it.

    `progress` is told (files done, files in all, name). Raises BadPath where a path leads nowhere, before anything is taken;
    WarehouseError where the warehouse cannot be written.
    """
    found, skipped = files(paths)
    arrivals: dict[str, Arrival] = {}
    for number, file in enumerate(found, 1):
        try:
            arrival = take(file, warehouse)
        except OSError as error:
            skipped.append(Skipped(file, f"cannot be read: {error.strerror or error}"))
            continue
        same = arrivals.get(arrival.sha256)
        arrivals[arrival.sha256] = min(arrival, same, key=lambda one: one.name) if same else arrival
        if progress:
            progress(number, len(found), arrival.name)
    known = _known(con, [arrival.document_id for arrival in arrivals.values()])
    rows = [_row(arrivals[sha256], known.get(sha256), warehouse) for sha256 in sorted(arrivals)]
    _land(con, [row for row in rows if row != known.get(row["sha256"])], known, warehouse)
    return IntakeSummary(tuple(_entry(row, changed=row != known.get(row["sha256"])) for row in rows), tuple(skipped))


def _known(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, Row]:
    names = [column.name for column in RAW_DOCUMENT.columns]
    rows = con.execute(
        f"select {', '.join(names)} from {RAW_DOCUMENT.qualified} where document_id in (select unnest(?::varchar[]))",  # noqa: S608
        [list(document_ids)],
    ).fetchall()
    return {row["sha256"]: row for row in (dict(zip(names, values, strict=True)) for values in rows)}


def _row(arrival: Arrival, before: Row | None, warehouse: Warehouse) -> Row:
    """The row of raw_document; that of before, under the first of its names, where the same code made it."""
    if before and before["reader_version"] == READER_VERSION:
        return {**before, "source_name": min(before["source_name"], arrival.name)}
    name = min(before["source_name"], arrival.name) if before else arrival.name
    row: Row = dict.fromkeys(column.name for column in RAW_DOCUMENT.columns)
    row |= {
        "document_id": arrival.document_id,
        "sha256": arrival.sha256,
        "source_name": name,
        "byte_size": arrival.byte_size,
        "format": "unknown",
        "document_kind": "other",
        "consolidation": "unknown",
        "intake_status": "rejected",
        "reader_version": READER_VERSION,
    }
    return row | (_examined(arrival.sha256, row["source_name"], warehouse) if arrival.stored else _too_large(arrival))


def _examined(sha256: str, source_name: str, warehouse: Warehouse) -> Row:
    """What reading and recognition say of an object in the store."""
    kind = sniff.recorded(sniff.kind_of(warehouse.object_path(sha256).read_bytes()))
    try:
        document = read.load(warehouse, sha256)
    except read.Unreadable as error:
        return {"format": _format_of_failure(kind, error.code)} | _rejected(error.code, error.zh, error.en)
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
        "char_count": len(document.text),
        "intake_status": "read",
    }
    refused = rejection(recognised)
    return row | (_rejected(refused.code, refused.zh, refused.en) if refused else {})


def _format_of_failure(kind: str, code: str) -> str:
    """Bytes that only fell to the text reader because nothing else knew them are not called text."""
    return "unknown" if code == "binary_file" else kind


def _too_large(arrival: Arrival) -> Row:
    limit = SIZE_LIMIT // 1024**2
    size = f"{arrival.byte_size / 1024**2:,.0f}"
    return _rejected(
        "too_large", f"文件大小 {size} MB，超过 {limit} MB 的上限。", f"The file has {size} MB, more than the limit of {limit} MB."
    )


def _rejected(code: str, zh: str, en: str) -> Row:
    return {"intake_status": "rejected", "reject_code": code, "reject_reason_zh": zh, "reject_reason_en": en}


def _land(con: duckdb.DuckDBPyConnection, rows: Sequence[Row], known: dict[str, Row], warehouse: Warehouse) -> None:
    """Write the rows that changed; what depends on a Document goes where the Document was read anew."""
    if not rows:
        return
    anew = [row for row in rows if known.get(row["sha256"], {}).get("reader_version") != READER_VERSION]
    ids = [row["document_id"] for row in anew]
    texts = [
        {"document_id": row["document_id"], "text": read.load(warehouse, row["sha256"]).text}
        for row in anew
        if row["intake_status"] == "read"
    ]
    with schema.changing(con):
        schema.put(con, RAW_DOCUMENT, [row["document_id"] for row in rows], rows)
        for table in RAW_TABLES[1:] if ids else ():
            schema.put(con, table, ids, texts if table is RAW_TEXT else [])


def _entry(row: Row, *, changed: bool) -> Entry:
    return Entry(
        document_id=row["document_id"],
        sha256=row["sha256"],
        source_name=row["source_name"],
        status=row["intake_status"],
        changed=changed,
        reject_code=row["reject_code"],
        reject_reason_zh=row["reject_reason_zh"],
        reject_reason_en=row["reject_reason_en"],
    )
