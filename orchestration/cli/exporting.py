"""`juesuan export` and `juesuan findings --export`: what the release in force holds, as files for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from orchestration.cli import output, reader, reporting
from orchestration.export import documents, findings
from orchestration.warehouse import Warehouse, WarehouseError

FORMS = ("xlsx", "csv", "package")


def export(asked: list[str], target: Path, form: str, folder: Path | None, as_json: bool) -> int:
    """0 when files were written, 1 where there is nothing to write, 2 on bad arguments."""
    if form not in FORMS:
        return output.fail(f"There is no form {form}; there are {', '.join(FORMS)}.", 2)
    if form == "package" and asked:
        return output.fail("A package holds the whole release; leave the documents out.", 2)
    warehouse = Warehouse.locate(folder)
    try:
        with reader.opened(warehouse) as con:
            chosen = reader.rows(con, documents.QUERY, {"asked": asked})
            if not chosen:
                return output.fail(reporting.no_document(warehouse, *asked), 2)
            written, told = _write(con, warehouse, chosen, asked, target, form)
    except (WarehouseError, duckdb.Error) as error:
        return output.fail(str(error))
    except OSError as error:
        return output.fail(f"Cannot write to {target}: {error.strerror or error}.")
    return _say(written, told, target, as_json)


def export_findings(document: str | None, severities: list[str], target: Path, folder: Path | None, as_json: bool) -> int:
    """0 when files were written or there was no finding to write, 1 where it could not be done."""
    try:
        with reader.opened(Warehouse.locate(folder)) as con:
            found = reader.rows(con, findings.QUERY, {"severities": severities, "document": document})
            cells = dict(con.execute(findings.CELLS).fetchall())
        written = findings.export(found, cells, target)
    except (WarehouseError, duckdb.Error) as error:
        return output.fail(str(error))
    except OSError as error:
        return output.fail(f"Cannot write to {target}: {error.strerror or error}.")
    return _say(written, [f"{len(found)} finding{'' if len(found) == 1 else 's'}."], target, as_json)


def _write(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, chosen: list[dict[str, Any]], asked: list[str], target: Path, form: str
) -> tuple[list[Path], list[str]]:
    """The files written, and what is to be said beside."""
    if form == "xlsx":
        made = {row["source_name"]: documents.export(warehouse, row, target) for row in chosen}
        return [path for path in made.values() if path], [f"{name}: no tables" for name, path in made.items() if path is None]
    from orchestration.export import tables

    if form == "csv":
        return tables.export_csv(con, [row["document_id"] for row in chosen] if asked else [], target), []
    from orchestration.model import manifest

    return tables.export_package(con, target, manifest.keys(manifest.read())), []


def _say(written: list[Path], told: list[str], target: Path, as_json: bool) -> int:
    if as_json:
        output.print_json({"files": [str(path) for path in written]})
        return 0
    console = output.console()
    for line in told:
        console.print(line, markup=False, soft_wrap=True)
    console.print(f"{len(written)} file{'' if len(written) == 1 else 's'} in {target}", markup=False, soft_wrap=True)
    return 0
