"""The command line as a user meets it: exit codes, sentences, and answers that come at once."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli import output
from orchestration.warehouse import Warehouse, build
from orchestration.warehouse.build import Verdict
from orchestration.warehouse.connection import build_database

app = import_module("orchestration.cli.app")
COMMAND = [sys.executable, "-m", "orchestration.cli"]


@dataclass
class Result:
    returncode: int
    stdout: str
    stderr: str


def juesuan(*arguments: str | Path, **variables: str) -> Result:
    """The command in this process, which keeps what it has loaded."""
    with patch.object(app, "_answering"):
        result = CliRunner().invoke(app.app, [str(argument) for argument in arguments], env=variables, catch_exceptions=False)
    return Result(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def published(warehouse: Warehouse) -> Warehouse:
    """A warehouse with one small release in force and one before it, laid out as a publication leaves them."""
    for release_id in ("000001-aaaaaaaaaaaa", "000002-bbbbbbbbbbbb"):
        folder = warehouse.releases / release_id
        folder.mkdir()
        about = {"published_at": "2026-11-24T00:00:00Z", "documents": {"published": 1, "rejected": 1}, "findings": {"error": 1, "info": 1}}
        (folder / "release.json").write_text(json.dumps(about))
        with duckdb.connect(str(folder / "marts.duckdb")) as con:
            con.execute("create schema quality")
            con.execute(
                """
                create table marts.dim_document as
                select * from (values
                    ('aaaa', 'good.txt', '某市[red]水务局', 2021, 'published', null),
                    ('bbbb', 'budget.txt', null, null, 'rejected', 'This is a budget.')
                ) as t (document_id, source_name, organisation_name, fiscal_year, status, status_reason)
                """
            )
            con.execute(
                "create table marts.fct_funding as select 'aaaa' as document_id, 12.345678901234567890::decimal(38, 18) as amount_cny"
            )
            con.execute(
                """
                create table quality.fct_finding as
                select * from (values
                    ('f1', 'error', 'R1', '合计不等', 'The sum differs', 'aaaa'),
                    ('f2', 'info', 'R2', '零基数', 'Zero base', 'aaaa')
                ) as t (finding_id, severity, rule_id, message_zh, message_en, document_id),
                (select 1.00::decimal(24, 6) as left_value, 2.00::decimal(24, 6) as right_value, -1.00::decimal(24, 6) as difference,
                    '万元' as unit, ['1.00', '2.00'] as printed_terms, ['…'] as quotes, null::varchar as waiver)
                """
            )
    warehouse.current.symlink_to("000002-bbbbbbbbbbbb")
    return warehouse


def answer(result: Result) -> Any:
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_sql_answers_with_a_table_or_exact_json(published: Warehouse) -> None:
    query = "select amount_cny from fct_funding"
    assert "12.34567890123456789\n" in juesuan("sql", query, "-w", published.root).stdout
    assert "12.345678901234567890" in juesuan("sql", query, "--json", "-w", published.root).stdout


def test_sql_cannot_change_the_release(published: Warehouse) -> None:
    result = juesuan("sql", "delete from marts.fct_funding", "-w", published.root)
    assert result.returncode == 2
    assert "read-only" in result.stderr


def test_a_wrong_query_is_explained(published: Warehouse) -> None:
    result = juesuan("sql", "select nothing from nowhere", "-w", published.root)
    assert (result.returncode, result.stdout) == (2, "")
    assert "nowhere" in result.stderr


@pytest.mark.parametrize("query", ["", "-- nothing", "nowhere.sql"])
def test_no_query_is_said_to_be_none(query: str, published: Warehouse) -> None:
    result = juesuan("sql", query, "-w", published.root)
    assert result.returncode == 2
    assert "query" in result.stderr


def test_an_answer_without_rows_says_so(published: Warehouse) -> None:
    assert juesuan("sql", "from dim_document where false", "-w", published.root).stdout.endswith("0 rows.\n")


def test_a_body_that_is_not_there_has_no_clean_bill(published: Warehouse) -> None:
    result = juesuan("findings", "-d", "某县", "-w", published.root)
    assert result.returncode == 2
    assert f"sql --warehouse {published.root}" in result.stderr


def test_columns_of_one_name_are_both_shown(published: Warehouse) -> None:
    assert juesuan("sql", "select 1 as a, 2 as a", "-w", published.root).stdout.split() == ["a:1", "a:2", "1", "2"]


def test_the_shell_opens_read_only_on_the_release(published: Warehouse) -> None:
    result = subprocess.run(
        [*COMMAND, "sql", "-w", str(published.root)],
        input="select count(*) as n from dim_document;\ndrop table marts.dim_document;\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "2" in result.stdout
    assert "read-only" in result.stdout + result.stderr


def test_findings_are_chosen_by_document_and_severity(published: Warehouse) -> None:
    def found(*arguments: str) -> list[str]:
        return [finding["finding_id"] for finding in answer(juesuan("findings", "--json", "-w", published.root, *arguments))]

    assert found() == ["f1", "f2"]
    assert found("--severity", "info") == ["f2"]
    assert found("--document", "aaaa") == found("--document", "good") == found("--document", "水务局") == ["f1", "f2"]
    assert found("--document", "budget") == []


def test_findings_speak_the_language_of_the_terminal(published: Warehouse) -> None:
    assert "合计不等" in juesuan("findings", "-w", published.root, LC_ALL="zh_CN.UTF-8").stdout
    told = juesuan("findings", "-w", published.root, LC_ALL="C.UTF-8").stdout
    assert "The sum differs" in told
    assert re.search(r"-1\.00 +万元", told)
    assert "合计不等" in juesuan("findings", "-w", published.root, "--language", "zh", LC_ALL="C.UTF-8").stdout


def test_names_from_documents_are_never_taken_for_markup(published: Warehouse) -> None:
    assert "某市[red]水务局" in juesuan("findings", "-w", published.root).stdout


@pytest.mark.parametrize("arguments", [("findings", "--severity", "fatal"), ("findings", "--language", "fr"), ("nonsense",)])
def test_a_bad_argument_is_two(published: Warehouse, arguments: tuple[str, ...]) -> None:
    assert juesuan(*arguments, JUESUAN_WAREHOUSE=str(published.root)).returncode == 2


def test_status_and_releases_name_what_is_in_force(published: Warehouse) -> None:
    assert answer(juesuan("status", "--json", "-w", published.root))["release"]["release_id"] == "000002-bbbbbbbbbbbb"
    listed = answer(juesuan("releases", "--json", "-w", published.root))
    assert [(release["release_id"], release["in_force"]) for release in listed] == [
        ("000002-bbbbbbbbbbbb", True),
        ("000001-aaaaaaaaaaaa", False),
    ]


def test_a_damaged_release_is_called_that(published: Warehouse, tmp_path: Path) -> None:
    shutil.copytree(published.root, tmp_path / "copy", symlinks=True)
    described = tmp_path / "copy" / "releases" / "current" / "release.json"
    described.chmod(0o644)
    described.write_text('{"release_id": "0000', encoding="utf-8")
    for command in ("status", "releases", "verify"):
        result = juesuan(command, "-w", tmp_path / "copy")
        assert "damaged" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [("sql", "select 1"), ("sql",), ("findings",), ("releases",)])
def test_a_warehouse_without_release_says_how_to_make_one(warehouse: Warehouse, arguments: tuple[str, ...]) -> None:
    result = juesuan(*arguments, "-w", warehouse.root)
    assert result.returncode == 1
    assert "juesuan run" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("findings",), 1), (("sql", "select 1"), 1), (("run", "absent.txt"), 2), (("findings", "-s", "grave"), 2), (("export",), 1)],
)
def test_who_asks_for_json_is_told_of_errors_in_json(warehouse: Warehouse, arguments: tuple[str, ...], code: int) -> None:
    result = juesuan(*arguments, "--json", "-w", warehouse.root)
    assert (result.returncode, result.stdout) == (code, "")
    told = json.loads(result.stderr)
    assert told["exit_code"] == code and "│" not in told["error"] and len(told["error"]) > 10


def test_the_status_of_nothing_is_a_status(tmp_path: Path) -> None:
    told = answer(juesuan("status", "--json", "-w", tmp_path / "absent"))
    assert (told["release"], told["build"], told["writer"]) == (None, None, None)
    assert not (tmp_path / "absent").exists()


def test_run_says_which_path_is_missing(tmp_path: Path) -> None:
    result = juesuan("run", tmp_path / "absent.txt", "-w", tmp_path / "warehouse")
    assert result.returncode == 2
    assert "absent.txt" in result.stderr
    assert not (tmp_path / "warehouse").exists()


def test_run_says_that_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "document.txt").write_text("text")
    result = juesuan("run", tmp_path / "document.txt", "-w", tmp_path / "document.txt" / "warehouse")
    assert result.returncode == 2
    assert "Cannot write to the warehouse" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("findings",), ("findings", "-s", "error"), ("status",), ("releases",), ("sql", "select *, ['a'], now() from fct_funding")],
)
def test_questions_do_not_load_the_machinery_of_runs(published: Warehouse, arguments: tuple[str, ...]) -> None:
    """Dagster, dbt, Great Expectations and pandas take seconds to load, and DuckDB loads pandas for a timestamp or a list."""
    with build_database(published) as con:
        build.record(con, Verdict(build.begin(con), "landing", True, 1, 0, build.now()))
    code = f"""
