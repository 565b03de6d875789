"""Spark's own process: `python -m orchestration.spark`.

Reads one request a line, `{"warehouse": FOLDER, "do": take, examine or observe, "on": [...]}`, or one for the models as
`orchestration.model.__main__` has it, and answers each with a line for every result as it is there (see `process.py`), and then with
`{"failure": null}` or what went wrong. The session is that of the first request's warehouse, and lasts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from orchestration.companion import channel
from orchestration.observe.here import Pending
from orchestration.register.intake import Arrival, Skipped
from orchestration.spark import models
from orchestration.spark.hands import OfSpark
from orchestration.spark.session import session
from orchestration.warehouse import Warehouse, WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Answer = dict[str, Any]


def serve(requests: IO[bytes], answer: Callable[[Answer], None]) -> None:
    """Answer every request until there are no more."""
    with ExitStack() as stack:
        spark: SparkSession | None = None
        for line in requests:
            request = json.loads(line)
            warehouse = Warehouse(Path(request["warehouse"]))
            try:
                spark = spark or stack.enter_context(session(warehouse))
                failure = _answer(spark, warehouse, request, answer)
                answer({"failure": failure})
            except WarehouseError as error:
                answer({"failure": str(error)})
            except Exception as error:
                answer({"failure": f"{type(error).__name__}: {error}"})


def _answer(spark: SparkSession, warehouse: Warehouse, request: Answer, answer: Callable[[Answer], None]) -> str | None:
    """Answer one request, and return what went wrong with the models, if anything did."""
    if "select" in request:
        failure = models.build_models(spark, warehouse, request["select"], lambda result: answer(asdict(result)))
        return str(failure) if failure else None
    for told in _done(OfSpark(spark), warehouse, request["do"], request["on"]):
        answer(told)
    return None


def _done(hands: OfSpark, warehouse: Warehouse, wanted: str, on: list[Any]) -> Iterator[Answer]:
    if wanted == "take":
        for one in hands.take(on, warehouse):
            yield {"path": str(one.path), "reason": one.reason} if isinstance(one, Skipped) else {"arrival": asdict(one)}
    elif wanted == "examine":
        for row, text in hands.examine([Arrival(**each) for each in on], warehouse):
            yield {"row": row, "text": text}
    elif wanted == "observe":
        yield {"files": hands.observe([Pending(**each) for each in on], warehouse)}
    else:
        raise ValueError(f"nobody here can {wanted}")


if __name__ == "__main__":
    with channel() as (requests, answer):
        serve(requests, answer)
