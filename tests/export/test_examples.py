"""The example questions: each in both languages, each with an answer, the same in any order of rows."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import PROJECT_ROOT
from tests.export.conftest import juesuan

EXAMPLES = sorted((PROJECT_ROOT / "examples").glob("*.sql"))


def test_there_are_twenty() -> None:
    assert [int(path.name[:2]) for path in EXAMPLES] == list(range(1, 21))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_question_is_asked_in_both_languages_and_answered(path: Path, released: Path) -> None:
    chinese, english, *query = path.read_text(encoding="utf-8").splitlines()
    assert chinese.startswith("-- ") and not chinese.isascii()
    assert english.startswith("-- ") and english.isascii()
    assert any(line.startswith("order by") for line in query)
    told = juesuan("sql", path, "--json", "-w", released)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout), path.name


def test_no_amount_is_told_twice(released: Path) -> None:
    """Tables print the functions of all funds and of single ones, and classes with their items."""
    where = _answer(released, "15")
    assert {len(row["function_code"]) for row in where} == {3}
    for name, value in {(row["organisation_name"], row["fiscal_year"]) for row in where}:
        mine = [row for row in where if (row["organisation_name"], row["fiscal_year"]) == (name, value)]
        assert len({row["function_code"] for row in mine}) == len(mine)
        assert sum(Decimal(row["share_pct"]) for row in mine if row["share_pct"]) < 101
    panel = [
        tuple(row[column] for column in ("organisation_id", "fiscal_year", "consolidation", "concept", "fund", "function_code", "name"))
        for row in _answer(released, "20")
    ]
    assert len({key[3] for key in panel}) > 1, "there are tables among the documents"
    assert len(set(panel)) == len(panel)


def _answer(released: Path, number: str) -> list[dict[str, Any]]:
    (path,) = (path for path in EXAMPLES if path.name.startswith(f"{number}_"))
    rows: list[dict[str, Any]] = json.loads(juesuan("sql", path, "--json", "-w", released).stdout)
    return rows


def test_help_lists_every_table_and_column_in_both_languages(released: Path) -> None:
    tables = json.loads(juesuan("sql", "from help", "--json", "-w", released).stdout)
    assert {"dim_document", "fct_spending", "mart_three_public_league", "fct_finding", "fct_waiver"} <= {
        row["table_name"] for row in tables
    }
    assert all(row["what_it_holds"] and not row["what_it_holds"].isascii() for row in tables)
    columns = json.loads(juesuan("sql", "from help_columns", "--json", "-w", released).stdout)
    assert all(row["what_it_is"] for row in columns)


def test_a_query_that_is_no_file_is_named(released: Path) -> None:
    result = juesuan("sql", "nothing.sql", "-w", released)
    assert result.returncode == 2 and "nothing.sql" in result.stderr
