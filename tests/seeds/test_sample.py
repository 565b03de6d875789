"""The bundled sample and its answer key: what a first run shows must be there, figure by figure.

`sample_figures.csv` has one row per figure of the sample: its half-open span in code points, the number as printed, its unit and its
meaning in the words of `seeds/reference/concepts.csv`. The sample's figures are those of a published disclosure, its sentences are not.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "seeds" / "disclosures" / "jiangbei-yunhu-digital-affairs-2020.txt"
KEY = Path(__file__).with_name("sample_figures.csv")
SHARED = ROOT.parent / "shared"
PUBLISHED = SHARED / "disclosures" / "wuhan-hongshan-bigdata-2020.txt"
PUBLISHED_KEY = SHARED / "keys" / "seed_figures.csv"
needs_published = pytest.mark.skipif(not PUBLISHED.exists(), reason="the published document is not beside the project")
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text).translate(str.maketrans("()", "（）"))


def test_every_span_of_the_key_holds_the_number_it_names() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    end = 0
    for row in rows_of(KEY):
        start, stop = int(row["char_start"]), int(row["char_end"])
        assert start >= end, f"{row['id']} overlaps the figure before it"
        assert text[start:stop] == row["printed"], row
        assert not text[start - 1].isdigit() and not text[stop].isdigit(), f"{row['id']} is part of a longer number"
        assert Decimal(row["printed"].replace(",", "")) == Decimal(row["value"]), row
        after = squeeze(text[stop : stop + 12]).removeprefix("余")
        assert after.startswith(squeeze(row["unit"])), row
        end = stop


def test_every_other_number_of_the_sample_is_no_figure() -> None:
    """Years, dates, ordinals, thresholds and names: a figure that the key forgot would let the tests pass half-read."""
    text = SAMPLE.read_text(encoding="utf-8")
    taken = {int(row["char_start"]) for row in rows_of(KEY)}
    label = re.compile(
        r"\d{4}\s*年|\d{1,2}\s*月|\d{1,2}\s*日|^\d\.(?!\d)|（\d）|^\d(?=$|\s)|图\s*\d|IPv\d|5G|政协\s*2\s*号|单价\s*\d+\s*万元（含）以上",
        re.MULTILINE,
    )
    labels = [match.span() for match in label.finditer(text)]
    forgotten = [
        text[max(0, m.start() - 8) : m.end() + 4]
        for m in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
        if m.start() not in taken and not any(a <= m.start() and m.end() <= b for a, b in labels)
    ]
    assert forgotten == []


def test_the_sample_keeps_what_a_reader_should_be_told() -> None:
    """The slips that the first run is to find: two totals a tail apart, the wrong base, a project over its budget, an old class name."""
    text = squeeze(SAMPLE.read_text(encoding="utf-8"))
    slips = (
        "财政拨款支出2,554.43万元",
        "支出决算数为2,554.42万元",
        "完成年初预算的97.27%",
        "完成预算的113%",
        "医疗卫生与计划生育支出（类）",
    )
    for phrase in slips:
        assert phrase in text


def test_the_sample_is_wrapped_like_extracted_text() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 50
    assert any(re.search(r"\d 万$", line) for line in lines), "no unit is broken over a line end"
    assert any(re.match(r"元", line) for line in lines)


@needs_published
def test_the_sample_carries_every_figure_of_the_published_document() -> None:
    same = [column for column in rows_of(KEY)[0] if column not in {"char_start", "char_end", "member"}]
    ours, theirs = rows_of(KEY), rows_of(PUBLISHED_KEY)
    assert [[row[c] for c in same] for row in ours] == [[row[c] for c in same] for row in theirs]


@needs_published
def test_no_sentence_of_the_published_document_is_in_the_sample() -> None:
    """Headings, classification names and the genre's slots are common property; a clause of free prose is not."""
    theirs = squeeze(PUBLISHED.read_text(encoding="utf-8"))
    slot = re.compile(r"\d|（类）|（款）|（项）|决算情况|情况说明|^（|^(因公出国|公务用车)|机关事业单位基本养老保险缴费")
    clauses = re.split(r"[，。；：、]", squeeze(SAMPLE.read_text(encoding="utf-8")))
    assert [c for c in clauses if len(c) >= 14 and c in theirs and not slot.search(c)] == []
