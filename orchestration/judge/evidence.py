"""Evidence: what the queries of a suite find in the build database.

Everything is counted and compared by DuckDB in exact decimals; only counts, codes and the first offending rows leave it.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from orchestration.judge.suites import Question, Suite

SHOWN = 20
"""Offending rows kept to be looked at; their number is always exact."""
DOMAIN = 200
"""Distinct values handed to an expectation about a domain: more of them are no domain."""

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
    return {question.column: _answer(con, question) for question in suite.questions}


def _answer(con: duckdb.DuckDBPyConnection, question: Question) -> Finding:
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
