"""Runs every benchmark once and prints one table each."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import command, formats, imports, pdf, rules, server
from orchestration.cli import output


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        _show("juesuan run on the sample (limit 12 s, 1024 MB)", command.COLUMNS, command.measure(Path(folder, "command")))
        _show("A run launched from the UI (limit 25 s)", server.COLUMNS, server.measure(Path(folder, "server")))
        _show(
            "PDF pages a second of one core (at least 150, and 10 times pdfplumber on tables)",
            pdf.COLUMNS,
            pdf.measure(Path(folder, "pdf")),
        )
        _show("The same disclosure in every format, on one core", formats.COLUMNS, formats.measure(Path(folder, "formats")))
        _show(
            "The models over many documents, copies of 120 that were made and read (10,000: at most 120 s and 4096 MB for the rules)",
            rules.COLUMNS,
            rules.measure(Path(folder, "rules")),
        )
    _show("What importing costs, each in a process of its own", imports.COLUMNS, imports.measure())


def _show(title: str, columns: Sequence[str], rows: output.Rows) -> None:
    console = output.console()
    console.print(title, style="bold")
    console.print(output.table(rows, columns))
    console.print()


if __name__ == "__main__":
    main()
