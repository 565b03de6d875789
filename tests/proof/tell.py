"""What the proof found, as a page of the documentation: `docs/proof.md`, which names the rules for which nothing was planted as well."""

from __future__ import annotations

import csv
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from orchestration.settings import REFERENCE_FOLDER
from tests.proof.consistent import Outcome
from tests.proof.verdicts import Verdict

PAGE = Path(__file__).resolve().parents[2] / "docs" / "proof.md"
OUTCOME, VERDICTS = "outcome.pickle", "verdicts.pickle"
_HEAD = """# The proof of the rules

Written by `make mutation`, which makes disclosures of four families (national, Shanghai, Chongqing, free) in seven
formats, each consistent by construction to the last fen, and takes them through the whole pipeline: consistent ones,
in which nothing may be found, and such with one error each, which must be found. Errors are planted in two ways.
*Named* ones break an identity or a word that the generator knows apart from the rules (`tests/generator/plant.py`).
*Moved* ones take a check that held in a consistent disclosure and move one of its figures out of what rounding
explains, by one unit of its last digit or by more (`tests/proof/mutants.py`). An error is caught when its rule, or
one that names it as related, fails; it is named first when the first finding of the document has the altered figure
among its terms, or quotes the altered words.
"""


def write(folders: Sequence[Path]) -> None:
    """The page, from what the parts of the proof left in their folders."""
    PAGE.write_text("\n".join(_page(folders)) + "\n", encoding="utf-8")


def _page(folders: Sequence[Path]) -> Iterator[str]:
    yield _HEAD
    found: list[Verdict] = []
    for folder in folders:
        if (folder / OUTCOME).exists():
            yield from _consistent(_load(folder / OUTCOME))
        if (folder / VERDICTS).exists():
            found += _load(folder / VERDICTS)
    yield from _rules(found)
    yield from _errors(found)


def _load(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 -- what this very program left


def _consistent(done: Outcome) -> Iterator[str]:
    yield "## Consistent disclosures\n"
    yield f"{len(done.made):,} disclosures, {len(done.rejected)} rejected, **{len(done.findings)} errors and warnings**.\n"
    yield from _table(
        ("family", "what", "read as written", "of"),
        [
            (family, what, f"{_sum(done.right, family, what):,}", f"{_sum(done.wanted, family, what):,}")
            for family, what in sorted({(family, what) for family, _, what in done.wanted})
        ],
    )


def _sum(counted: Counter[tuple[str, str, str]], family: str, what: str) -> int:
    return sum(number for key, number in counted.items() if (key[0], key[2]) == (family, what))


def _rules(found: list[Verdict]) -> Iterator[str]:
    with (REFERENCE_FOLDER / "rules.csv").open(encoding="utf-8", newline="") as file:
        rules = [(row["rule_id"], row["severity"], row["title_en"]) for row in csv.DictReader(file)]
    counted = _counted((rule, each) for each in found if each.made.planted for rule in each.made.planted.rules)
    planted = [(rule, severity, title, *counted[rule]) for rule, severity, title in sorted(rules) if rule in counted]
    yield "## Rules × caught\n"
    yield from _table(("rule", "severity", "", "planted", "caught", "named first"), planted)
    yield "### Rules for which no made disclosure has a place\n"
    yield "Each is tried on a hand-made document with one error, and on documents that are right (`tests/dbt/cases.py`).\n"
    yield from _table(("rule", "severity", ""), [row for row in sorted(rules) if row[0] not in counted])


def _errors(found: list[Verdict]) -> Iterator[str]:
    counted = _counted((each.made.planted.error, each) for each in found if each.made.planted)
    yield "## Errors × caught\n"
    yield from _table(("error", "planted", "caught", "named first"), [(error, *counted[error]) for error in sorted(counted)])
    total = [sum(column) for column in zip(*counted.values(), strict=True)]
    yield "{:,} errors planted, {:,} caught, {:,} named first.".format(*total)


def _counted(pairs: Iterator[tuple[str, Verdict]]) -> dict[str, tuple[int, int, int]]:
    """Planted, caught and named first."""
    counted: dict[str, tuple[int, int, int]] = {}
    for name, each in pairs:
        planted, caught, first = counted.get(name, (0, 0, 0))
        counted[name] = planted + 1, caught + each.caught, first + each.named_first
    return counted


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    yield ""
