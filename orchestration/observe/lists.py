"""How lists of numbers are worded: 基本支出和项目支出分别占 60%和 40%, where each number is of another name and all are read alike."""

from __future__ import annotations

import re
from collections.abc import Container

from .phrases import Reading

_PAIR = re.compile(r"(?:分别|各)(?:为|是)$")
_EACH = re.compile(r"(?:分别|各)(?:[比较][^，。；]{1,8})?[^，。；]{2,3}$")
_LISTING = re.compile(r"(?:分别|各)$")
_SHARES = re.compile(
    r"(?:(?:[两二三四五六七八]项|[二两三四]者)(?:支出|收入)?)?(?:的?(?:所?占)?(?:比重|比例|比))?(?:分别|各|依次)(?:占[^，。；]*|为|是)$"
)
GOES_ON = re.compile(r"(?:，|[、和及与](?:[增减上下降提][^\W\d]?)?)-?\d")
"""In 收、支总计各减少 1.20，1.30 万元 both numbers have the same verb, in 分别增加 1.20 万元和减少 1.30 万元 each its own."""
ANSWERS = re.compile(
    r"(?:[，、；：]|其|[二两三四五六七八]项|[二两三四]者|(?:支出|收入|经费|费用)(?=分别|各|依次)|所占|占比|比重|比例|(?:较|比|与|同|同比)(?:上年度?)?(?:决算数?|同期)?(?:相比|比较)?)*(?:分别|各|依次)(?:占|完成|比|较|与|同|为|是|相当于|增|减|下|上|降|提)"
)
"""How a list of numbers opens that says nothing of what they are: it answers the list of amounts before it."""
SHARES_OF = re.compile(r"(?:[二两三四]者|[二两三四五六七八]项)?占")
"""How one opens that gives each its share of something."""
LOOKS_BACK = re.compile(r"。(?:[上以][述上]|[二两三四五六七八]项|[三四]者)[^。]*$")
"""How a sentence begins that goes on about the amounts of the one before it."""


def spelled_out(parts: list[str], known: Container[str]) -> list[str]:
    """The names of a list, each whole: in 货物、工程、服务采购合同金额 the last one says what all of them end with."""
    *firsts, last = parts
    for end in range(2, len(last) - 1):
        whole = [f"{each}{last[end:]}" for each in firsts]
        if firsts and last in known and all(each in known for each in whole):
            return [*whole, last]
    return parts


def listed(words: str, reading: Reading, after: str) -> tuple[str, Reading | None] | None:
    """The names that a list of numbers opening here is of, and how all of them are read where the words say so; None where none opens."""
    goes_on = GOES_ON.match(after)
    if reading.measure in ("change", "change_pct") and _EACH.search(words) and goes_on:
        return _LISTING.sub("", words[: reading.cue_start]), reading
    if reading.measure == "share_pct" and _SHARES.search(words) and goes_on:
        return _SHARES.sub("", words), reading
    return (_PAIR.sub("", words), None) if _PAIR.search(words) else None
