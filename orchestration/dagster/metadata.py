"""Metadata: how rows, counts, judgements and releases are shown in the UI.

Belongs here: turning results into Dagster's metadata values. Keep out: computing results.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dagster import MetadataValue, TableColumn, TableRecord, TableSchema
from dagster._core.definitions.metadata import TableMetadataSet

from orchestration.warehouse.tables import Table

if TYPE_CHECKING:
    import duckdb

    from orchestration.judge.verdict import Judgement, Outcome
    from orchestration.release.publish import Publication
    from orchestration.warehouse.build import Verdict

_CELL = 200
"""Characters of a value that the UI shows."""


def schema_of(table: Table) -> dict[str, Any]:
    """The columns of a raw table with types and descriptions, as every page about the asset shows them."""
    columns = [TableColumn(column.name, column.type, f"{column.description} {column.unit}".strip()) for column in table.columns]
    return dict(TableMetadataSet(column_schema=TableSchema(columns), table_name=table.qualified))


def row_counts(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Rows of every table of the build, by schema and name."""
    names = con.execute("select schema_name, table_name from duckdb_tables() where not internal order by all").fetchall()
    query = " union all ".join(f"select '{schema}', '{name}', count(*) from \"{schema}\".\"{name}\"" for schema, name in names)  # noqa: S608
    return {(schema, name): count for schema, name, count in con.execute(query).fetchall()} if names else {}


def rows(count: int) -> dict[str, Any]:
    """Row count under the name that Dagster draws a curve of."""
    return {"dagster/row_count": MetadataValue.int(count)}


def judgement(judged: Judgement, data_docs: Path) -> dict[str, Any]:
    """Every expectation with how it fared, the offending rows of those that failed, and the page about it."""
    shown: dict[str, Any] = {
        "build": judged.build_id,
        "expectations": MetadataValue.table(
            [
                TableRecord({"held": each.passed, "offences": each.offences, "expectation": each.sentence, "evidence": each.column})
                for each in judged.outcomes
            ]
        ),
        "page": MetadataValue.path(str(data_docs / judged.page)),
    }
    return shown | {f"offences: {each.column}": _offences(each) for each in judged.failed}


def _offences(outcome: Outcome) -> MetadataValue:
    columns = [TableColumn(name) for name in outcome.header]
    records = [TableRecord({name: (value or "")[:_CELL] for name, value in zip(outcome.header, row, strict=True)}) for row in outcome.rows]
    return MetadataValue.table(records, TableSchema(columns)) if records else MetadataValue.text("no rows to show")


def verdicts(made: list[Verdict], data_docs: Path) -> dict[str, Any]:
    """The verdicts on a build, and the pages about every build there was."""
    records = [
        TableRecord({"suite": each.suite, "passed": each.passed, "evaluated": each.evaluated, "failed": each.failed}) for each in made
    ]
    return {
        "suites": MetadataValue.table(records) if records else MetadataValue.text("none yet"),
        "data_docs": MetadataValue.path(str(data_docs / "index.html")),
    }


def release(publication: Publication, data_docs: Path) -> dict[str, Any]:
    """What was published, and where it lies."""
    published = publication.release
    return {
        "release": published.release_id,
        "is_new": publication.is_new,
        "folder": MetadataValue.path(str(published.path)),
        "marts": MetadataValue.path(str(published.marts)),
        "data_docs": MetadataValue.path(str(data_docs / "index.html")),
        "documents": MetadataValue.json(published.description["documents"]),
        "findings": MetadataValue.json(published.description["findings"]),
        "tables": MetadataValue.table(
            [TableRecord({"table": table, "rows": count}) for table, count in published.description["tables"].items()]
        ),
    }
