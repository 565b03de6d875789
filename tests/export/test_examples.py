"""The example questions: each in both languages, each with an answer, the same in any order of rows."""

from __future__ import annotations

import json
from pathlib import Path

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
