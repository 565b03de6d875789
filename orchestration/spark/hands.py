"""The work on each file, on the executors: what `register` and `observe` do on one machine, by the same functions, a slice of files each.

Executors share the warehouse's store: bytes and Documents lie there under the digest of their content, written once and by rename, so that
it does not matter which of them did it, or whether two did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import read
from orchestration.observe import here, land
from orchestration.observe.here import Pending
from orchestration.observe.observe import REFERENCE
from orchestration.observe.vocabulary import load
from orchestration.register.intake import Arrival, Skipped, address, copy_in, take
from orchestration.register.landing import Own
from orchestration.spark import listing, raw
from orchestration.spark.session import Store
from orchestration.warehouse import Warehouse
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_TEXT

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

    Frames = Iterator[pd.DataFrame]

Row = dict[str, Any]
SLICE = 24
"""Files that one task works on at most: so few that a slow one holds up few others, so many that its reader is worth its start."""
_PATH = "path string"
_TAKEN = "path string, name string, sha256 string, byte_size long, stored boolean, trouble string"
_ARRIVAL = "name string, sha256 string, byte_size long, stored boolean"
_PENDING = "document_id string, sha256 string, name string, fiscal_year int, organisation_name string, reader_version string"


class OfSpark:
    """The hands of a cluster, or of the cores of this machine."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark

    def take(self, found: Sequence[str], warehouse: Warehouse) -> Iterator[Arrival | Skipped]:
        root = str(warehouse.root.absolute())
        wanted = self._sliced([(path,) for path in found], _PATH)
        for row in wanted.mapInPandas(lambda frames: _take(frames, root), _TAKEN).toLocalIterator(prefetchPartitions=True):
            if row.trouble is None:
                yield Arrival(row.name, row.sha256, row.byte_size, row.stored)
            else:
                yield Skipped(Path(row.path), row.trouble)

    def examine(self, arrivals: Sequence[Arrival], warehouse: Warehouse) -> Iterator[tuple[Row, str | None]]:
        root, columns = str(warehouse.root.absolute()), raw.struct((*RAW_DOCUMENT.columns, RAW_TEXT.columns[-1]))
        wanted = self._sliced([astuple(arrival) for arrival in arrivals], _ARRIVAL)
        for found in wanted.mapInPandas(lambda frames: _examine(frames, root), columns).toLocalIterator(prefetchPartitions=True):
            row = found.asDict()
            text = row.pop("text")
            yield row, text

    def observe(self, pending: Sequence[Pending], warehouse: Warehouse) -> dict[str, list[str]]:
        """Documents as one more batch of raw Parquet. Returns the files of each table, from which the build database takes them too."""
        root, store = str(warehouse.root.absolute()), Store.of(warehouse)
        number = raw.next_batch(self._spark, store)
        wanted = self._sliced([astuple(each) for each in pending], _PENDING)
        raw.write(wanted.mapInPandas(lambda frames: _observe(frames, root, number), raw.together()), store)
        return {table.name: raw.files(self._spark, store, table, number) for table in here.SEEN}

    def _sliced(self, rows: list[tuple[Any, ...]], schema: str) -> DataFrame:
        """Rows in their order, in slices of which every core has one at least."""
        context = self._spark.sparkContext
        slices = max(-(-len(rows) // SLICE), min(context.defaultParallelism, len(rows)), 1)
        return self._spark.createDataFrame(context.parallelize(rows, slices), schema)


def _take(frames: Frames, root: str) -> Frames:
    """On an executor: files by their path into the store."""
    warehouse = Warehouse(Path(root))
    for row in _rows(frames):
        try:
            told = asdict(_taken(row["path"], warehouse))
        except OSError as error:
            told = {"trouble": f"cannot be read: {error.strerror or error}"}
        yield _frame([row | told], [field.split()[0] for field in _TAKEN.split(", ")])


def _taken(path: str, warehouse: Warehouse) -> Arrival:
    if not address(path):
        return take(Path(path), warehouse)
    with listing.opened(path) as source:
        return copy_in(source, listing.name_of(path), warehouse)


def _examine(frames: Frames, root: str) -> Frames:
    """On an executor: registered files become rows of raw_document, each with its text."""
    arrivals = [Arrival(**row) for row in _rows(frames)]
    names = [*(column.name for column in RAW_DOCUMENT.columns), "text"]
    for row, text in Own().examine(arrivals, Warehouse(Path(root))):
        yield _frame([row | {"text": text}], names)


def _observe(frames: Frames, root: str, number: int) -> Frames:
    """On an executor: Documents become rows of all the tables that Spark keeps."""
    pending, words = [Pending(**row) for row in _rows(frames)], load(REFERENCE)
    version, names = land.version(), raw.together().names
    with read.guarded(Warehouse(Path(root))) as readers:
        for each, (_, document) in zip(pending, readers.read(one.sha256 for one in pending), strict=True):
            rows = [row | {raw.TABLE: table.name} for table, found in here.seen_in(each, document, words).items() for row in found]
            text = {"document_id": each.document_id, "text": getattr(document, "text", None), raw.TABLE: RAW_TEXT.name}
            rows.append(text | {"reader_version": each.reader_version, "observer_version": version})
            yield _frame([row | {raw.BATCH: number} for row in rows], names)


def _rows(frames: Frames) -> Iterator[Row]:
    """What Spark sent, as plain values again: of a column with a null in it pandas makes floats."""
    for frame in frames:
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            yield {str(name): int(value) if isinstance(value, float) else value for name, value in row.items()}


def _frame(rows: Iterable[Row], names: Sequence[str]) -> pd.DataFrame:
    """Rows for Spark, every value as it is."""
    import pandas as pd

    taken = list(rows)
    return pd.DataFrame({name: pd.Series([row.get(name) for row in taken], dtype=object) for name in names})
