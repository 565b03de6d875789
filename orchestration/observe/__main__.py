"""A process that observes documents beside others of its kind: `python -m orchestration.observe`.

Reads one request a line, `{"warehouse": FOLDER, "on": [pending documents]}`, and answers `{"failure": null, "rows": {TABLE: STREAM}}`, each
stream of Arrow's in base64, or says what went wrong.
"""

from __future__ import annotations

import base64
import json
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from orchestration.companion import channel
from orchestration.imports import collect_seldom, do_without, keep_for_good

if TYPE_CHECKING:
    from orchestration.observe.here import Pending
    from orchestration.warehouse import Warehouse


def serve(requests: IO[bytes], answer: Callable[[dict[str, Any]], None]) -> None:
    """Answer every request until there are no more."""
    collect_seldom()
    do_without("pandas")
    from orchestration.observe.here import Pending
    from orchestration.warehouse import Warehouse, WarehouseError

    for line in requests:
        request = json.loads(line)
        try:
            rows = _rows([Pending(**each) for each in request["on"]], Warehouse(Path(request["warehouse"])))
            answer({"failure": None, "rows": rows})
        except WarehouseError as error:
            answer({"failure": str(error)})
        except Exception as error:
            traceback.print_exc()
            answer({"failure": f"{type(error).__name__}: {error}"})
    keep_for_good()


def _rows(pending: Sequence[Pending], warehouse: Warehouse) -> dict[str, str]:
    from orchestration.observe.here import observe_here
    from orchestration.warehouse import schema

    ((_, seen),) = observe_here(pending, warehouse, lambda done, of, name: None)
    return {table.name: base64.b64encode(schema.stream(table, rows)).decode() for table, rows in seen.items()}


if __name__ == "__main__":
    with channel() as (requests, answer):
        serve(requests, answer)
