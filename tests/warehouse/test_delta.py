"""Rows of the documents that changed: the same, however many they are."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.warehouse import delta


@pytest.mark.parametrize("count", [0, 1, 2, 32, 33, 501])
def test_rows_of_the_documents_that_changed(count: int) -> None:
    con = duckdb.connect()
    con.execute("create schema meta")
    con.execute("create table meta.delta as select printf('%04x', n * 7) as document_id, true as modelled from range(?) as t (n)", [count])
    con.execute("create table fact as select printf('%04x', n) as document_id, m from range(4000) as t (n), range(3) as u (m)")
    document_ids = delta.document_ids(con)
    found = con.execute(f"select * from ({delta.rows('fact', 'memory', document_ids)}) order by all").fetchall()
    assert found == [(document_id, m) for document_id in document_ids for m in range(3)]
    assert len(document_ids) == count
