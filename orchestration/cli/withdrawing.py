"""`juesuan withdraw`: a document is taken out of the next release, or brought back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from orchestration.cli import output
from orchestration.register.withdrawal import Withdrawal, restore, withdraw, withdrawals
from orchestration.warehouse import Warehouse, WarehouseError, disk, lock


def decide(document: str, superseded_by: str, reason: str, reviewer: str, undo: bool, folder: Path | None) -> int:
    """Keep the decision for the next run; 1 where there is no such document, or nothing to undo, 2 where reason or reviewer is missing."""
    if not undo and not (reason.strip() and reviewer.strip()):
        return output.fail("Say why with --reason and who with --reviewer: both stand in the release.", 2)
    warehouse = Warehouse.locate(folder)
    try:
        with lock.writing(warehouse, waiting=output.say_waiting):
            document_id = _known(warehouse, document)
            if undo and document_id not in withdrawals(warehouse):
                return output.fail(f"Document {document_id} has not been withdrawn.")
            if undo:
                restore(warehouse, document_id)
            else:
                other = _known(warehouse, superseded_by) if superseded_by else ""
                if other == document_id or other in withdrawals(warehouse):
                    return output.fail(f"Document {other} cannot take its place: it is the same, or withdrawn itself.", 2)
                why, who = (" ".join(words.split()) for words in (reason, reviewer))
                withdraw(warehouse, Withdrawal(document_id, other, why, who, f"{datetime.now(UTC):%Y-%m-%d}"))
    except (WarehouseError, OSError) as error:
        meaning = disk.trouble(error)
        return output.fail(f"It could not be done: {meaning}." if meaning else str(error))
    what = "comes back with" if undo else "leaves with"
    told = f"Document {document_id} {what} the next release. Make it with: {output.typed(warehouse, 'run')}"
    output.console().print(told, markup=False, soft_wrap=True)
    return 0


def _known(warehouse: Warehouse, document: str) -> str:
    """The id of the only document in the store whose id begins like this. Raises WarehouseError."""
    found = sorted(path.name[:16] for path in warehouse.objects.glob("*") if document and path.name.startswith(document))
    if len(found) != 1:
        are = "documents are" if len(found) > 1 else "document is"
        listing = output.typed(warehouse, "sql", "'select document_id, source_name from dim_document'")
        raise WarehouseError(f"In {warehouse.root} {len(found) or 'no'} {are} called {document}. Say its id, or how that begins: {listing}")
    return found[0]
