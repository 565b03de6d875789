"""The words by which a document is recognised: `seeds/reference/document_cues.csv`, one row a cue, and the names of classes."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache

from orchestration.settings import REFERENCE_FOLDER


def fold(text: str) -> str:
    """Full width to half width, and all white space out: what documents differ in without differing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@cache
def cues(feature: str) -> dict[str, str]:
    """The cues of a feature and the value each speaks for, longest cue first."""
    with (REFERENCE_FOLDER / "document_cues.csv").open(encoding="utf-8", newline="") as file:
        rows = [(fold(row["cue"]), row["value"]) for row in csv.DictReader(file) if row["feature"] == feature]
    return dict(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def class_names() -> frozenset[str]:
    """The names of all classes. Some end as the names of bodies do, 行政运行 as banks, and tables hold them often."""
    names: set[str] = set()
    for file in ("function_class.csv", "economic_class.csv"):
        with (REFERENCE_FOLDER / file).open(encoding="utf-8", newline="") as rows:
            names.update(fold(row["name"]) for row in csv.DictReader(rows))
    return frozenset(names)


@cache
def any_of(feature: str) -> str:
    """A regular expression for any cue of a feature; the longest wins."""
    return "(?:" + "|".join(re.escape(cue) for cue in cues(feature)) + ")"


def votes(feature: str, text: str) -> Counter[str]:
    """How often each value of a feature is spoken for in folded text; a cue inside a longer one does not count."""
    return Counter(cues(feature)[match] for match in re.findall(any_of(feature), text))


def winner(counted: Counter[str]) -> str | None:
    """The value with most votes; of several the longest, then the first in code point order, so that no order of arrival decides."""
    return min(counted, key=lambda value: (-counted[value], -len(value), value), default=None)
