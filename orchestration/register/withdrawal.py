"""Documents that are taken back: what a person has decided, kept as data in `withdrawals.csv` of the warehouse, beside the waivers.

A withdrawn document leaves the next release: its row stays in dim_document with the status `withdrawn` and the reason, its figures go.
Earlier releases and the store keep it. One superseded by a newer file is withdrawn too, and says by which. Nothing is withdrawn by itself:
that a file is gone from a folder says nothing, bodies take their pages down after some years. A line taken out of the file brings the
document back.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from orchestration.warehouse import Warehouse, ledger

STATUS = "withdrawn"
_WHAT = "withdrawals"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One decision; `superseded_by` is the id of the document that takes the place, or empty, `withdrawn_on` a date as text."""

    document_id: str
    superseded_by: str
    reason: str
    reviewer: str
    withdrawn_on: str

    @property
    def zh(self) -> str:
        what = f"已被 {self.superseded_by} 取代" if self.superseded_by else "已撤回"
        return f"{what}：{self.reason}（{self.reviewer}，{self.withdrawn_on}）"

    @property
    def en(self) -> str:
        what = f"Superseded by {self.superseded_by}" if self.superseded_by else "Withdrawn"
        return f"{what}: {self.reason} ({self.reviewer}, {self.withdrawn_on})"

    @property
    def is_complete(self) -> bool:
        """Whether it says what is withdrawn, why, by whom and when; what does not is no decision."""
        return all((self.document_id, self.reason, self.reviewer, self.withdrawn_on))


_COLUMNS = [field.name for field in fields(Withdrawal)]


def withdrawals(warehouse: Warehouse) -> dict[str, Withdrawal]:
    """The decisions in force by document id; of two about one document the later line counts, a line that is not complete never does.

    Raises WarehouseError where the file is not readable as such.
    """
    found = (Withdrawal(**{name: row[name] for name in _COLUMNS}) for row in _read(warehouse)[1])
    return {each.document_id: each for each in found if each.is_complete}


def withdraw(warehouse: Warehouse, decision: Withdrawal) -> None:
    """Add a decision, or put it in the place of an earlier one about the same document."""
    columns, rows = _read(warehouse)
    others = [row for row in rows if row["document_id"] != decision.document_id]
    ledger.replace(warehouse.withdrawals, columns, [*others, dict.fromkeys(columns, "") | asdict(decision)], _WHAT)


def restore(warehouse: Warehouse, document_id: str) -> None:
    """Take a decision back. Does nothing where there is none."""
    columns, rows = _read(warehouse)
    ledger.replace(warehouse.withdrawals, columns, [row for row in rows if row["document_id"] != document_id], _WHAT)


def _read(warehouse: Warehouse) -> tuple[tuple[str, ...], tuple[ledger.Row, ...]]:
    return ledger.read(warehouse.withdrawals, _COLUMNS, _WHAT)
