"""dbt's own process: `python -m orchestration.model`.

Reads one request a line, `{"warehouse": FOLDER, "select": [...] or null}`, and answers each with a line for every model, seed and test
as it is done (see `NodeResult`), and then with `{"failure": null}` or what went wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from orchestration.companion import channel
from orchestration.imports import collect_seldom, do_without, keep_for_good


def serve(requests: IO[bytes], answer: Callable[[dict[str, Any]], None]) -> None:
    """Answer every request until there are no more."""
    collect_seldom()
    # DuckDB imports it at the sight of a timestamp, for nothing.
    do_without("pandas")
    from orchestration.model.run import build_models, warm_up
    from orchestration.warehouse import Warehouse, WarehouseError

    warm_up()
    for line in requests:
        request = json.loads(line)
        try:
            warehouse = Warehouse(Path(request["warehouse"]))
            failure = build_models(warehouse, request["select"], lambda result: answer(asdict(result)))
            answer({"failure": str(failure) if failure else None})
        except WarehouseError as error:
            answer({"failure": str(error)})
        except Exception as error:
            answer({"failure": f"{type(error).__name__}: {error}"})
    keep_for_good()


if __name__ == "__main__":
    with channel() as (requests, answer):
        serve(requests, answer)
