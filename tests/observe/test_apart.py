"""Documents that many processes observe have the rows that one would have given them, and a process that is gone is no silent loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from orchestration.companion import Companion
from orchestration.observe import apart
from orchestration.observe import land as landing
from orchestration.observe.here import SEEN, Pending, Seen, observe_here
from orchestration.register.landing import register
from orchestration.warehouse import Warehouse, WarehouseError, schema
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.tables import RAW_STATEMENT
from tests.generator import generate
from tests.generator.formats import FORMATS

COUNT = 5


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("apart")
    for seed in range(COUNT):
        form = ("txt", "html")[seed % 2]
        (folder / f"{seed}.{form}").write_bytes(FORMATS[form](generate(seed, size="small")))
    warehouse = Warehouse.locate(folder / "warehouse").create()
    with build_database(warehouse) as con:
        register(sorted(folder.glob("*.*")), warehouse, con)
    return warehouse


@pytest.fixture
def pending(warehouse: Warehouse) -> list[Pending]:
    names = "document_id, sha256, source_name, fiscal_year, organisation_name, reader_version"
    with build_database(warehouse) as con:
        return [Pending(*row) for row in con.execute(f"select {names} from raw.raw_document order by document_id").fetchall()]


def test_many_processes_give_the_rows_of_one_in_the_same_order(
    warehouse: Warehouse, pending: list[Pending], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "CORES", 2)
    monkeypatch.setattr(apart, "_PORTION", 2)
    monkeypatch.setattr(apart, "BATCH", 4)
    told: list[tuple[int, int, str]] = []
    there = list(apart.observe_apart(pending, warehouse, lambda *each: told.append(each)))
    assert [len(batch) for batch, _ in there] == [4, 1]
    assert told == [(2, COUNT, pending[1].name), (4, COUNT, pending[3].name), (5, COUNT, pending[4].name)]
    ((_, alone),) = observe_here(pending, warehouse, lambda *_: None)
    for table in SEEN:
        rows = pa.ipc.open_stream(schema.stream(table, alone[table])).read_all()
        assert rows.num_rows >= COUNT or table is RAW_STATEMENT
        assert pa.concat_tables([seen[table] for _, seen in there]).equals(rows)


def test_what_a_process_cannot_observe_ends_the_run(warehouse: Warehouse, pending: list[Pending]) -> None:
    unknown = replace(pending[1], sha256="0" * 64, name="gone.txt")
    with pytest.raises(WarehouseError, match="FileNotFoundError"):
        list(apart.observe_apart([pending[0], unknown], warehouse, lambda *_: None))


def test_a_process_that_is_gone_ends_the_run(warehouse: Warehouse, pending: list[Pending], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "Companion", lambda _: Companion("orchestration.no_such_module"))
    with pytest.raises(WarehouseError, match="observes documents was cut off"):
        list(apart.observe_apart(pending, warehouse, lambda *_: None))


def test_many_documents_are_observed_by_many_processes(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def noted(pending: Sequence[Pending], *others: Any) -> Iterator[tuple[Sequence[Pending], Seen]]:
        asked.append(len(pending))
        return observe_here(pending, *others)

    monkeypatch.setattr(landing, "CORES", 2)
    monkeypatch.setattr(landing, "observe_apart", noted)
    with build_database(warehouse) as con:
        monkeypatch.setattr(landing, "_FEW", COUNT)
        assert (landing.land(con, warehouse).documents, asked) == (COUNT, [])
        con.execute("update raw.raw_document set observer_version = null")
        monkeypatch.setattr(landing, "_FEW", COUNT - 1)
        assert (landing.land(con, warehouse).documents, asked) == (COUNT, [COUNT])
