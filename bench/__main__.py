"""Runs the benchmarks, every one or those named (`python -m bench command pdf`), and prints one table each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from bench import command, formats, imports, pdf, rules, season, server
from orchestration.cli import output

TITLES = {
    command: "juesuan run on the sample (limit 12 s, 1024 MB)",
    server: "A run launched from the UI (limit 25 s)",
    pdf: "PDF pages a second of one core (at least 150, and 10 times pdfplumber on tables)",
    formats: "The same disclosure in every format, on one core",
    rules: "The models over many documents (10,000 documents: at most 120 s and 4096 MB for the rules)",
    season: "A season of disclosures (one more: at most 1.5 times a run into an empty warehouse; queries: median 50 ms)",
    imports: "What importing costs, each in a process of its own",
}
BENCHMARKS: dict[str, Any] = {module.__name__.rpartition(".")[2]: module for module in TITLES}


def main(names: Annotated[list[str] | None, typer.Argument(help=f"Any of: {', '.join(BENCHMARKS)}. Default: all.")] = None) -> None:
    """Measure and print."""
    if unknown := sorted(set(names or ()) - set(BENCHMARKS)):
        raise typer.BadParameter(f"There is no benchmark {', '.join(unknown)}.")
    console = output.console()
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as folder:
        for name, module in BENCHMARKS.items():
            if names and name not in names:
                continue
            rows = module.measure(Path(folder, name))
            console.print(TITLES[module], style="bold")
            console.print(output.table(rows, module.COLUMNS))
            console.print()


if __name__ == "__main__":
    typer.run(main)
