"""What the words above a column say beside its item: budget or final, on which basis, and what else than this year's they tell of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..vocabulary import Vocabulary
from .titles import BRACKETED

_YEAR = re.compile(r"(20[0-9]{2})(?![0-9])年?度?(?=.)")
_LONE_YEAR = re.compile(r"(20[0-9]{2})年?(?:度|数)?|(?:本|上)年(?:度|数)")
_FORMER = re.compile(r"(?:上年度?|上一年度?|去年)(?:同期)?(?=$|数$|金额$|.{0,2}(?:预算|决算|执行|实际|统计))")
_MONEY = re.compile(rf"{BRACKETED.pattern}$")
_THIS_YEAR = re.compile(r"^(?:本年度?|当年)(?=预算|决算|执行|金额)")
_FINALS = re.compile(r"(?:支出|收入)?(?:决算|执行|统计|决算统计|实际)(?:数|金额|支出数|支出)?|(?:支出|收入)数|数")
_SIZES = frozenset({"金额", "小计"})
"""Words that name neither an item nor a measure."""
_COMPARES = re.compile(
    r"上年(?!度?结[转余])|上一年|去年|同比|增减|增长|变动|差异|占(?![有用])|比(?:[上年预决重例]|20[0-9]{2})|百分比|率$|率[(%]|%|完成"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header path in normal form, outermost first: the parts that name an item, those that do not, and what these say."""

    path: tuple[str, ...]
    items: tuple[str, ...]
    words: tuple[str, ...]
    measure: str
    basis: str
    versus: str
    """prior_year or budget where the figures are another year's or compare: they are no budget and no final account of the item."""
    is_former: bool = False
    """Whether they are what the year before's final account told of the item."""


def header_of(path: tuple[str, ...], year: int | None, vocabulary: Vocabulary) -> Header:
    """The header path, in normal form, read part by part."""
    budgets = {word: basis for word, basis, versus in vocabulary.bases if versus == "budget"}
    items: list[str] = []
    words: list[str] = []
    measure = basis = versus = ""
    former = compares = False
    for printed in path:
        part = _MONEY.sub("", printed)
        if dated := _YEAR.match(part) or _LONE_YEAR.fullmatch(part):
            part = part[dated.end() :]
            other = year is not None and dated[1] is not None and int(dated[1]) != year
            versus = versus or ("prior_year" if other or dated[0][0] == "上" else "")
            former = former or dated[0][0] == "上" or (year is not None and dated[1] == str(year - 1))
        if told := _FORMER.match(part):
            part, former, versus = part[told.end() :], True, versus or "prior_year"
        part = part if part in budgets else _THIS_YEAR.sub("", part)
        if _COMPARES.search(part):
            compares = True
            versus = versus or ("budget" if "预算" in part or "完成" in part else "prior_year")
        if part in budgets:
            measure, basis = "budget", budgets[part]
        elif not part or _FINALS.fullmatch(part):
            measure = measure or "final"
        elif part not in _SIZES:
            items.append(part)
            continue
        words.append(part)
    is_former = former and not compares and measure != "budget"
    return Header(path, tuple(items), tuple(filter(None, words)), measure, basis, versus, is_former)
