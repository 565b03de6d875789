"""Whatever happens to documents, one after the other, the tables and the release are those that a build of everything anew gives.

JUESUAN_SEQUENCES says how many sequences are tried; `make sequences` tries 200.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from orchestration.judge import evidence, suites
from orchestration.model import manifest
from orchestration.model.run import build_models
from orchestration.release import proof, publish, shelf
from orchestration.warehouse import Warehouse, delta, schema
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.tables import RAW_DOCUMENT, RAW_TABLES
from tests.dbt.cases import BAD, GOOD
from tests.dbt.documents import CLASSES
from tests.dbt.landing import Document, land
from tests.model.replay import HEADING, Replay, record

SEQUENCES = int(os.environ.get("JUESUAN_SEQUENCES", "6"))
SOUND, BROKEN = (sorted(kinds.values(), key=lambda document: document.name) for kinds in (GOOD, BAD))
BODIES = ("某区甲局", "某区乙局")
TABLES = (
    "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'warehouse' and schema_name in ('marts', 'quality')"
)


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    return record(tmp_path_factory.mktemp("recorded"))


class History:
    """A warehouse that lives through random events, and all it needs to be made anew."""

    def __init__(self, warehouse: Warehouse, rng: random.Random) -> None:
        self.warehouse, self.rng = warehouse, rng
        self.documents: dict[str, Document] = {}
        self.withdrawn: set[str] = set()
        self.waivers: list[str] = []

    def add(self, con: duckdb.DuckDBPyConnection) -> None:
        self._land(con, self._drawn(f"document {len(self.documents)}"))

    def change(self, con: duckdb.DuckDBPyConnection) -> None:
        """Read anew, another figure, another year, or another body."""
        self._land(con, self._drawn(self.rng.choice(sorted(self.documents))))

    def upgrade(self, con: duckdb.DuckDBPyConnection) -> None:
        """A new vocabulary: every document is observed anew, some of them otherwise."""
        for name in sorted(self.documents):
            self._land(con, self._drawn(name) if self.rng.random() < 0.5 else self.documents[name])

    def withdraw(self, con: duckdb.DuckDBPyConnection) -> None:
        self.withdrawn ^= {self.rng.choice(sorted(self.documents))}
        self.apply_withdrawals(con)

    def waive(self, con: duckdb.DuckDBPyConnection) -> None:
        """A finding accepted, or one accepted before no more."""
        found = con.execute("select finding_id, document_id, rule_id from quality.fct_finding order by all").fetchall()
        if self.waivers and self.rng.random() < 0.4:
            self.waivers.pop()
        elif found:
            self.waivers.append(",".join(self.rng.choice(found)) + f",so published {len(self.waivers)},Li,2021-03-05\n")
        self.warehouse.waivers.write_text(HEADING + "".join(self.waivers), encoding="utf-8")

    def apply_withdrawals(self, con: duckdb.DuckDBPyConnection) -> None:
        """As landing does it: the row stays, what was read from the file goes."""
        for name, document in sorted(self.documents.items()):
            status = con.execute("select intake_status from raw.raw_document where document_id = ?", [document.document_id]).fetchone()
            if (status == ("withdrawn",)) == (name in self.withdrawn):
                continue
            land(con, [document])
            if name in self.withdrawn:
                names = [column.name for column in RAW_DOCUMENT.columns]
                row = con.execute(
                    f"select {', '.join(names)} from raw.raw_document where document_id = ?", [document.document_id]
                ).fetchone()
                assert row is not None
                told = dict(zip(names, row, strict=True)) | {"intake_status": "withdrawn", "reject_reason_en": "x", "reject_reason_zh": "x"}
                with schema.changing(con):
                    for table in RAW_TABLES:
                        schema.put(con, table, [document.document_id], [told] if table is RAW_DOCUMENT else [])

    def _land(self, con: duckdb.DuckDBPyConnection, document: Document) -> None:
        self.documents[document.name] = document
        land(con, [document])
        self.apply_withdrawals(con)

    def _drawn(self, name: str) -> Document:
        kind = self.rng.choice(SOUND if self.rng.random() < 0.7 else BROKEN)
        return replace(kind, name=name, organisation=self.rng.choice(BODIES), fiscal_year=self.rng.choice((2019, 2020, 2021)))


def offences_seen_in_part_only(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Questions that find nothing wrong with all documents, and something with those that changed alone: a sound build would be refused."""
    found = []
    for name in suites.names():
        suite = suites.load(name)
        part = evidence.gather(con, suite)
        for question in suite.questions:
            if question.kind == "offences" and part[question.column].values != [0] and evidence.answer(con, question).values == [0]:
                found.append(f"{name}.{question.column}: {part[question.column].rows}")
    return found


def differences(con: duckdb.DuckDBPyConnection, other: Path) -> list[str]:
    """Tables whose rows are not the same, row for row."""
    con.execute(f"attach '{other}' as other (read_only)")
    found = []
    for (table,) in con.execute(TABLES).fetchall():
        sides = f"(from warehouse.{table}), (from other.{table})"
        left, right = sides.split("), ")
        unlike = con.execute(f"select count(*) from (({left}) except all {right}) union all ({right} except all {left})))").fetchone()
        found += [table] if unlike != (0,) else []
    con.execute("detach other")
    return found


