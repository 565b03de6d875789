"""datapackage.json: a release as a Frictionless Fiscal Data Package, so that other tools know its tables without asking.

Its profile is that of a tabular package, which tools know by heart: they fetch the fiscal one from a server each time, and fail without
one. What the fiscal profile asks for (mapping, country, granularity, column types) is there all the same.

Titles, descriptions and types are those of the tables in the release, which dbt wrote there from its YAML; keys are dbt's own `unique`
tests. What is stated here is only what columns of a name mean in every table: units, references, and the fiscal meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from orchestration.release.contents import HOME, TableName, files_of, identifier
from orchestration.release.digest import Files

if TYPE_CHECKING:
    import duckdb

DESCRIPTOR = "datapackage.json"

_UNITS = {"_cny": "CNY", "_pct": "%", "_pct_printed": "%", "_pct_recomputed": "%"}
_TYPES = {"VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime"}
_REFERENCES = {
    "document_id": ("marts.dim_document", "document_id"),
    "organisation_id": ("marts.dim_organisation", "organisation_id"),
    "rule_id": ("quality.dim_rule", "rule_id"),
}
_MEANINGS = {
    "fiscal_year": "date:fiscal-year",
    "organisation_id": "administrator:generic:id",
    "organisation_name": "administrator:generic:name",
    "function_code": "functional-classification:generic:code:full",
    "economic_code": "economic-classification:generic:code:full",
}
"""Column types of the Fiscal Data Package by column name; every amount in yuan is a `value`."""


_MEASURES = {
    ("marts.fct_funding", "final_cny"): ("revenue", "executed"),
    ("marts.fct_spending", "initial_budget_cny"): ("expenditure", "approved"),
    ("marts.fct_spending", "adjusted_budget_cny"): ("expenditure", "adjusted"),
    ("marts.fct_spending", "full_year_budget_cny"): ("expenditure", "adjusted"),
    ("marts.fct_spending", "final_cny"): ("expenditure", "executed"),
}
"""Direction and phase of the amounts that the Fiscal Data Package speaks of."""
_DIMENSIONS: dict[str, tuple[str, str | None, str, dict[str, str | None]]] = {
    "fiscal_year": ("datetime", None, "marts.dim_document", {"fiscal_year": None}),
    "organisation": ("entity", None, "marts.dim_organisation", {"organisation_id": None, "name": "organisation_id"}),
    "function": ("classification", "functional", "marts.fct_spending", {"function_code": None}),
    "economic": ("classification", "economic", "marts.fct_spending", {"economic_code": None}),
}
"""Type, kind of classification, table, and columns, each with the one that it is the label of; the first is the key."""


@dataclass(frozen=True, slots=True)
class Described:
    """One table: what it holds, its columns as (name, DuckDB type, description), its key, and which of its integers are null somewhere."""

    name: TableName
    description: str
    columns: tuple[tuple[str, str, str], ...]
    key: tuple[str, ...]
    gaps: frozenset[str]


def described(
    con: duckdb.DuckDBPyConnection, catalog: str, names: Sequence[TableName], keys: Mapping[str, Sequence[str]]
) -> list[Described]:
    """What the attached file of a release says of its tables. `keys` names key columns by table name without schema."""
    comments = {
        (schema, table): comment or ""
        for schema, table, comment in con.execute(
            "select table_schema, table_name, table_comment from information_schema.tables where table_catalog = ?", [catalog]
        ).fetchall()
    }
    columns: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for schema, table, *column in con.execute(
        """
        select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()
        where database_name = ? order by schema_name, table_name, column_index
        """,
        [catalog],
    ).fetchall():
        columns.setdefault((schema, table), []).append((column[0], column[1], column[2]))
    found = []
    for name in sorted(names):
        at = (HOME[name.schema], name.name)
        there = [column for column, _, _ in columns[at]]
        key = tuple(keys.get(name.name, ()))
        gaps = _gaps(con, name.within(catalog), [column for column, kind, _ in columns[at] if _TYPES.get(kind) == "integer"])
        found.append(Described(name, comments[at], tuple(columns[at]), key if set(key) <= set(there) else (), gaps))
    return found


def _gaps(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> frozenset[str]:
    # Asked so, DuckDB looks no further than the first null, and nowhere where its own notes on a column say that there is none.
    asked = ", ".join(f"exists(from {table} where {identifier(column)} is null)" for column in columns) or "null"
    row = con.execute(f"select {asked}").fetchone() or ()
    return frozenset(column for column, has_gaps in zip(columns, row, strict=False) if has_gaps)


def descriptor(tables: Sequence[Described], folder: Path, extension: str, known: Files) -> dict[str, Any]:
    """The package whose files, with digests `known`, lie in `folder` as `<extension>/<schema>/<table>.<extension>`. It depends on nothing
    but tables and files.

    A table in several files is several resources: readers of packages take a list of paths for pieces of one text, and of Parquet files
    they read the first and say nothing.
    """
    files = {str(table.name): files_of(folder, Path(extension, table.name.schema, f"{table.name.name}.{extension}")) for table in tables}
    names = {name: _name(name) if len(paths) == 1 else f"{_name(name)}.{paths[0].stem}" for name, paths in files.items()}
    whole = {name for name, paths in files.items() if len(paths) == 1}
    return {
        "profile": "tabular-data-package",
        "name": "juesuan",
        "keywords": ["fiscal-data-package", "final accounts", "部门决算"],
        "title": "部门决算公开数据 Final accounts of Chinese departments",
        "description": "Departmental final-accounts disclosures: every printed figure a fact with its source, every identity checked.",
        "countryCode": "CN",
        "granularity": "aggregated",
        "mapping": _mapping({str(table.name): {column for column, _, _ in table.columns} for table in tables}, names),
        "resources": [
            _resource(table, path, schema, str(known[path.as_posix()]["sha256"]))
            for table in tables
            for schema in [_schema(table, extension, whole)]
            for path in files[str(table.name)]
        ],
    }


def write(folder: Path, package: Mapping[str, Any]) -> Path:
    """Write the descriptor into the folder of its files; its path."""
    path = folder / DESCRIPTOR
    path.write_bytes(orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return path


def _mapping(columns: Mapping[str, set[str]], names: Mapping[str, str]) -> dict[str, Any]:
    """Which columns are amounts and which say of what, in the terms of the Fiscal Data Package; only of what is there. `names` are those
    of the resources, of a table in several files that of the first."""
    measures = {
        f"{table.partition('.')[2]}_{column}": {
            "source": column,
            "resource": names[table],
            "currency": "CNY",
            "direction": direction,
            "phase": phase,
        }
        for (table, column), (direction, phase) in _MEASURES.items()
        if column in columns.get(table, ())
    }
    dimensions: dict[str, Any] = {}
    for name, (kind, classification, table, sources) in _DIMENSIONS.items():
        if set(sources) <= columns.get(table, set()):
            labels = {column: {"labelfor": labelled} if labelled else {} for column, labelled in sources.items()}
            attributes = {column: {"source": column, "resource": names[table], **label} for column, label in labels.items()}
            dimensions[name] = {"dimensionType": kind, "primaryKey": next(iter(sources)), "attributes": attributes}
            if classification:
                dimensions[name]["classificationType"] = classification
    return {"measures": measures, "dimensions": dimensions}


def _schema(table: Described, extension: str, whole: set[str]) -> dict[str, Any]:
    """Fields and keys of a table; references lead to tables that are whole in one file."""
    keys = [
        {"fields": [column], "reference": {"resource": _name(target), "fields": [field]}}
        for column, _, _ in table.columns
        for target, field in [_REFERENCES.get(column, ("", ""))]
        if target in whole and target != str(table.name)
    ]
    fields = [_field(*column) for column in table.columns]
    if extension == "parquet":
        fields = [field | _in_parquet(field, table.gaps) for field in fields]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _resource(table: Described, path: Path, schema: dict[str, Any], digest: str) -> dict[str, Any]:
    """One file of a table."""
    extension, number = path.suffix[1:], f".{path.stem}" if path.stem != table.name.name else ""
    chinese, _, _ = table.description.partition(" ")
    return {
        "name": _name(str(table.name)) + number,
        "type": "table",
        "profile": "tabular-data-resource",
        "path": path.as_posix(),
        "format": extension,
        "mediatype": "text/csv" if extension == "csv" else "application/vnd.apache.parquet",
        "encoding": "utf-8",
        "title": chinese,
        "description": table.description,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(name: str, data_type: str, description: str) -> dict[str, Any]:
    title, _, _ = description.partition(" ")
    field: dict[str, Any] = {"name": name, "type": _type(data_type), "title": title, "description": description}
    unit = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), None)
    if unit:
        field["unit"] = unit
    if name.endswith("_cny"):
        field["columnType"] = "value"
    elif name in _MEANINGS:
        field["columnType"] = _MEANINGS[name]
    return field


def _in_parquet(field: Mapping[str, Any], gaps: frozenset[str]) -> dict[str, str]:
    """What differs where Parquet holds the values: it tells types itself, and frictionless gets them from pandas, which makes an integer
    with gaps a number and a list an array of its own."""
    if field["type"] in ("array", "object"):
        return {"type": "any"}
    return {"type": "number"} if field["name"] in gaps else {}


def _type(data_type: str) -> str:
    if data_type.endswith("[]"):
        return "array"
    if data_type.startswith("STRUCT"):
        return "object"
    return "number" if data_type.startswith(("DECIMAL", "HUGEINT", "DOUBLE")) else _TYPES[data_type]


def _name(table: str) -> str:
    """A resource's name: small letters, digits, points and underscores, such as `marts.dim_document`."""
    return table.lower()
