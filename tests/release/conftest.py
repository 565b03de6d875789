"""A small build that every suite has passed: tables of the two published schemas, made by hand."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from orchestration.judge import suites
from orchestration.warehouse import build

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
    """Model the build and have every suite pass it; its id."""
    build_id = build.start_modelling(con)
    build.mark_modelled(con, build_id)
    for suite in suites.names():
        build.record(con, build.Verdict(build_id, suite, True, 3, 0, build.now()))
    return build_id


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
