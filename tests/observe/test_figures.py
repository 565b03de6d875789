"""Every figure of a disclosure gets its meaning: scored against answers made by hand."""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.observe import Observation, observe
from orchestration.read import Document

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"
MEANING = ("concept", "measure", "basis", "versus", "direction", "function_code", "member")

CASES = {
    "sample": (
        SEEDS / "disclosures/jiangbei-yunhu-digital-affairs-2020.txt",
        ROOT / "tests/seeds/sample_figures.csv",
        "江北市云湖区数字事务中心",
    ),
    "hongshan": (SHARED / "disclosures/wuhan-hongshan-bigdata-2020.txt", SHARED / "keys/seed_figures.csv", "武汉市洪山区大数据中心"),
}


def _plain(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words) if char not in "“”\"'()（） ")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("source", "key", "organisation"), CASES.values(), ids=CASES.keys())
def test_every_figure_has_the_meaning_of_the_key_and_nothing_else_is_a_figure(source: Path, key: Path, organisation: str) -> None:
    if not source.exists():
        pytest.skip(f"{source.name} is not here")
    text = source.read_text(encoding="utf-8")
    seen = observe(Document("text", text), 2020, organisation).observations
    wanted = _rows(key)
    by_place = {(row.char_start, row.char_end): row for row in seen}
    missed = [want["id"] for want in wanted if not _matches(by_place.get((int(want["char_start"]), int(want["char_end"]))), want)]
    assert missed == []
    assert sum(row.status != "label" for row in seen) == len(wanted)


def _matches(row: Observation | None, want: dict[str, str]) -> bool:
    if row is None or row.status != "mapped" or row.value != Decimal(want["value"]) or (row.unit or "") != want["unit"]:
        return False
    return all(_plain(getattr(row, column)) in map(_plain, want[column].split("|")) for column in MEANING)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2021年度收、支总计各是2556.03，2557.03万元。", [("revenue_total", "2556.03"), ("expenditure_total", "2557.03")]),
        ("收入总计2,556.03万元。", [("revenue_total", "2556.03")]),
        ("收入总计比2020年度3000.00万元减少443.97万元。", [("revenue_total", "3000.00"), ("revenue_total", "443.97")]),
        ("收、支总计２，５５６．０３万元。", [("total_revenue_and_expenditure", "2556.03")]),
    ],
)
def test_wordings_of_totals(sentence: str, expected: list[tuple[str, str]]) -> None:
    seen = observe(Document("text", "一、收入支出决算总体情况说明\n" + sentence), 2021, "").observations
    assert [(row.concept, str(row.value)) for row in seen if row.status == "mapped"] == expected


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("2024年1月5日印发〔2024〕15号文件。", ["year", "date", "date", "year", "ordinal"]),
        ("单价50万元（含）以上通用设备3台。", ["threshold", None]),
        ("接入5G和IPv6网络，第2批。", ["name", "name", "ordinal"]),
        ("公开01表", ["ordinal"]),
        ("2010301行政运行", ["code"]),
        ("项目......3", ["page"]),
    ],
)
def test_numbers_that_are_no_figures_are_kept_as_labels(sentence: str, kinds: list[str | None]) -> None:
    seen = observe(Document("text", "十二、国有资产占用情况\n" + sentence), 2024, "").observations
    assert [row.label_kind for row in seen] == kinds


@pytest.mark.parametrize(
    ("sentence", "measure", "basis", "versus", "direction"),
    [
        ("公务接待费支出决算为1.00万元，完成年初预算的50%。", "completion_pct", "initial_budget", "", ""),
        ("公务接待费支出决算为1.00万元，比年初预算减少1.00万元。", "change", "initial_budget", "budget", "decrease"),
        ("公务接待费1.00万元，较上年决算数下降5.5%。", "change_pct", "", "prior_year", "decrease"),
        ("公务接待费1.00万元，与2020年度预算相比增长5.5%。", "change_pct", "", "budget", "increase"),
        ("公务接待费减少0.15万元，下降（增长）27.78%。", "change_pct", "", "prior_year", "decrease"),
        ("公务接待费全年预算数为1.00万元。", "budget", "full_year_budget", "", ""),
        ("公务接待费1.00万元，占“三公”经费支出的100.00%。", "share_pct", "", "", ""),
    ],
)
def test_cues_say_what_a_number_measures(sentence: str, measure: str, basis: str, versus: str, direction: str) -> None:
    seen = observe(Document("text", "七、“三公”经费支出决算情况说明\n" + sentence), 2021, "").observations
    last = [row for row in seen if row.status == "mapped"][-1]
    assert last.concept == "official_reception_expenditure"
    assert (last.measure, last.basis, last.versus, last.direction) == (measure, basis, versus, direction)


def test_a_figure_that_no_word_explains_is_unmapped_not_guessed() -> None:
    seen = observe(Document("text", "一、收入支出决算总体情况说明\n某种从未见过的款项3.50万元。"), 2021, "").observations
    assert [(row.status, row.concept) for row in seen] == [("unmapped", "")]


def test_a_printed_zero_is_a_figure() -> None:
    seen = observe(Document("text", "十、机关运行经费支出情况\n机关运行经费支出0.00万元。"), 2021, "").observations
    assert [(row.status, str(row.value), row.decimals) for row in seen] == [("mapped", "0.00", 2)]


def test_a_number_that_the_warehouse_cannot_keep_exactly_is_kept_without_a_value() -> None:
    text = "十、机关运行经费支出情况\n机关运行经费支出9999999999999亿元，比上年增加0.12345678万元。"
    seen = observe(Document("text", text), 2021, "").observations
    assert [(row.status, row.value, row.value_cny) for row in seen] == [("unmapped", None, None), ("unmapped", None, None)]


@pytest.mark.parametrize("number", ["8", "- 8 -", "— 8 —", "－8－", "第 8 页", "第8页，共20页", "· 8 ·", "8/20"])
def test_a_sentence_goes_on_behind_the_number_of_a_page(number: str) -> None:
    text = f"公务用车运行费 2.49 万元，完成年初预算的 59.29%，比年\n{number}\f初预算减少 1.71 万元，主要原因是减少外出。\n"
    seen = observe(Document("text", "九、“三公”经费支出情况说明\n" + text), 2020, "").observations
    assert [(row.printed, row.concept, row.basis) for row in seen if row.printed == "1.71"] == [
        ("1.71", "vehicle_operation_expenditure", "initial_budget")
    ]
