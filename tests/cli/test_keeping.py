"""`juesuan clean` and `rollback` while another writes: they wait, and say for whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.cli import keeping, output
from orchestration.warehouse import Warehouse
from tests.warehouse.test_lock import FORK, hold


@pytest.mark.parametrize(
    ("command", "code"), [(lambda root: keeping.clean(None, root), 0), (lambda root: keeping.rollback("000001-none", root), 1)]
)
def test_who_waits_is_told_for_whom(command: Callable[[Path], int], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(tmp_path / "warehouse").create()
    held, leave = FORK.Event(), FORK.Event()
    first = FORK.Process(target=hold, args=(warehouse.root, held, leave))
    first.start()
    assert held.wait(60)
    told: list[str] = []

    def note(holder: str) -> None:
        told.append(holder)
        leave.set()

    monkeypatch.setattr(output, "say_waiting", note)
    assert command(warehouse.root) == code
    assert len(told) == 1
    assert f"process {first.pid} " in told[0]
    first.join()
