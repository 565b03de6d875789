"""How often each rule was asked, and with what result: of a release that follows another, what its changed documents add and take away.

There are hundreds of answers to a document. To count those of ten thousand takes as long as all that is drawn of one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.report import gather
from orchestration.report.gather import Row
from orchestration.warehouse.folder import MARTS

if TYPE_CHECKING:
    import duckdb

KEPT = "checks.json"
"""The counts, beside the pages of the report that tell them."""

Counts = dict[str, dict[str, Row]]
"""Checks and documents by rule and result."""


def of_rules(con: duckdb.DuckDBPyConnection, former: Path | None, touched: Sequence[str] | None) -> Counts:
    """The counts of the open release. `former` is the folder of the one before; where only rows of some documents differ from it,
    `touched` names them."""
    kept = former / "report" / KEPT if former else None
    if former is None or kept is None or touched is None or not kept.is_file():
        return gather.rule_counts(con)
    with gather.open_release(former / MARTS) as before:
        taken = gather.rule_counts(before, touched)
    return _sum(json.loads(kept.read_text(encoding="utf-8")), taken, gather.rule_counts(con, touched))


def write(folder: Path, counts: Counts) -> None:
    """Keep the counts in the folder of the report."""
    (folder / KEPT).write_text(json.dumps(counts, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _sum(kept: Counts, taken: Counts, added: Counts) -> Counts:
    total: Counter[tuple[str, str, str]] = Counter()
    for sign, counts in ((1, kept), (-1, taken), (1, added)):
        for rule_id, results in counts.items():
            for status, row in results.items():
                for what in ("checks", "documents"):
                    total[rule_id, status, what] += sign * row[what]
    found: Counts = {}
    for (rule_id, status, what), count in sorted(total.items()):
        if count:
            found.setdefault(rule_id, {}).setdefault(status, {})[what] = count
    return found
