"""The same figures as bodies of many provinces and years word them: every figure has its meaning, and nothing else is a figure.

The texts in `wordings/` are of invented bodies, each in the manner of one province, with the answer written behind every number
(see `marked.py`).
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from orchestration.observe import Observation, observe
from orchestration.read import Document

from .marked import Marked, read_marked

WORDINGS = sorted((Path(__file__).parent / "wordings").glob("*.txt"))
MEANING = ("value", "concept", "measure", "basis", "versus", "direction", "function_code", "member")


def _plain(words: object) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", str(words)) if char not in "“”\"'() ")


def _means(row: Observation, mark: Marked) -> bool:
    return row.status == "mapped" and all(_plain(getattr(row, column)) == _plain(getattr(mark, column)) for column in MEANING)


def _wrapped(text: str, width: int) -> tuple[str, list[int]]:
    """The text with every line broken after `width` characters, and where each of its characters went."""
    out, moved = "", []
    for line in text.splitlines(keepends=True):
        for place, char in enumerate(line):
            if place and place % width == 0 and char != "\n":
                out += "\n"
            moved.append(len(out))
            out += char
    return out, moved


@pytest.mark.parametrize("width", [0, 31, 38], ids=["as written", "31 wide", "38 wide"])
@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: path.stem)
def test_every_figure_of_a_province_s_wording_is_understood(path: Path, width: int) -> None:
    organisation, year, text, marks = read_marked(path)
    said, moved = _wrapped(text, width) if width else (text, list(range(len(text))))
    rows = {row.char_start: row for row in observe(Document("text", said), year, organisation).observations}
    wrong = []
    for mark in marks:
        row = rows.get(moved[mark.start])
        if mark.concept != "?" and (row is None or not _means(row, mark)):
            seen = [str(getattr(row, column)) for column in MEANING] if row else "lost"
            wrong.append(f"{text[max(0, mark.start - 30) : mark.start + 12]!r}: {seen}")
    assert wrong == []
    places = {moved[mark.start] for mark in marks}
    assert [row.quote for start, row in rows.items() if row.status != "label" and start not in places] == []
