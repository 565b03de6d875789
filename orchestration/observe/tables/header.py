"""What the words above a column say beside its item: budget or final, on which basis, and what else than this year's they tell of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..vocabulary import Vocabulary

_YEAR = re.compile(r"(20[0-9]{2})年?度?(?=.)")
_MONEY = re.compile(r"\((?:人民币)?[百千万亿]{0,2}元\)$")
_THIS_YEAR = re.compile(r"^(?:本年度?|当年)(?=预算|决算|执行|金额)")
_FINALS = re.compile(r"(?:支出|收入)?(?:决算|执行|统计|决算统计|实际)(?:数|金额|支出数)?|(?:支出|收入)数")
_SIZES = frozenset({"金额", "小计"})
"""Words that name neither an item nor a measure."""
_COMPARES = re.compile(r"上年(?!度?结[转余])|上一年|去年|同比|增减|增长|变动|差异|占(?![有用])|比[上年预决重例]|百分比|率$|率[(%]|%|完成")


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


def header_of(path: tuple[str, ...], year: int | None, vocabulary: Vocabulary) -> Header:
    """The header path, in normal form, read part by part."""
    budgets = {word: basis for word, basis, versus in vocabulary.bases if versus == "budget"}
    items: list[str] = []
    words: list[str] = []
    measure = basis = versus = ""
    for printed in path:
        part = _MONEY.sub("", printed)
        if dated := _YEAR.match(part):
            part = part[dated.end() :]
            versus = versus or ("prior_year" if year is not None and int(dated[1]) != year else "")
        part = part if part in budgets else _THIS_YEAR.sub("", part)
        if _COMPARES.search(part):
            versus = versus or ("budget" if "预算" in part or "完成" in part else "prior_year")
        if part in budgets:
            measure, basis = "budget", budgets[part]
        elif _FINALS.fullmatch(part):
            measure = measure or "final"
        elif part not in _SIZES:
            items.append(part)
            continue
        words.append(part)
    return Header(path, tuple(items), tuple(words), measure, basis, versus)
