"""What a run takes in when nobody says."""

from pathlib import Path

from orchestration.register.intake import asked_for
from orchestration.settings import SAMPLE_FOLDER
from orchestration.warehouse import Warehouse


def test_the_sample_is_for_empty_warehouses_only(warehouse: Warehouse, tmp_path: Path) -> None:
    assert [path.parent for path in asked_for([], warehouse)] == [SAMPLE_FOLDER]
    assert asked_for([tmp_path], warehouse) == [tmp_path]
    (warehouse.objects / "aa").mkdir(parents=True)
    assert asked_for([], warehouse) == []
