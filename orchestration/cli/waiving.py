"""`juesuan waive`: a reviewer accepts findings as published so, or takes that back; and what `run` and `status` tell of waivers."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.cli import output, reader
from orchestration.judge import waivers
from orchestration.release import in_force
from orchestration.settings import REFERENCE_FOLDER
from orchestration.warehouse import Warehouse, WarehouseError, ledger, lock

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN = 20
"""Waivers that accept nothing named one by one; a query names them all."""
_FINDINGS = """
    select f.finding_id, f.document_id, f.rule_id, f.severity, d.source_name, d.organisation_name
    from quality.fct_finding as f inner join marts.dim_document as d using (document_id)
    where f.document_id in (select document_id from quality.fct_finding where list_contains($asked, finding_id))
    order by all
"""


def waive(findings: list[str], reason: str, reviewer: str, withdraw: bool, folder: Path | None, as_json: bool) -> int:
    """0 when it is written down, 1 where there is nothing to write to, 2 where the findings or what is said of them will not do."""
    warehouse, asked = Warehouse.locate(folder), list(dict.fromkeys(findings))
    try:
        with lock.writing(warehouse, waiting=output.say_waiting):
            account = _withdraw(warehouse, asked) if withdraw else _grant(warehouse, asked, reason, reviewer)
    except waivers.WaiverRefused as error:
        return output.fail(str(error), 2)
    except (WarehouseError, duckdb.Error) as error:
        return output.fail(str(error))
    if as_json:
        output.print_json(account)
        return 0
    console = output.console()
    for line in account["waivers"]:
        verb = "Taken back" if withdraw else "Accepted"
        console.print(f"{verb}: {line['finding_id']} ({line['rule_id']} of {line['document_id']})", markup=False, soft_wrap=True)
    for document in account["documents"]:
        console.print(f"{document['document']}: {_outlook(document['open_errors'])}", markup=False, soft_wrap=True)
    return 0


def traced(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every waiver of an open release and what became of it."""
    return reader.rows(con, "select * replace (waived_on::varchar as waived_on) from quality.fct_waiver order by status, finding_id")


def tell(told: list[dict[str, Any]], console: Console) -> None:
    """How many findings are published as accepted, and each waiver that accepts nothing, with its reason."""
    if not told:
        return
    console.print(f"Waivers    {output.counts(dict(sorted(Counter(waiver['status'] for waiver in told).items())))}")
    idle = [waiver for waiver in told if waiver["status"] != "attached"]
    for waiver in idle[:_SHOWN]:
        name = f"{waiver['finding_id'] or 'without a finding'} ({waiver['rule_id']} of {waiver['document_id']})"
        console.print(f"  {waiver['status']}: waiver {name}: {waiver['explanation_en']}", markup=False, soft_wrap=True)
    if len(idle) > _SHOWN:
        query = f"{output.command()} sql \"from fct_waiver where status <> 'attached'\""
        console.print(f"  … and {len(idle) - _SHOWN} more: {query}", markup=False, soft_wrap=True)


def standing(warehouse: Warehouse) -> dict[str, int]:
    """How many waivers the release in force has by status, how many of the file wait for the next run, how many it will drop."""
    release = in_force(warehouse)
    told: list[dict[str, Any]] = []
    if release is not None and "quality.fct_waiver" in release.description.get("tables", {}):
        with reader.opened(warehouse) as con:
            told = traced(con)
    try:
        now = {row["finding_id"] for path in (warehouse.waivers, REFERENCE_FOLDER / "waivers.csv") for row in waivers.read(path).rows}
    except WarehouseError:
        return {"unreadable": 1}
    then = {row["finding_id"] for row in told}
    counted = Counter(row["status"] for row in told)
    return dict(sorted(counted.items())) | {"not_yet_published": len(now - then), "taken_back_since": len(then - now)}


def _grant(warehouse: Warehouse, asked: list[str], reason: str, reviewer: str) -> dict[str, Any]:
    release = reader.release(warehouse)
    with reader.opened(warehouse) as con:
        known = {row["finding_id"]: row for row in reader.rows(con, _FINDINGS, {"asked": asked})}
    for finding_id in asked:
        if finding_id not in known:
            raise waivers.WaiverRefused(
                f"There is no finding {finding_id} in release {release.release_id}. List them with: {output.typed(warehouse, 'findings')}"
            )
    accepted = [known[finding_id] for finding_id in asked]
    waivers.grant(warehouse, accepted, reason, reviewer, datetime.now().astimezone().date())
    return _account(warehouse, [waivers.read(warehouse.waivers).of(finding_id) or {} for finding_id in asked], list(known.values()))


def _withdraw(warehouse: Warehouse, asked: list[str]) -> dict[str, Any]:
    taken = waivers.withdraw(warehouse, asked)
    with reader.opened(warehouse) as con:
        return _account(warehouse, taken, reader.rows(con, _FINDINGS, {"asked": asked}))


def _account(warehouse: Warehouse, lines: list[ledger.Row], findings: list[dict[str, Any]]) -> dict[str, Any]:
    """The lines written or taken out, and for each document how many of its errors nobody has accepted now."""
    file = waivers.read(warehouse.waivers)
    documents = {row["document_id"]: row["organisation_name"] or row["source_name"] for row in findings}
    still = [row["document_id"] for row in findings if row["severity"] == "error" and file.of(row["finding_id"]) is None]
    told = [{"document_id": key, "document": name, "open_errors": still.count(key)} for key, name in documents.items()]
    return {"file": str(warehouse.waivers), "waivers": [dict(line) for line in lines], "documents": told}


def _outlook(open_errors: int) -> str:
    if not open_errors:
        return "no error is left that nobody has accepted; the next run publishes it, with its findings"
    return f"{open_errors} error{'' if open_errors == 1 else 's'} that nobody has accepted; the next run holds it back"
