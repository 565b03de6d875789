"""A small build that every suite has passed: tables of the two published schemas, made by hand."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.judge import suites
from orchestration.release import publish
from orchestration.warehouse import Warehouse, build, delta

TABLES = """
    create schema if not exists marts;
    create schema if not exists quality;
    create or replace table marts.dim_document as
    select * from (values
        ('aaaa', 'aaaa1', 'one.txt', 'published'), ('bbbb', 'bbbb1', 'two.txt', 'quarantined')
    ) as t (document_id, sha256, source_name, status);
    create or replace table marts.fct_spending as
    select * from (values
        ('aaaa/1', 'aaaa', 12.50::decimal(24, 2)), ('aaaa/2', 'aaaa', 7.25::decimal(24, 2))
    ) as t (spending_id, document_id, final_cny);
    create or replace table quality.fct_finding as
    select * from (values ('f1', 'bbbb', 'error'), ('f2', 'aaaa', 'info')) as t (finding_id, document_id, severity);
    comment on table marts.fct_spending is '支出 It''s what was spent.';
    comment on column marts.fct_spending.final_cny is 'In yuan.';
"""
KEYS = {"dim_document": ("document_id",), "fct_spending": ("spending_id",)}


def pass_all(con: duckdb.DuckDBPyConnection) -> str:
    """Model the build, all of it anew, and have every suite pass it; its id."""
    build_id = build.start_modelling(con)
    delta.mark_modelled(con, delta.Work("", "", True, ((),)))
    build.mark_modelled(con, build_id)
    for suite in suites.names():
        build.record(con, build.Verdict(build_id, suite, True, 3, 0, build.now(), suites.digest()))
    return build_id


def follow(con: duckdb.DuckDBPyConnection, document_id: str, statement: str) -> None:
    """Change what is modelled of one document, and nothing else, since the release in force."""
    held = delta.base(con).release_id
    con.execute(statement)
    pass_all(con)
    con.execute("update meta.base set release_id = ?", [held])
    delta.touch(con, [document_id])
    con.execute("update meta.delta set modelled = true")


@pytest.fixture(scope="session")
def failing_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of `faults.c`, to be loaded before all others."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("there is no C compiler here, which the failing disk is made with")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return library


@pytest.fixture(autouse=True)
def plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of one line: these tables lack most columns that the real one tells of. `tests/report` is about that."""

    def write(warehouse: Warehouse, release: Path, release_id: Callable[[], str], former: Path | None, *_: object) -> None:
        (release / "report").mkdir(exist_ok=True)
        (release / "report" / "index.html").write_text(f"{release_id()} after {former.name if former else 'nothing'}", encoding="utf-8")

    monkeypatch.setattr(publish, "write_report", write)


@pytest.fixture
def passed(con: duckdb.DuckDBPyConnection) -> Callable[..., str]:
    """Call it to land and pass a build, with more SQL to change its tables; it returns the build's id."""

    def make(*statements: str) -> str:
        build.begin(con, "a-run")
        con.execute(TABLES)
        for statement in statements:
            con.execute(statement)
        return pass_all(con)

    return make