import sys
from orchestration.cli.app import app
app({[*arguments, "--json", "-w", str(published.root)]!r}, standalone_mode=False)
print([name for name in ("dagster", "dbt", "great_expectations", "numpy", "pandas", "pyarrow") if name in sys.modules], file=sys.stderr)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stderr == "[]\n"
    assert json.loads(result.stdout)


def test_json_keeps_every_digit_and_any_text() -> None:
    from decimal import Decimal

    value = {"a": [Decimal("0.10"), None, True, '"\n'], "b": Decimal("1E+3")}
    assert output.to_json(value) == '{"a": [0.10, null, true, "\\"\\n"], "b": 1000}'


def test_an_older_release_is_put_in_force_only_where_it_is_whole(published: Warehouse) -> None:
    broken = juesuan("rollback", "1", "-w", published.root)
    assert broken.returncode == 1
    assert "000001-aaaaaaaaaaaa is not put in force" in broken.stderr
    assert published.current.readlink() == Path("000002-bbbbbbbbbbbb")
    about = json.loads((published.releases / "000001-aaaaaaaaaaaa" / "release.json").read_text())
    digest = hashlib.sha256((published.releases / "000001-aaaaaaaaaaaa" / "marts.duckdb").read_bytes()).hexdigest()
    about |= {"content_digest": "a" * 64, "files": {"marts.duckdb": {"sha256": digest, "bytes": 1}}}
    (published.releases / "000001-aaaaaaaaaaaa" / "release.json").write_text(json.dumps(about))
    assert juesuan("verify", "1", "-w", published.root).returncode == 0
    done = juesuan("rollback", "1", "-w", published.root)
    assert done.returncode == 0
    assert "In force   release 000001-aaaaaaaaaaaa" in done.stdout
    assert published.current.readlink() == Path("000001-aaaaaaaaaaaa")


