"""`juesuan status`, `findings`, `unknown` and `releases`: what the warehouse says of itself, without a run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb

from orchestration.cli import output, reader, waiving
from orchestration.release import in_force
from orchestration.release import releases as all_releases
from orchestration.warehouse import Warehouse, WarehouseError, build, lock
from orchestration.warehouse.connection import open_database

SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")

_IS_NAMED = """
    ($document is null or starts_with(d.document_id, $document)
        or contains(d.source_name, $document) or contains(coalesce(d.organisation_name, ''), $document))
"""
_NAMED = f"select document_id from marts.dim_document as d where {_IS_NAMED} limit 1"  # noqa: S608
LISTING = f"""
    select f.finding_id, f.severity, f.rule_id, d.source_name, d.organisation_name, d.fiscal_year, f.message_zh, f.message_en,
        f.left_value, f.right_value, f.difference, f.unit, f.printed_terms, f.quotes, f.waiver, f.document_id
    from quality.fct_finding as f inner join marts.dim_document as d using (document_id)
    where ($severities = [] or list_contains($severities, f.severity))
        and {_IS_NAMED}
    order by array_position(['error', 'warning', 'info'], f.severity), d.organisation_name nulls last, d.fiscal_year, f.rule_id,
        f.finding_id
"""  # noqa: S608

_UNKNOWN = """
    select count(*) as figures, count(distinct document_id) as documents, area, phrase, unit, min(note) as why,
        arg_min(quote, observation_id) as quote
    from quality.fct_observation
    where status = 'unmapped'
    group by area, phrase, unit
    order by figures desc, documents desc, area, phrase, unit
