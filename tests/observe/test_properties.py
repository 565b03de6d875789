"""What holds for any text, and what no way of typesetting may change."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.observe import Observation, Observed, observe
from orchestration.observe.flow import blocks, fold_char
from orchestration.read import Document

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "seeds/disclosures/jiangbei-yunhu-digital-affairs-2020.txt").read_text(encoding="utf-8")
ORGANISATION = "江北市云湖区数字事务中心"
GENRE = st.text(
    alphabet="一二三（）()、。，；：.，,%％0123456789０１２ \n\t年度月日万元亿人辆个占比增加减少预算决算为的其中类款项-—…①⑨²㎡“”第部分",
    max_size=200,
)
AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?=\s*万\s*元)")


def _observe(text: str) -> Observed:
    return observe(Document("text", text), 2020, ORGANISATION)


def _meaning(row: Observation) -> tuple[object, ...]:
    return (
        row.value, row.unit, row.concept, row.measure, row.basis, row.versus, row.direction, row.function_code, row.member,
        row.status, row.label_kind, row.subject_ordinal, row.group_ordinal, row.base_concept,
    )  # fmt: skip


def _accounted(text: str) -> None:
    rows = _observe(text).observations
    end = 0
    for ordinal, row in enumerate(rows, 1):
        assert row.ordinal == ordinal
        assert end <= row.char_start < row.char_end <= len(text)
        assert "".join(text[row.char_start : row.char_end].split()) == row.printed
        end = row.char_end
    covered = {place for row in rows for place in range(row.char_start, row.char_end)}
    assert all(place in covered for place, char in enumerate(text) if char in "0123456789０１２３４５６７８９")


@given(st.text(max_size=300) | GENRE)
@settings(max_examples=300, deadline=None)
def test_every_digit_of_any_text_stands_in_exactly_one_row(text: str) -> None:
    _accounted(text)


@given(st.integers(0, len(SAMPLE)), st.integers(0, len(SAMPLE)))
@settings(max_examples=40, deadline=None)
def test_a_document_cut_anywhere_is_still_accounted_for(first: int, second: int) -> None:
    _accounted(SAMPLE[min(first, second) : max(first, second)])


@given(st.text(max_size=200) | GENRE)
@settings(max_examples=100, deadline=None)
def test_blocks_keep_every_character_that_carries_words(text: str) -> None:
    found = blocks(text)
    kept = [place for block in found for place in block.at]
    assert len(set(kept)) == len(kept) or " " in text
    # What a page number interrupts goes on behind it, so only each block runs on, and they begin in order.
    assert all(list(block.at) == sorted(block.at) for block in found)
    assert [block.at[0] for block in found] == sorted(block.at[0] for block in found)
    assert {place for place, char in enumerate(text) if char.isalnum() and fold_char(char)} <= set(kept)


@pytest.mark.parametrize("broken", ["0.00\n2\f0805 人", "1,234.\n- 3 -\f56 万元", "1,234\f3\n.56 万元", "1,234\f3\n,567 万元"])
def test_no_number_goes_on_beyond_the_number_of_a_page(broken: str) -> None:
    """Else it would stand in one place with that: each of them is a row of its own."""
    _accounted(f"本年支出合计 {broken}。\n")


def test_reading_twice_gives_the_same_rows() -> None:
    assert _observe(SAMPLE) == _observe(SAMPLE)


def _rewrapped(width: int) -> str:
    """The sample with every paragraph broken after `width` characters, wherever that falls."""
    lines = []
    for block in blocks(SAMPLE):
        body = SAMPLE[block.at[0] : block.at[-1] + 1]
        words = re.sub(r"(?<=\d)\s+(?=\d)", "\0", body) if block.marker_style else body
        words = re.sub(r"\s+", "", words).replace("\0", " ")
        lines += [words[i : i + width] for i in range(0, len(words), width)]
    return "\n".join(lines)


def test_rewrapping_lines_changes_no_meaning() -> None:
    wanted = [_meaning(row) for row in _observe(SAMPLE).observations if row.status == "mapped" and row.area != "key_work"]
    for width in (28, 33, 41, 60):
        seen = [_meaning(row) for row in _observe(_rewrapped(width)).observations if row.status == "mapped" and row.area != "key_work"]
        assert [row[:9] for row in seen] == [row[:9] for row in wanted], width


def test_full_width_digits_and_marks_change_no_meaning() -> None:
    wide = SAMPLE.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.,%()"})
    assert [_meaning(row) for row in _observe(wide).observations] == [_meaning(row) for row in _observe(SAMPLE).observations]


def test_thousands_commas_change_no_meaning() -> None:
    bare = AMOUNT.sub(lambda m: m.group(1).replace(",", "") + (m.group(2) or ""), SAMPLE)
    grouped = AMOUNT.sub(lambda m: f"{int(m.group(1).replace(',', '')):,}" + (m.group(2) or ""), SAMPLE)
    assert [_meaning(row) for row in _observe(bare).observations] == [_meaning(row) for row in _observe(grouped).observations]


def test_another_name_changes_no_meaning() -> None:
    name = "江北市云湖区经营收入与车辆管理局"
    renamed = observe(Document("text", SAMPLE.replace(ORGANISATION, name)), 2020, name)
    assert [_meaning(row) for row in renamed.observations] == [_meaning(row) for row in _observe(SAMPLE).observations]


@given(st.integers(2, 9))
@settings(max_examples=4, deadline=None)
def test_multiplied_amounts_multiply_the_values_and_nothing_else(factor: int) -> None:
    scaled = AMOUNT.sub(lambda m: str(Decimal(m.group().replace(",", "")) * factor), SAMPLE)
    for old, new in zip(_observe(SAMPLE).observations, _observe(scaled).observations, strict=True):
        times = factor if old.unit == "万元" and old.status == "mapped" else 1
        assert new.value == (old.value * times if old.value is not None else None) or old.label_kind == "threshold"
        assert _meaning(new)[1:] == _meaning(old)[1:]
