"""The judge's own process: `python -m orchestration.judge DATA_DOCS_FOLDER`.

Reads one request a line, `{"suite": <serialised suite>, "evidence": {column: [value, …]}, "build_id": …}`, and answers each with
`{"passed": …, "held": {column: …}, "unexpected": {column: [value, …]}, "page": …}`, or with `{"error": …}`.
Pages are drawn when no request has come for a while, or no more can come, so that no verdict waits for a page.
"""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from orchestration.companion import channel
from orchestration.imports import collect_seldom, defer, do_without, keep_for_good

IDLE = 0.05
"""Seconds without a request after which a page is drawn."""


def serve(requests: IO[bytes], answer: Callable[[dict[str, Any]], None], data_docs: Path) -> None:
    """Answer every request until there are no more."""
    collect_seldom()
    # Great Expectations imports both for three expectations that no suite here has: 2.3 of 6.5 seconds, 80 MB.
    defer("scipy.stats", "altair")
    # And this, where the engine Spark is installed, for data that it is never given here.
    do_without("pyspark")
    from orchestration.judge.court import Court

    court = Court(data_docs)
    for line in _lines(requests, court.draw):
        request = json.loads(line)
        try:
            answer(court.hear(request["suite"], request["evidence"], request["build_id"]))
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})
    while court.draw():
        pass
    keep_for_good()


def _lines(requests: IO[bytes], when_idle: Callable[[], bool]) -> Iterator[bytes]:
    """The lines of an unbuffered stream; while none comes, `when_idle` is called for as long as it says there is more to do."""
    while True:
        while not select.select([requests], [], [], IDLE)[0] and when_idle():
            pass
        line = requests.readline()
        if not line:
            return
        yield line


if __name__ == "__main__":
    with channel() as (requests, answer):
        serve(requests, answer, Path(sys.argv[1]))
