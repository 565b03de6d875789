"""Some cases of every format on every change; `make fuzz` tries as many as it is asked to."""

from __future__ import annotations

import os
import time
from functools import partial

import pytest

from orchestration.read import Document, Limits
from orchestration.read.document import Cell, Table
from tests.fuzz import farm, trial
from tests.fuzz.cases import KINDS, case

CASES = 100 * len(KINDS)


def test_every_damaged_document_is_read_soundly_or_refused_with_its_reason() -> None:
    result = farm.run(range(CASES), 1)
    assert not result.wrong
    assert result.cases == CASES
    assert result.peak < 1024**3
    for kind in KINDS:
        assert any(end.startswith(f"{kind}: read") for end in result.ends), f"no {kind} was still readable: nothing of its reader was tried"
        assert any(end.startswith(f"{kind}: refused") for end in result.ends)


def test_a_case_is_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [case(number) for number in range(40)]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    assert [case(number) for number in range(40)] == first


def test_what_raises_hangs_or_dies_is_found_and_the_others_are_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The farm itself: each kind of failure is a finding with its number."""

    def attempt(data: bytes) -> str:
        if data == case(3)[1]:
            raise ValueError("odd")
        if data == case(5)[1]:
            os.abort()
        if data == case(7)[1]:
            while True:
                pass
        return "read"

    monkeypatch.setattr(farm, "attempt", attempt)
    monkeypatch.setattr(farm, "Limits", partial(Limits, seconds=1))
    result = farm.run(range(10), 2)
    assert [number for number, _ in sorted(result.wrong)] == [3, 5, 7]
    assert [what.split("\n")[-2:][0] if "\n" in what else what for _, what in sorted(result.wrong)] == [
        "ValueError: odd", "the process died: SIGABRT", "the process died: SIGALRM",
    ]  # fmt: skip
    assert result.cases == 10


@pytest.mark.parametrize(
    "document",
    [
        Document("html", "x", tables=(Table("", (Cell(0, 0, 1, 1, "a", place="p"), Cell(0, 0, 1, 1, "b", place="p"))),)),
        Document("html", "x", tables=(Table("", (Cell(0, 0, 1, 1, "a"),)),)),
        Document("html", "x", tables=(Table("", (), char_start=2),)),
    ],
)
def test_an_unsound_document_is_noticed(document: Document) -> None:
    with pytest.raises(trial.Unsound):
        trial.check(document)
