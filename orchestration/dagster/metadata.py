"""Metadata: how tables, judgements, refusals and releases are shown in the UI.

Belongs here: turning results into Dagster's metadata values. Keep out: computing results. What comes from a document or a file's name is
only ever a cell of a table, which the UI shows as it is: never Markdown, which it would draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dagster import AssetKey, MetadataValue, TableColumn, TableColumnDep, TableColumnLineage, TableRecord, TableSchema
from dagster._core.definitions.metadata import TableMetadataSet

from orchestration.dagster import links
from orchestration.model.lineage import Column
from orchestration.release.contents import SCHEMAS, TableName
from orchestration.warehouse import Warehouse
from orchestration.warehouse.tables import Table

if TYPE_CHECKING:
    from orchestration.judge.verdict import Judgement
    from orchestration.register import IntakeSummary
    from orchestration.release.publish import Publication
    from orchestration.warehouse.build import Verdict
    from orchestration.warehouse.glance import Glance

DURATION = "Execution Duration"
"""Seconds, under the name that dagster-dbt gives it."""
REPORT, CURRENT = "report/index.html", "current"
_CELL = 200
"""Characters of a value that the UI shows."""
_REFUSED = 200
"""Files that were not taken, shown one by one."""
_NULL = "∅"

Shown = dict[str, Any]


def schema_of(table: Table) -> Shown:
    """The columns of a raw table with types and descriptions, as every page about the asset shows them."""
    columns = [TableColumn(column.name, column.type, f"{column.description} {column.unit}".strip()) for column in table.columns]
    return dict(TableMetadataSet(column_schema=TableSchema(columns), table_name=table.qualified))


def lineage_of(columns: dict[str, list[Column]]) -> Shown:
    """Which columns of which assets the columns of a table are made of; nothing where that is not known.

    Twice: in Dagster's own form, which its open UI keeps to itself, and as a table to be seen.
    """
    if not columns:
        return {}
    deps = {name: [TableColumnDep(AssetKey([s, t]), c) for s, t, c in made_of] for name, made_of in columns.items()}
    seen = [
        (name, table, ", ".join(c for _, _, c in found))
        for name, made_of in columns.items()
        for table, found in groupby(made_of, key=lambda source: f"{source[0]}.{source[1]}")
    ]
    shown = _table(["column", "made of", "its columns"], seen)
    return {**TableMetadataSet(column_lineage=TableColumnLineage(deps)), "columns are made of": shown}


def places_of(schema: str, table: str) -> Shown:
    """Where the release in force and the pages about it lie: for a table that is part of releases."""
    if schema not in SCHEMAS:
        return {}
    current = f"{links.ROOT}/releases/{CURRENT}"
    return {
        "in the release in force": MetadataValue.url(f"{current}/{TableName(schema, table).parquet.as_posix()}"),
        "report": MetadataValue.url(f"{current}/{REPORT}"),
        "Data Docs": MetadataValue.url(f"{links.ROOT}/data_docs/index.html"),
    }


def contents(seen: Glance) -> Shown:
    """How many rows a table has, under the name that Dagster draws a curve of, and the first of them."""
    return {"dagster/row_count": MetadataValue.int(seen.count or 0), "first rows": rows(seen)}


def rows(seen: Glance) -> MetadataValue:
    """The rows of a glance."""
    return _table(seen.columns, seen.rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> MetadataValue:
    """A table of values as they are; a null has a mark of its own, an empty text has none."""
    records = [TableRecord({name: _cell(value) for name, value in zip(header, row, strict=True)}) for row in rows]
    return MetadataValue.table(records, TableSchema([TableColumn(name) for name in header])) if records else MetadataValue.text("no rows")


def _cell(value: Any) -> str | int | bool:
    if isinstance(value, int):
        return value
    text = _NULL if value is None else str(value)
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def intake(summary: IntakeSummary) -> Shown:
    """What became of the files of a run, and why some of them are not in."""
    refused = [(entry.source_name, entry.reject_reason_zh, entry.reject_reason_en) for entry in summary.rejected]
    refused += [(str(skipped.path), "", skipped.reason) for skipped in summary.skipped]
    shown: Shown = {"in this run": MetadataValue.json(intake_counts(summary))}
    return shown | ({"not taken": _table(["file", "原因", "reason"], refused[:_REFUSED])} if refused else {})


def intake_counts(summary: IntakeSummary) -> dict[str, int]:
    return {"read": len(summary.read), "rejected": len(summary.rejected), "passed_over": len(summary.skipped)}


def year(counts: dict[str, int], mapped: int, unmapped: int) -> Shown:
    """The state of a fiscal year: documents, and how many of their figures have a meaning."""
    shown: Shown = {name: MetadataValue.int(count) for name, count in counts.items()}
    shown |= {"figures with a meaning": MetadataValue.int(mapped), "figures without": MetadataValue.int(unmapped)}
    return shown | {"dagster/partition_row_count": MetadataValue.int(counts["documents"])}


def judgement(judged: Judgement, warehouse: Warehouse) -> Shown:
    """Every expectation with how it fared, those first that did not hold, their offending rows, and the page about it."""
    outcomes = [(each.passed, each.offences, each.sentence) for each in sorted(judged.outcomes, key=lambda each: each.passed)]
    shown = {
        "build": judged.build_id,
        "expectations": _table(["held", "offences", "expectation"], outcomes),
        "page": MetadataValue.url(links.address(warehouse, warehouse.data_docs / judged.page)),
    }
    return shown | {f"offences: {each.sentence}": _table(each.header, each.rows) for each in judged.failed}


def verdicts(made: list[Verdict], warehouse: Warehouse) -> Shown:
    """The verdicts on a build, and the pages about every build there was."""
    return {
        "suites": _table(
            ["suite", "passed", "evaluated", "failed"], [(each.suite, each.passed, each.evaluated, each.failed) for each in made]
        ),
        "Data Docs": MetadataValue.url(links.address(warehouse, warehouse.data_docs / "index.html")),
    }


def release(publication: Publication, warehouse: Warehouse) -> Shown:
    """What was published, where it lies, and its pages."""
    published = publication.release
    told = published.description
    shown: Shown = {
        "release": published.release_id,
        "is_new": publication.is_new,
        "Data Docs": MetadataValue.url(links.address(warehouse, warehouse.data_docs / "index.html")),
        "description": MetadataValue.url(links.address(warehouse, published.path / "release.json")),
        "folder": MetadataValue.path(str(published.path)),
        "marts": MetadataValue.path(str(published.marts)),
        "documents": MetadataValue.json(told["documents"]),
        "findings": MetadataValue.json(told["findings"]),
        "tables": _table(["table", "rows"], told["tables"].items()),
    }
    report = published.path / REPORT
    return ({"report": MetadataValue.url(links.address(warehouse, report))} if report.is_file() else {}) | shown


def release_counts(publication: Publication) -> dict[str, int]:
    """What a run is tagged with: documents by status and findings by severity."""
    told = publication.release.description
    return {f"documents/{name}": count for name, count in told["documents"].items()} | {
        f"findings/{name}": count for name, count in told["findings"].items()
    }
