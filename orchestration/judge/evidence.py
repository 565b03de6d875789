"""Evidence: what the queries of a suite find in the build database.

Everything is counted and compared by DuckDB in exact decimals; only counts, codes and the first offending rows leave it. What these very
suites have passed and a release holds unchanged is not looked at again: the queries then see the rows of the other documents only, but
for those questions that are asked of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from orchestration.judge import suites
from orchestration.judge.suites import Question, Suite
from orchestration.warehouse import delta

SHOWN = 20
"""Offending rows kept to be looked at; their number is always exact."""
DOMAIN = 200
"""Distinct values handed to an expectation about a domain: more of them are no domain."""

_VIEWS = "judged"

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one question brought up: the values of its column, and the first offending rows as text."""

    column: str
    values: list[Value]
    header: list[str]
    rows: list[list[str | None]]


def gather(con: duckdb.DuckDBPyConnection, suite: Suite) -> dict[str, Finding]:
    """The findings of a suite by column. A question that the database cannot answer, such as for want of a table, is an offence."""
    base = delta.base(con)
    if not base.release_id or base.suites != suites.digest():
        return {question.column: answer(con, question) for question in suite.questions}
    found = {question.column: answer(con, question) for question in suite.questions if question.of_all}
    others = [question for question in suite.questions if not question.of_all]
    with _changed_only(con, " ".join(question.sql for question in others)):
        return found | {question.column: answer(con, question) for question in others}


@contextmanager
def _changed_only(con: duckdb.DuckDBPyConnection, asked: str) -> Iterator[None]:
    """Have every table give the rows of those documents only that may differ from the release in force. Where they are few, those of tables
    that are `asked` for are looked for once and set aside."""
    row = con.execute("select current_database()").fetchone()
    assert row is not None
    build = f'"{row[0]}"'
    con.execute(f"attach ':memory:' as {_VIEWS}")
    try:
        relations = con.execute(
            """
            select schema_name, table_name, bool_or(column_name = 'document_id') from duckdb_columns()
            where database_name = ? and not internal group by all order by all
            """,
            [row[0]],
        ).fetchall()
        document_ids = delta.document_ids(con)
        for schema, name, has_documents in relations:
            is_aside = len(document_ids) <= delta.FEW and has_documents and re.search(rf"\b{re.escape(f'{schema}.{name}')}\b", asked)
            source = f"{build}.{schema}.{name}"
            rows = delta.rows(source, build, document_ids) if has_documents else f"from {source}"
            con.execute(f"create schema if not exists {_VIEWS}.{schema}")
            con.execute(f"create {'table' if is_aside else 'view'} {_VIEWS}.{schema}.{name} as {rows}")
        con.execute(f"use {_VIEWS}")
        yield
    finally:
        con.execute(f"use {build}")
        con.execute(f"detach {_VIEWS}")


def answer(con: duckdb.DuckDBPyConnection, question: Question) -> Finding:
    """What one question finds in what `con` sees. One that cannot be answered is an offence."""
    try:
        return _ask(con, question)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        return Finding(question.column, [1 if question.kind == "offences" else reason], ["not answered"], [[reason]])


def _ask(con: duckdb.DuckDBPyConnection, question: Question) -> Finding:
    query = f"({question.sql.strip().rstrip(';')})"
    limit = SHOWN if question.kind == "offences" else DOMAIN
    # Cast in the database: Python must not see a DECIMAL as anything but its digits.
    cursor = con.execute(f"select columns(*)::varchar from {query} order by all limit {limit}")  # noqa: S608
    header = [column[0] for column in cursor.description or ()]
    rows: list[list[str | None]] = [list(row) for row in cursor.fetchall()]
    if question.kind == "values":
        return Finding(question.column, [row[0] for row in rows], header, rows)
    count = len(rows)
    if count == limit:
        found = con.execute(f"select count(*) from {query}").fetchone()  # noqa: S608
        count = found[0] if found else count
    return Finding(question.column, [count], header, rows)
