"""Rows of the documents that changed: the same, however many they are."""

from __future__ import annotations

from unittest.mock import patch

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


@example([("a", 9), ("a", 9), ("b", 1), ("c", 1)], 10)  # a body that is too long is no reason for short batches after it
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), max_size=12), st.integers(1, 20))
def test_batches_keep_bodies_together_and_hold_no_more_than_they_may(documents: list[tuple[str, int]], most: int) -> None:
    """However long the documents are: a batch that holds more is a body of its own."""
    con = duckdb.connect()
    con.execute("create schema meta; create schema raw; create table meta.delta (document_id varchar, modelled boolean)")
    con.execute("create table raw.raw_document (document_id varchar, organisation_name varchar)")
    con.execute("create table raw.raw_observation (document_id varchar)")
    for at, (body, numbers) in enumerate(documents):
        con.execute("insert into meta.delta values (?, false)", [f"{at:02}"])
        con.execute("insert into raw.raw_document values (?, ?)", [f"{at:02}", body])
        con.execute("insert into raw.raw_observation select ? from range(?)", [f"{at:02}", numbers])
    with patch.object(delta, "ROWS", most), patch.object(delta, "_ANSWERS", 1):
        batches = delta._batches(con)
    told = {f"{at:02}": document for at, document in enumerate(documents)}
    assert sorted(each for batch in batches for each in batch) == sorted(told)
    assert all(batches) or batches == ((),)
    bodies = [{told[each][0] for each in batch} for batch in batches]
    assert sum(map(len, bodies)) == len(set().union(*bodies)), "a body is in one batch"
    held = [sum(told[each][1] + 1 for each in batch) for batch in batches]
    assert all(rows <= most or len(body) == 1 for rows, body in zip(held, bodies, strict=True))
    first_of_next = [sum(numbers + 1 for body, numbers in documents if body == min(each)) for each in bodies[1:]]
    assert all(rows + more > most for rows, more in zip(held, first_of_next, strict=False)), "no batch more than it takes"
