"""Where a warehouse is, and what is said when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.connection import open_database


def test_the_option_wins_over_the_variable_and_that_over_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUESUAN_WAREHOUSE", raising=False)
    assert Warehouse.locate().root == tmp_path / "warehouse"
    monkeypatch.setenv("JUESUAN_WAREHOUSE", "elsewhere")
    assert Warehouse.locate().root == tmp_path / "elsewhere"
    assert Warehouse.locate("given").root == tmp_path / "given"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match=r"Cannot write to the warehouse .*/file/inside: "):
        Warehouse.locate(tmp_path / "file" / "inside").create()


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match=r"Cannot open .*broken\.duckdb: "):
        open_database(tmp_path / "broken.duckdb")
