"""Two runs at once: one writes, the other waits and says for whom."""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import os
from pathlib import Path

import pytest

from orchestration.warehouse import Warehouse, lock
from orchestration.warehouse.lock import WarehouseBusy

FORK = multiprocessing.get_context("spawn")


def hold(root: Path, held: multiprocessing.synchronize.Event, leave: multiprocessing.synchronize.Event) -> None:
    with lock.writing(Warehouse(root)):
        held.set()
        leave.wait(30)


def crash(root: Path) -> None:
    with lock.writing(Warehouse(root)):
        os._exit(1)


def test_a_second_writer_is_told_who_the_first_is_and_gets_its_turn(warehouse: Warehouse) -> None:
    held, leave = FORK.Event(), FORK.Event()
    first = FORK.Process(target=hold, args=(warehouse.root, held, leave))
    first.start()
    assert held.wait(30)
    told: list[str] = []
    with pytest.raises(WarehouseBusy, match=f"process {first.pid} "), lock.writing(warehouse, patience=0.3, waiting=told.append):
        pass
    assert f"process {first.pid} " in told[0]
    assert f"process {first.pid} " in (lock.holder(warehouse) or "")
    leave.set()
    with lock.writing(warehouse, patience=30):
        assert f"process {os.getpid()} " in warehouse.lock.read_text()
    first.join()
    assert lock.holder(warehouse) is None


def test_a_writer_that_died_blocks_nobody(warehouse: Warehouse) -> None:
    process = FORK.Process(target=crash, args=(warehouse.root,))
    process.start()
    process.join()
    with lock.writing(warehouse, patience=0):
        pass


def test_a_step_inside_a_run_passes_through(warehouse: Warehouse) -> None:
    with lock.writing(warehouse, patience=0), lock.writing(warehouse, patience=0):
        pass
    assert lock.holder(warehouse) is None
