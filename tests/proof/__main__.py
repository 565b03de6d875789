"""`python -m tests.proof FOLDER consistent|named|moved|between|tell`: the proof at any size; `tell` writes docs/proof.md."""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from pathlib import Path

from orchestration.cli import output
from orchestration.settings import be_quiet
from orchestration.warehouse import Warehouse
from tests.proof import consistent, corpus, mutants, tell
from tests.proof.verdicts import Verdict, verdicts

WORKERS = 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("folder", type=Path, help="where warehouses are made")
    parser.add_argument("what", choices=("consistent", "named", "moved", "between", "tell"))
    parser.add_argument("--count", type=int, default=700, help="consistent disclosures; those that bear the name of another are left out")
    parser.add_argument("--pairs", type=int, default=50, help="pairs of adjacent years")
    parser.add_argument("--each", type=int, default=20, help="mutants of every error or rule")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    be_quiet()
    folder = options.folder / f"{options.what}-{options.first}"
    if options.what == "tell":
        tell.write(sorted(path for path in options.folder.iterdir() if path.is_dir()))
    elif options.what == "consistent":
        _show_consistent(
            folder,
            corpus.publish(folder / "files", consistent.recipes(options.count, options.pairs, first=options.first), WORKERS, apart=True),
        )
    else:
        _show_mutants(folder, mutated(folder, options))


def mutated(folder: Path, options: argparse.Namespace) -> list[Verdict]:
    """Plants, builds and judges; errors are moved in disclosures, or pairs of them, that were built before and are consistent."""
    each, first, between = options.each, options.first, options.what == "between"
    recipes = mutants.named(each, first) if options.what == "named" else mutants.between(each, first) if between else []
    if options.what != "named":
        consistents = consistent.recipes(0, options.pairs, mutants.WITH_TABLES, first) if between else mutants.base(options.count, first)
        made = corpus.publish(folder / "base", consistents, WORKERS, apart=between)
        with corpus.opened(_built(folder / "base")) as con:
            recipes += mutants.moved_between(con, made, first) if between else mutants.moved(con, made, each, first)
    made = corpus.publish(folder / "files", recipes, WORKERS, apart=between)
    with corpus.opened(_built(folder / "files")) as con:
        return list(verdicts(con, [one for one in made if one.planted]))


def _built(files: Path) -> Warehouse:
    warehouse = Warehouse.locate(files.with_name(f"{files.name}-warehouse")).create()
    corpus.observe(warehouse, files)
    corpus.model(warehouse)
    return warehouse


def _show_consistent(folder: Path, made: list[corpus.Made]) -> None:
    done = consistent.outcome(folder / "files", made)
    (folder / tell.OUTCOME).write_bytes(pickle.dumps(done))
    rows = [
        {"family": family, "format": form, "what": what, "right": str(done.right[key]), "of": str(done.wanted[key])}
        for key in sorted(done.wanted)
        for family, form, what in [key]
    ]
    console = output.console()
    console.print(output.table(rows, ["family", "format", "what", "right", "of"]))
    for each in done.findings:
        console.print(each, markup=False)
    console.print(f"{len(made)} documents, {len(done.rejected)} rejected, {len(done.findings)} errors and warnings")


def _show_mutants(folder: Path, found: list[Verdict]) -> None:
    (folder / tell.VERDICTS).write_bytes(pickle.dumps(found))
    planted, caught, first = Counter[str](), Counter[str](), Counter[str]()
    for each in found:
        assert each.made.planted
        planted[each.made.planted.error] += 1
        caught[each.made.planted.error] += each.caught
        first[each.made.planted.error] += each.named_first
    rows = [
        {"error": error, "planted": str(planted[error]), "caught": str(caught[error]), "named first": str(first[error])}
        for error in sorted(planted)
    ]
    rows.append({"error": "all", "planted": str(planted.total()), "caught": str(caught.total()), "named first": str(first.total())})
    output.console().print(output.table(rows, ["error", "planted", "caught", "named first"]))


if __name__ == "__main__":
    main()
