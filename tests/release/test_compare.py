"""`juesuan diff`: columns, rows and figures of two releases, the figures with both sources."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import duckdb

from orchestration.release import publish, releases
from orchestration.release.compare import compare
from orchestration.warehouse import Warehouse
from tests.release.conftest import KEYS

FIGURES = """
    alter table marts.dim_document add column organisation_name varchar default '某局';
    alter table marts.dim_document add column fiscal_year integer default 2021;
    alter table marts.dim_document add column document_kind varchar default 'department_final_accounts';
    alter table marts.dim_document add column consolidation varchar default 'own';
    create or replace table marts.fct_observation as
    select 'aaaa-' || col0 as observation_id, 'aaaa' as document_id, col1 as concept, 'final' as measure, '' as basis, '' as versus,
        'all' as fund, '' as function_code, '' as economic_code, '' as member, 'text' as origin, '' as table_id, '' as row_key,
        '' as column_key, 'mapped' as status, '' as direction, col2 as printed, col2::decimal(24, 6) as value, '万元' as unit,
        col2::decimal(24, 6) * 10000 as value_cny,
        '收入' || col2 || '万元。' as quote, null::integer as page, col0::integer as char_start
    from (values ('1', 'revenue_total', '12.50'), ('2', 'revenue_total', '12.50'), ('3', 'expenditure_total', '9.00'))
"""


def test_a_figure_that_changed_is_told_with_both_sources(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]
) -> None:
    keys = {**KEYS, "fct_observation": ("observation_id",)}
    passed(FIGURES)
    publish.publish(con, warehouse, keys)
    passed(
        FIGURES,
        "update marts.fct_observation set value = 13, value_cny = 130000, printed = '13.00', quote = '收入13万元。' where char_start = 2",
        "update marts.fct_observation set unit = '元' where char_start = 3",
        "alter table marts.fct_spending add column share integer",
    )
    publish.publish(con, warehouse, keys)
    told = compare(*releases(warehouse), limit=10)
    assert told["schema"] == [
        {"table_name": "marts.fct_spending", "column_name": "share", "change": "added", "type_before": None, "type_after": "INTEGER"}
    ]
    assert told["rows"] == [{"table_name": "marts.fct_observation", "change": "changed", "rows": 2}]
    assert told["figures_changed"] == 1
    (figure,) = told["figures"]
    assert (figure["concept"], figure["value_before"], figure["value_after"]) == ("revenue_total", Decimal("12.5"), Decimal(13))
    assert (figure["quote_before"], figure["quote_after"]) == ("收入12.50万元。", "收入13万元。")
    assert figure["source_name_before"] == figure["source_name_after"] == "one.txt"
    assert compare(*releases(warehouse), limit=0)["figures"] == []


def test_documents_that_came_left_or_have_another_status_are_named(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]
) -> None:
    passed(FIGURES)
    publish.publish(con, warehouse, KEYS)
    passed(
        FIGURES,
        "update marts.dim_document set status = 'withdrawn' where document_id = 'aaaa'",
        "delete from marts.dim_document where document_id = 'bbbb'",
        "insert into marts.dim_document by name select 'cccc' as document_id, 'three.txt' as source_name, 'published' as status",
    )
    publish.publish(con, warehouse, KEYS)
    told = compare(*releases(warehouse), limit=2)
    assert told["documents_changed"] == 3
    assert [(each["source_name"], each["status_before"], each["status_after"]) for each in told["documents"]] == [
        ("one.txt", "published", "withdrawn"),
        ("three.txt", None, "published"),
    ]