"""


def status(folder: Path | None, as_json: bool) -> int:
    """What is in force, what the build holds, who writes. Always 0: an empty warehouse is a state too."""
    warehouse = Warehouse.locate(folder)
    told = {"warehouse": str(warehouse.root), "release": _release(warehouse), "build": _build(warehouse), "writer": lock.holder(warehouse)}
    told["waivers"] = waiving.standing(warehouse)
    if as_json:
        output.print_json(told)
    else:
        _tell(told, warehouse, output.console())
    return 0


def no_document(warehouse: Warehouse, *asked: str) -> str:
    """The sentence about documents that are not there."""
    listing = output.typed(warehouse, "sql", "'from dim_document'")
    return f"No document's id, file or body is like {', '.join(asked)}. List them with: {listing}"


def findings(
    document: str | None, severities: list[str], language: str | None, export: Path | None, folder: Path | None, as_json: bool
) -> int:
    """List findings, or write them into the folder `export`; 1 where there is no release, 2 where a severity or language is not known."""
    for unknown in (severity for severity in severities if severity not in SEVERITIES):
        return output.fail(f"There is no severity {unknown}; there are {', '.join(SEVERITIES)}.", 2)
    if language is not None and language not in LANGUAGES:
        return output.fail(f"There is no language {language}; there are {', '.join(LANGUAGES)}.", 2)
    if export is not None:
        from orchestration.cli import exporting

        return exporting.export_findings(document, severities, export, folder, as_json)
    try:
        with reader.opened(warehouse := Warehouse.locate(folder)) as con:
            if not reader.rows(con, _NAMED, {"document": document}):
                return output.fail(no_document(warehouse, str(document)), 2)
            found = reader.rows(con, LISTING, {"severities": severities, "document": document})
    except (WarehouseError, duckdb.Error) as error:
        return output.fail(str(error))
    if as_json:
        output.print_json(found)
        return 0
    message = f"message_{language or _language()}"
    accepted = sum(row["waiver"] is not None for row in found)
    shown = [row | {"document": row["organisation_name"] or row["source_name"], "accepted": row["waiver"]} for row in found]
    columns = ["severity", "rule_id", "document", "fiscal_year", message, "difference", "unit", "finding_id"]
    if accepted:
        columns.insert(-1, "accepted")
    console = output.console()
    if found:
        console.print(output.table(shown, columns))
    console.print(f"{len(found)} finding{'' if len(found) == 1 else 's'}{f', {accepted} of them accepted' if accepted else ''}.")
    return 0


def unknown(folder: Path | None, as_json: bool) -> int:
    """List the phrases of figures that nothing named, the most frequent first, with a quote each; 1 where there is no release."""
    try:
        with reader.opened(Warehouse.locate(folder)) as con:
            found = reader.rows(con, _UNKNOWN, {})
    except (WarehouseError, duckdb.Error) as error:
        return output.fail(str(error))
    if as_json:
        output.print_json(found)
        return 0
    if found:
        output.console().print(output.table(found, ["figures", "documents", "area", "phrase", "unit", "why", "quote"]))
    output.console().print(f"{len(found)} unknown wording{'' if len(found) == 1 else 's'}.")
    return 0


def releases(folder: Path | None, as_json: bool) -> int:
    """List releases; 1 where there is none."""
    warehouse = Warehouse.locate(folder)
    found: list[dict[str, Any]] = [
        {"release_id": each.release_id, "in_force": each.is_in_force, "published_at": each.published_at, "folder": str(each.path)}
        | {"documents": each.description.get("documents", {}), "findings": each.description.get("findings", {})}
        for each in reversed(all_releases(warehouse))
    ]
    if as_json:
        output.print_json(found)
        return 0
    if not found:
        return output.fail(output.no_release(warehouse))
    shown = [
        {"": "→" if each["in_force"] else "", "release": each["release_id"], "published": each["published_at"] or "damaged"}
        | {"documents": output.counts(each["documents"]), "findings": output.counts(each["findings"])}
        for each in found
    ]
    output.console().print(output.table(shown, ["", "release", "published", "documents", "findings"]))
    return 0


def _release(warehouse: Warehouse) -> dict[str, Any] | None:
    release = in_force(warehouse)
    if release is None:
        return None
    told = {key: release.description.get(key, {}) for key in ("documents", "findings")}
    return {"release_id": release.release_id, "published_at": release.published_at, **told, "marts": str(release.marts)}


def _build(warehouse: Warehouse) -> dict[str, Any] | None:
    """The build's state; None where there is none, or where a writer holds it."""
    if not warehouse.database.is_file():
        return None
    try:
        con = open_database(warehouse.database, read_only=True)
    except WarehouseError:
        return None
    try:
        state = build.current(con)
        if state is None:
            return None
        judged = {verdict.suite: verdict.passed for verdict in build.verdicts(con, state.build_id)}
        return {"build_id": state.build_id, "state": state.state, "started_at": state.started_at, "suites": judged}
    except duckdb.Error:
        return None
    finally:
        con.close()


def _tell(told: dict[str, Any], warehouse: Warehouse, console: Any) -> None:
    console.print(f"Warehouse  {told['warehouse']}", markup=False)
    release, state, writer = told["release"], told["build"], told["writer"]
    if release is None:
        console.print(f"In force   nothing yet; make a release with: {output.typed(warehouse, 'run')}", markup=False, soft_wrap=True)
    else:
        published = release["published_at"] or "at an unknown time: its release.json is damaged"
        console.print(f"In force   release {release['release_id']}, published {published}", markup=False)
        console.print(f"           documents: {output.counts(release['documents'])}", markup=False)
        console.print(f"           findings: {output.counts(release['findings'])}", markup=False)
    if any(told["waivers"].values()):
        console.print(f"Waivers    {output.counts({name: number for name, number in told['waivers'].items() if number})}", markup=False)
    if state is not None:
        suites = ", ".join(f"{suite} {'passed' if passed else 'FAILED'}" for suite, passed in state["suites"].items()) or "not judged"
        console.print(f"Build      {state['build_id']}, {state['state']}; suites: {suites}", markup=False)
    if writer is not None:
        console.print(f"Writing    {writer}", markup=False)


def _language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.startswith("zh") else "en"
