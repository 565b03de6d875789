"""`juesuan run`: the main job on files or folders, and an account of what came of it."""

from __future__ import annotations

import tempfile
from collections import Counter
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration import engine
from orchestration.cli import output, reader, waiving
from orchestration.cli.output import counts
from orchestration.cli.progress import Progress
from orchestration.judge import waivers
from orchestration.register.bundle import bundle
from orchestration.register.intake import BadPath, asked_for, files, local
from orchestration.register.withdrawal import withdrawals
from orchestration.release import in_force
from orchestration.warehouse import Warehouse, WarehouseError, lock

if TYPE_CHECKING:
    from rich.console import Console

    from orchestration.dagster.run import RunOutcome

REFUSED = 3
INTERRUPTED = 130
"""As shells have it of what ended by Ctrl+C."""
_SHOWN = 10
"""Documents of a status named one by one; a query names them all."""

_DOCUMENTS = """
    select document_id, source_name, organisation_name, fiscal_year, status, status_reason
    from marts.dim_document order by status, source_name, document_id
"""
_COVERAGE = """
    select count(*) filter (status = 'mapped') as mapped, count(*) filter (status = 'unmapped') as unmapped from quality.fct_observation
"""


def run(paths: list[Path], together: list[Path], folder: Path | None, as_json: bool) -> int:
    """0 when a release is in force that holds these documents, 3 when the suites refused one, 2 on bad arguments, else 1.

    Each of the folders `together` is one document.
    """
    with tempfile.TemporaryDirectory(prefix="juesuan-") as packed:
        try:
            bundles = [bundle(one, Path(packed)) for one in together]
        except BadPath as error:
            return output.fail(str(error), 2)
        return _run([*paths, *bundles], folder, as_json)


def _run(paths: list[Path], folder: Path | None, as_json: bool) -> int:
    warehouse = Warehouse.locate(folder)
    try:
        given = asked_for(paths, warehouse)
        files(local(given) if engine.chosen() == "spark" else given)
        warehouse.create()
        waivers.read(warehouse.waivers)
        withdrawals(warehouse)
    except (BadPath, WarehouseError) as error:
        return output.fail(str(error), 2)
    try:
        with Progress(quiet=as_json) as progress, lock.writing(warehouse, waiting=output.say_waiting):
            outcome = _job(given, warehouse, progress)
    except WarehouseError as error:
        return output.fail(str(error))
    except KeyboardInterrupt:
        return output.fail("Interrupted. The release in force stays, and the next run goes on from here.", INTERRUPTED)
    account = _account(warehouse, outcome)
    if as_json:
        output.print_json(account)
    elif outcome.release_id is None:
        _tell_refusal(account)
    else:
        _tell(account)
    return 0 if outcome.release_id is not None else REFUSED


def _job(paths: list[Path], warehouse: Warehouse, progress: Progress) -> RunOutcome:
    progress("start")
    from orchestration.dagster.run import run_main_job

    return run_main_job(paths, warehouse, progress)


def _account(warehouse: Warehouse, outcome: RunOutcome) -> dict[str, Any]:
    """What came of a run, for machines; people are told the same."""
    account: dict[str, Any] = {
        "published": outcome.release_id is not None,
        "is_new": outcome.is_new,
        "refusals": list(outcome.refusals),
        "warehouse": str(warehouse.root),
        "data_docs": str(warehouse.data_docs / "index.html"),
        "release": None,
    }
    release = in_force(warehouse)
    if release is None:
        return account
    account["release"] = {
        "release_id": release.release_id,
        "folder": str(release.path),
        "marts": str(release.marts),
        "report": str(release.report),
    }
    if outcome.release_id is None:
        return account
    with reader.opened(warehouse) as con:
        documents, (coverage,), accepted = reader.rows(con, _DOCUMENTS), reader.rows(con, _COVERAGE), waiving.traced(con)
    return account | {"documents": documents, "figures": coverage, "findings": release.description["findings"], "waivers": accepted}


def _tell_refusal(account: dict[str, Any]) -> None:
    console = output.console()
    console.print("No release was made: the suites refused it.")
    for reason in account["refusals"]:
        console.print(f"  {reason}", markup=False)
    former = account["release"]
    console.print(f"In force   {former['release_id'] + ', as before' if former else 'nothing'}", markup=False)
    console.print(f"Why        {account['data_docs']}", markup=False)


def _tell(account: dict[str, Any]) -> None:
    warehouse = Warehouse(Path(account["warehouse"]))
    console = output.console()
    release, documents, figures = account["release"], account["documents"], account["figures"]
    by_status = Counter(document["status"] for document in documents)
    news = "Published" if account["is_new"] else "In force as before: nothing has changed in"
    console.print()
    console.print(f"{news} release {release['release_id']}", markup=False)
    console.print(f"Documents  {counts(dict(sorted(by_status.items())))}")
    console.print(f"Figures    {figures['mapped']:,} with a meaning, {figures['unmapped']:,} without")
    console.print(f"Findings   {counts(account['findings'])}")
    waiving.tell(account["waivers"], console)
    _name_the_others([document for document in documents if not document["status"].startswith("published")], warehouse, console)
    console.print(f"Marts      {release['marts']}", markup=False, soft_wrap=True)
    console.print(f"Parquet    {release['folder']}/parquet", markup=False, soft_wrap=True)
    console.print(f"Report     {release['report']}", markup=False, soft_wrap=True)
    console.print(f"Suites     {account['data_docs']}", markup=False, soft_wrap=True)
    console.print("\nWhat to type next:")
    for next_ in (("findings",), ("sql", '"from dim_document"'), ("report",), ("ui",)):
        console.print(f"  {output.typed(warehouse, *next_)}", markup=False, soft_wrap=True)


def _name_the_others(documents: list[dict[str, Any]], warehouse: Warehouse, console: Console) -> None:
    """Documents that are not in the marts, each with its reason; of many, the first of every status."""
    shown = [one for _, held in groupby(documents, key=itemgetter("status")) for one in list(held)[:_SHOWN]]
    for document in shown:
        name = f"{document['source_name']} ({document['document_id']})"
        console.print(f"  {document['status']}: {name}: {document['status_reason']}", markup=False, soft_wrap=True)
    if len(documents) > len(shown):
        query = "\"select source_name, status, status_reason from dim_document where status in ('rejected', 'quarantined', 'withdrawn')\""
        more = f"  … and {len(documents) - len(shown)} more: {output.typed(warehouse, 'sql', query)}"
        console.print(more, markup=False, soft_wrap=True)