def test_a_document_more_leaves_the_rest_as_and_where_it_is(replay: Replay, tmp_path: Path) -> None:
    keys, whole = manifest.keys(manifest.read()), manifest.kept_whole(manifest.read())
    warehouse = replay.warehouse(tmp_path / "warehouse")
    one, two = (replace(CLASSES, name=name, organisation=name) for name in ("one", "two"))
    with build_database(warehouse) as con:
        land(con, [one])
        replay.build(con, warehouse)
        first = publish.publish(con, warehouse, keys, whole).release
        con.execute("update marts.fct_spending set member = 'touched by hand'")
        land(con, [two])
        replay.build(con, warehouse)
        second = publish.publish(con, warehouse, keys, whole).release
        assert con.execute("select count(*) from marts.fct_spending where member = 'touched by hand'").fetchone() != (0,)
        assert con.execute("select distinct document_id from meta.batch").fetchall() == [(two.document_id,)]
    concepts, spending = (Path("parquet/marts", f"{name}.parquet") for name in ("dim_concept", "fct_spending"))
    assert (first.path / concepts).samefile(second.path / concepts)
    assert not (first.path / spending).samefile(second.path / spending)
    with duckdb.connect(str(second.marts), read_only=True) as con:
        assert con.execute("select count(*) from fct_spending where member = 'touched by hand'").fetchone() == (0,)
        assert con.execute("select count(distinct document_id) from fct_spending").fetchone() == (2,)
    assert proof.faults(second) == []


@pytest.mark.parametrize("undo", ["roll back", "damage"])
def test_what_is_not_in_force_any_more_is_not_built_upon(undo: str, replay: Replay, tmp_path: Path) -> None:
    keys, whole = manifest.keys(manifest.read()), manifest.kept_whole(manifest.read())
    warehouse = replay.warehouse(tmp_path / "warehouse")
    with build_database(warehouse) as con:
        for name in ("one", "two", "three"):
            land(con, [replace(CLASSES, name=name, organisation=name)])
            replay.build(con, warehouse)
            held = delta.base(con).release_id
            release = publish.publish(con, warehouse, keys, whole).release
            if name == "one":
                first = release
            elif name == "two" and undo == "roll back":
                shelf.switch(warehouse, first.release_id)
            elif name == "two":
                release.marts.write_bytes(release.marts.read_bytes()[:-4096] + b"\xff" * 4096)
    assert held == "", "the suites were to see everything"
    with duckdb.connect(str(release.marts), read_only=True) as con:
        assert con.execute("select count(distinct document_id) from fct_spending").fetchone() == (3,)
    assert proof.faults(release) == []


def test_everything_anew_in_portions_is_the_same(tmp_path: Path) -> None:
    made = []
    for size in (1, delta.ROWS):
        warehouse = Warehouse.locate(tmp_path / str(size)).create()
        with build_database(warehouse) as con:
            land(con, [replace(CLASSES, name=name, organisation=name[:3]) for name in ("one a", "one b", "two")])
        with patch.object(delta, "ROWS", size):
            assert build_models(warehouse) is None
        made.append(warehouse)
    with build_database(made[0]) as con:
        assert differences(con, made[1].database) == []


def test_a_warehouse_that_was_moved_has_its_own_waivers(tmp_path: Path) -> None:
    """Views name the file that reviewers write, which goes where the warehouse goes."""
    there = Warehouse.locate(tmp_path / "there").create()
    with build_database(there) as con:
        land(con, [CLASSES.called("one")])
    assert build_models(there) is None
    here = Warehouse.locate(there.root.rename(tmp_path / "here"))
    with build_database(here) as con:
        land(con, [CLASSES.called("two")])
        (document_id,) = con.execute("select min(document_id) from raw.raw_document").fetchone() or ("",)
    here.waivers.write_text(f"{HEADING}none,{document_id},none,so published,Li,2021-03-05\n", encoding="utf-8")
    assert build_models(here) is None
    with build_database(here) as con:
        assert con.execute("select reviewer from quality.fct_waiver").fetchall() == [("Li",)]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_incremental_is_the_same_as_anew(seed: int, replay: Replay, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311
    keys, whole = manifest.keys(manifest.read()), manifest.kept_whole(manifest.read())
    history = History(replay.warehouse(tmp_path / "lived"), rng)
    with build_database(history.warehouse) as con:
        history.add(con)
        for _ in range(rng.randint(2, 5)):
            events: list[Callable[[duckdb.DuckDBPyConnection], None]] = [history.add, history.change, history.withdraw, history.waive]
            for event in rng.choices([*events, history.add, history.upgrade], k=rng.randint(1, 2)):
                event(con)
            replay.build(con, history.warehouse)
            assert offences_seen_in_part_only(con) == []
            if rng.random() < 0.6:
                publish.publish(con, history.warehouse, keys, whole)
        release = publish.publish(con, history.warehouse, keys, whole).release
    fresh = replay.warehouse(tmp_path / "anew")
    fresh.waivers.write_bytes(history.warehouse.waivers.read_bytes())
    again = History(fresh, rng)
    again.documents, again.withdrawn = history.documents, history.withdrawn
    with build_database(fresh) as con:
        land(con, rng.sample(list(history.documents.values()), k=len(history.documents)))
        again.apply_withdrawals(con)
        replay.build(con, fresh, anew=True)
        anew = publish.publish(con, fresh, keys, whole).release
    with build_database(history.warehouse) as con:
        assert differences(con, fresh.database) == []
    assert release.description["content_digest"] == anew.description["content_digest"]
