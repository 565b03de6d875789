"""The commands and their options; what they do stands in a module each.

Exit codes: 0 done, 1 it could not be done, 2 bad arguments, 3 the suites refused a release.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.imports import do_without

app = typer.Typer(
    name="juesuan",
    help="The warehouse of departmental final accounts (部门决算): every printed figure a fact with its source, every identity checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[
    Path | None,
    typer.Option("--warehouse", "-w", help="Warehouse folder. Default: the variable JUESUAN_WAREHOUSE, else ./warehouse.", metavar="DIR"),
]


def _speaking(is_json: bool) -> bool:
    from orchestration.cli import output

    return output.speak_json(is_json)


Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines, of errors too.", callback=_speaking)]


def _answering() -> None:
    """DuckDB imports pandas and numpy at the sight of a timestamp or a list, for nothing: 1.4 of 1.9 seconds."""
    do_without("numpy", "pandas", "pyarrow")


@app.command()
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders. Default: nothing new; for an empty warehouse the bundled sample.", metavar="[PATH]..."),
    ] = None,
    together: Annotated[
        list[Path] | None,
        typer.Option("--together", help="A folder whose files are one document, as narrative and tables published apart.", metavar="DIR"),
    ] = None,
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """Read documents, reconcile every figure and publish a release."""
    from orchestration.cli import running

    raise typer.Exit(running.run(paths or [], together or [], warehouse, json))


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help="A query, or a .sql file. Without one, DuckDB's own shell opens. `from help` lists the tables.", show_default=False
        ),
    ] = None,
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """Ask the release in force, read-only."""
    _answering()
    from orchestration.cli import querying

    raise typer.Exit(querying.sql(query, warehouse, json))


@app.command()
def status(warehouse: Folder = None, json: Json = False) -> None:
    """What is in force, what the build holds, and who is writing."""
    _answering()
    from orchestration.cli import reporting

    raise typer.Exit(reporting.status(warehouse, json))


@app.command()
def findings(
    document: Annotated[
        str | None, typer.Option("--document", "-d", help="Document id, or part of a file's or an organisation's name.", metavar="TEXT")
    ] = None,
    severity: Annotated[
        list[str] | None, typer.Option("--severity", "-s", help="error, warning or info; may be given several times.", metavar="LEVEL")
    ] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help="zh or en. Default: that of the terminal.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write them into this folder: a CSV and a workbook for each document.", metavar="DIR")
    ] = None,
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """What does not add up in the documents of the release in force."""
    _answering()
    from orchestration.cli import reporting

    raise typer.Exit(reporting.findings(document, severity or [], language, export, warehouse, json))


@app.command()
def waive(
    findings: Annotated[list[str], typer.Argument(help="Finding ids, as `juesuan findings` lists them.", metavar="FINDING...")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why it is accepted; published with the finding.", metavar="TEXT")] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", help="Who accepts it; published with the finding.", metavar="NAME")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take a waiver back instead.")] = False,
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """Accept findings as published so: the next run publishes the document with them."""
    _answering()
    from orchestration.cli import waiving

    raise typer.Exit(waiving.waive(findings, reason, reviewer, withdraw, warehouse, json))


@app.command()
def export(
    documents: Annotated[
        list[str] | None,
        typer.Argument(help="Ids, or parts of files' or bodies' names. Default: all.", metavar="[DOCUMENT]...", show_default=False),
    ] = None,
    to: Annotated[Path, typer.Option("--to", help="Folder to write into.", metavar="DIR")] = Path("export"),
    form: Annotated[
        str,
        typer.Option(
            "--as",
            help="xlsx: the tables of each document as read, a workbook each. csv: the tables of the release for spreadsheets. "
            "package: the whole release as a Fiscal Data Package with CSV files.",
        ),
    ] = "xlsx",
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """Write the release in force as files for other tools."""
    _answering()
    from orchestration.cli import exporting

    raise typer.Exit(exporting.export(documents or [], to, form, warehouse, json))


@app.command()
def unknown(warehouse: Folder = None, json: Json = False) -> None:
    """Wordings that no vocabulary knew, by how often they occur: the list by which it grows."""
    _answering()
    from orchestration.cli import reporting

    raise typer.Exit(reporting.unknown(warehouse, json))


@app.command()
def releases(warehouse: Folder = None, json: Json = False) -> None:
    """All releases, the newest first."""
    _answering()
    from orchestration.cli import reporting

    raise typer.Exit(reporting.releases(warehouse, json))


@app.command()
def withdraw(
    document: Annotated[str, typer.Argument(help="Its id, or the beginning of it.", metavar="DOCUMENT")],
    reason: Annotated[str, typer.Option(help="Why; it stands in the release.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who decided it.")] = "",
    superseded_by: Annotated[str, typer.Option(help="The document that takes its place.", metavar="DOCUMENT")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Bring it back.")] = False,
    warehouse: Folder = None,
) -> None:
    """Take a document out of the next release; earlier ones and the store keep it."""
    from orchestration.cli import withdrawing

    raise typer.Exit(withdrawing.decide(document, superseded_by, reason, reviewer, undo, warehouse))


@app.command()
def rollback(
    release: Annotated[str, typer.Argument(help="Its id, its running number, or the beginning of its id.", metavar="RELEASE")],
    warehouse: Folder = None,
) -> None:
    """Put an older release in force again; the next run publishes anew."""
    from orchestration.cli import keeping

    raise typer.Exit(keeping.rollback(release, warehouse))


@app.command()
def verify(
    release: Annotated[str, typer.Argument(help="As for rollback. Default: the one in force.", metavar="[RELEASE]")] = "current",
    warehouse: Folder = None,
) -> None:
    """Whether a release is still what was published, by its own digests."""
    from orchestration.cli import keeping

    raise typer.Exit(keeping.verify(release, warehouse))


@app.command()
def clean(
    keep: Annotated[
        int | None,
        typer.Option(help="How many releases stay. Default: the variable JUESUAN_KEEP, else 12.", min=2, metavar="NUMBER"),
    ] = None,
    warehouse: Folder = None,
) -> None:
    """Remove old releases, never the one in force nor one that is being read."""
    from orchestration.cli import keeping

    raise typer.Exit(keeping.clean(keep, warehouse))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="A release, as for rollback.", metavar="A")],
    after: Annotated[str, typer.Argument(help="Another. Default: the one in force.", metavar="[B]")] = "current",
    limit: Annotated[int, typer.Option(help="Figures shown.", min=0)] = 50,
    warehouse: Folder = None,
    json: Json = False,
) -> None:
    """What release B says otherwise than release A: columns, rows, and figures with both sources."""
    _answering()
    from orchestration.cli import comparing

    raise typer.Exit(comparing.diff(before, after, limit, warehouse, json))


@app.command()
def report(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=0, max=65535)] = 3080,
    warehouse: Folder = None,
) -> None:
    """Serve the review report of the release in force on this machine, with its SQL page."""
    from orchestration.cli import serving

    raise typer.Exit(serving.report(port, warehouse))


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 3000,
    warehouse: Folder = None,
) -> None:
    """The Dagster UI on this machine, where runs are started and watched."""
    from orchestration.cli import serving

    raise typer.Exit(serving.ui(port, warehouse))
