"""A warehouse whose tables an earlier version of the project made: the next build makes them anew, reference data too."""

from __future__ import annotations

from pathlib import Path

from orchestration.model.run import build_models
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database
from tests.dbt.documents import CLASSES
from tests.dbt.landing import land


def test_reference_data_may_have_other_columns_than_before(tmp_path: Path) -> None:
    warehouse = Warehouse.locate(tmp_path / "warehouse").create()
    with build_database(warehouse) as con:
        land(con, [CLASSES])
    assert build_models(warehouse) is None
    with build_database(warehouse) as con:
        before = con.execute("from reference.units order by all").fetchall()
        con.execute("alter table reference.units drop column kind")
        con.execute("alter table marts.dim_concept drop column label_en")
        con.execute("alter table marts.fct_spending drop column share_pct_printed")
        con.execute("update meta.base set models = 'an earlier version'")
    assert build_models(warehouse) is None
    with build_database(warehouse) as con:
        assert con.execute("from reference.units order by all").fetchall() == before
        assert con.execute("select count(share_pct_printed) >= 0 from marts.fct_spending").fetchone() == (True,)