def test_a_release_that_is_not_as_published_is_named(published: Warehouse) -> None:
    told = juesuan("verify", "-w", published.root)
    assert told.returncode == 1
    assert "release.json" in told.stderr


def test_cleaning_says_what_went(published: Warehouse) -> None:
    assert "Removed    nothing" in juesuan("clean", "-w", published.root).stdout
    assert "nothing" in juesuan("clean", "-w", published.root, JUESUAN_KEEP="2").stdout
    assert juesuan("clean", "-w", published.root, JUESUAN_KEEP="none").returncode == 1


def test_two_releases_are_told_apart(published: Warehouse) -> None:
    assert juesuan("diff", "2", "-w", published.root).returncode == 1
    assert answer(juesuan("diff", "1", "2", "-w", published.root, "--json"))["figures_changed"] == 0
    with duckdb.connect(str(published.releases / "000002-bbbbbbbbbbbb" / "marts.duckdb")) as con:
        con.execute("update marts.dim_document set fiscal_year = 2020, status = 'withdrawn' where document_id = 'aaaa'")
    told = juesuan("diff", "000001", "current", "-w", published.root)
    assert told.returncode == 0
    assert "marts.dim_document" in told.stdout
    assert re.search(r"another status: 1\n.*\n.*good\.txt +aaaa +published +withdrawn", told.stdout)
