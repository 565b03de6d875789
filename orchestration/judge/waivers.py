"""Waivers: findings that a reviewer has accepted as published so, one line each in `waivers.csv` of the warehouse folder.

The file is data that a person may also write, in a spreadsheet too: it is read in UTF-8 or in the Chinese encoding that spreadsheets save,
its columns in any order and with more of them than are asked for. `prepare` hands it to dbt in one form. What was accepted at a time
stands in the release of that time; the file says what is accepted now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.warehouse import Warehouse, WarehouseError, ledger
from orchestration.warehouse.ledger import Row

COLUMNS = ("finding_id", "document_id", "rule_id", "reason", "reviewer", "waived_on")
_WHAT = "waivers"


class WaiverRefused(WarehouseError):
    """What was asked of the waivers cannot be done; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class File:
    """The lines of the file as they stand, with the names of its columns, which hold at least `COLUMNS`."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, finding_id: str) -> Row | None:
        """The last line about a finding."""
        return next((row for row in reversed(self.rows) if row["finding_id"] == finding_id), None)


def read(path: Path) -> File:
    """What a file of waivers says; nothing where there is none. Raises WarehouseError where it cannot be read as such."""
    return File(*ledger.read(path, COLUMNS, _WHAT))


def grant(warehouse: Warehouse, findings: Sequence[Mapping[str, str]], reason: str, reviewer: str, day: date) -> None:
    """Add a line for each finding, which is given with its `finding_id`, `document_id` and `rule_id`; all of them or none.

    To be called by the one who holds the lock. Raises WaiverRefused where the reason or the reviewer is empty or one is waived already.
    """
    reason, reviewer = _one_line(reason), _one_line(reviewer)
    if not reason:
        raise WaiverRefused("Say with --reason why it is accepted: the reason is published with the finding.")
    if not reviewer:
        raise WaiverRefused("Say with --reviewer who accepts it: the name is published with the finding.")
    file = read(warehouse.waivers)
    for finding in findings:
        before = file.of(finding["finding_id"])
        if before:
            raise WaiverRefused(
                f"Finding {finding['finding_id']} is waived already, by {before['reviewer']} on {before['waived_on']}: {before['reason']}. "
                "Take that back first, with --withdraw."
            )
    said = {"reason": reason, "reviewer": reviewer, "waived_on": day.isoformat()}
    added = [{**dict.fromkeys(file.columns, ""), **{name: finding[name] for name in COLUMNS[:3]}, **said} for finding in findings]
    ledger.replace(warehouse.waivers, file.columns, [*file.rows, *added], _WHAT)


def withdraw(warehouse: Warehouse, finding_ids: Sequence[str]) -> list[Row]:
    """Take the lines about these findings out, and return the last of each; all of them or none.

    To be called by the one who holds the lock. Raises WaiverRefused where one is not waived.
    """
    file = read(warehouse.waivers)
    taken = [(finding_id, file.of(finding_id)) for finding_id in finding_ids]
    for finding_id, row in taken:
        if row is None:
            raise WaiverRefused(f"Finding {finding_id} is not waived in {warehouse.waivers}.")
    ledger.replace(warehouse.waivers, file.columns, [row for row in file.rows if row["finding_id"] not in finding_ids], _WHAT)
    return [row for _, row in taken if row is not None]


def prepare(warehouse: Warehouse) -> Path:
    """Write the waivers beside the build database in the form that dbt reads: UTF-8, `COLUMNS` in order, a line each. Its path."""
    path = warehouse.database.with_name("waivers.csv")
    ledger.replace(path, COLUMNS, [{name: _one_line(row[name]) for name in COLUMNS} for row in read(warehouse.waivers).rows], _WHAT)
    return path


def _one_line(text: str) -> str:
    """Without line breaks, runs of blanks and control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
