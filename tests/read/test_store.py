"""What was read once is read back as it was, and a damaged store heals itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration import read
from orchestration.read import store
from orchestration.read.document import Cell, Document, Line, Page, Table
from orchestration.warehouse import Warehouse

TEXT = "某局2020年度部门决算\n收入合计 1.00 万元。\n"
NUMBERS = st.integers(0, 10**6)
CELLS = st.builds(
    Cell,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.text(),
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.none() | st.tuples(*[NUMBERS] * 4),
    st.text(),
)
LINES = st.builds(Line, NUMBERS, NUMBERS, NUMBERS, st.tuples(*[NUMBERS] * 4), st.lists(NUMBERS, max_size=4).map(tuple), st.integers(0, 3))
TABLES = st.builds(Table, st.text(), st.lists(CELLS, max_size=4).map(tuple), st.none() | NUMBERS, NUMBERS)
DOCUMENTS = st.builds(
    Document,
    st.text(),
    st.text(st.characters()),
    st.none() | st.text(),
    st.lists(st.builds(Page, NUMBERS, NUMBERS, NUMBERS)).map(tuple),
    st.lists(TABLES, max_size=3).map(tuple),
    st.lists(LINES, max_size=4).map(tuple),
)


@given(DOCUMENTS)
def test_any_document_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    path = tmp_path_factory.getbasetemp() / "document.json.gz"
    store.save(path, document)
    first = path.read_bytes()
    assert store.load(path) == document
    store.save(path, document)
    assert path.read_bytes() == first


def put(warehouse: Warehouse) -> str:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    warehouse.object_path(digest).write_bytes(TEXT.encode())
    return digest


def test_a_document_is_found_by_digest_and_by_id(warehouse: Warehouse) -> None:
    digest = put(warehouse)
    assert read.load(warehouse, digest) == read.load(warehouse, digest[:16])
    assert read.load(warehouse, digest).text == TEXT


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08", b"{}"])
def test_a_damaged_store_is_read_anew(warehouse: Warehouse, damage: bytes) -> None:
    digest = put(warehouse)
    read.load(warehouse, digest)
    path: Path = warehouse.document_path(read.VERSION, digest)
    path.write_bytes(damage)
    assert read.load(warehouse, digest).text == TEXT
    assert store.load(path) == read.load(warehouse, digest)


@pytest.mark.parametrize("identity", ["0" * 16, "*", "../../lock", ""])
def test_an_unknown_id_is_said_to_be_unknown(warehouse: Warehouse, identity: str) -> None:
    put(warehouse)
    with pytest.raises(KeyError):
        read.load(warehouse, identity)
