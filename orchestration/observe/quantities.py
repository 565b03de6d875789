"""Every run of digits in a block, as a quantity or as a number that is no figure.

A quantity is a number with its unit and approximation. Years, dates, ordinals, codes, thresholds, names such as 5G and bare
numbers are kept with the kind of label they are, so that no number is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .flow import Block
from .vocabulary import Unit, Vocabulary

LIMIT = Decimal(10) ** 13
"""Values from here on do not fit the warehouse's decimals when multiplied; none in this genre comes near."""
FINEST = 6
"""Most digits after the point that the warehouse keeps."""

_REACH = 24
"""How many characters around a number decide what kind of number it is."""
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:,[0-9]{3}(?![0-9]))*")
_SIGNED = re.compile(r"(?:^|[^0-9A-Za-z年月日)])-$")
_MORE = re.compile(r"[余多来]")
_ABOUT = re.compile(r"(?:约|近|超过?|逾|不少于|不低于|至少|最多)$")
_OR_MORE = re.compile(r"(?:\((?:不?含|含)[^)]{0,4}\))?(?:及其?)?(?:以上|以下|以内)")
_BAND = re.compile(r"(?:\((?:不?含|含)[^)]{0,4}\))?(?:及其?)?(?:以[上下内](?:的|(?=(?:项目)?[有共为]?[0-9]))|[-~—至到]+(?=\s*[0-9]))")
_BAND_END = re.compile(r"(?:分(?:\((?:不?含|含)[^)]{0,4}\))?|[0-9])[-~—至到]+$")
"""A band of scores, as in 得分 80 分至 90 分的项目, 90 分以上的项目 and 90 分以上 3 个, says which are counted."""
_OF_ONE = re.compile(r"(?:单价|单位价值|单台|价值|原值|单项|限额|金额在|标准为?)[^，。；]{0,6}$")
_OF_EQUIPMENT = re.compile(
    r"(?:\((?:不?含|含)[^)]{0,4}\))?以上(?:的)?(?:(?:通用|专用|大型)?设备|(?:产业|工业|重大)?(?:项目|企业)|(?=[0-9]+[台套]))"
)
"""50 万元以上通用设备 says which are counted, with or without 单价, and so do 10 亿元以上项目 and 100 万元以上 5 台."""
_PER = re.compile(r"(?:每|\d/|(?<!\d)1[:：])$")
"""每 10 万人 and 212.4/10 万 say what a rate is of, and 1:5 万 is the scale of a map."""
_ROUND_THE_CLOCK = re.compile(r"24小时(?![，。；、)]|$)")
"""24 小时值班 and 24 小时预报 name a service."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LIST_MARKS = ("，", "、", "和", "及", "与", "/")
_LISTED = re.compile(r"(?:各|分别)(?:为|是|达|增加|减少|增长|下降|降低|上升)?(?:-?[0-9][0-9,.]*[，、和及与/])*$")
_CLASS_CODE = re.compile(r"2[0-9]{2}类|2[0-9]{4}款|2[0-9]{6}项")
_NOTHING = re.compile(r"(?:为|是|数|支出|收入|预算|决算|经费|费|货物|工程|服务)$")
"""What stands before a 0 that needs no unit: 支出决算为 0，"""
_LOST_SIGN = re.compile(r"(?:增长|下降|增加|减少|降低|上升|提高|占|的|为|得分|数)(?:\([^)]*\))?$")


@dataclass(slots=True)
class Quantity:
    """A number in a block: its half-open span there, its value and what kind of number it is.

    `label_kind` is empty for a quantity; `end` is where the number ends, `after` where its unit ends. The value is None where the
    warehouse's decimals do not hold it.
    """

    start: int
    end: int
    after: int
    printed: str
    value: Decimal | None
    decimals: int
    unit: Unit | None
    is_approximate: bool
    label_kind: str


@dataclass(frozen=True, slots=True)
class _Around:
    """A number's digits and the words on both sides, near ones only."""

    digits: str
    before: str
    rest: str
    behind_unit: str
    unit: Unit | None


def fits(value: Decimal, unit: Unit | None) -> bool:
    """Whether the warehouse keeps the value, and its worth in yuan, exactly."""
    worth = abs(value) * (unit.factor_cny or 1) if unit else abs(value)
    return abs(value) < LIMIT and worth < LIMIT * 10_000 and -int(value.as_tuple().exponent) <= FINEST


def scan(block: Block, vocabulary: Vocabulary) -> list[Quantity]:
    """All numbers of the block, in order; together they cover every digit in it."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(block.text):
        quantity = _quantity(block.text, match.start(), match.end(), vocabulary)
        if match.end() <= len(block.marker):
            quantity.label_kind = "ordinal"
        found.append(quantity)
    _share_units(block.text, found)
    return found


def _share_units(text: str, found: list[Quantity]) -> None:
    """In 各是 1.20，1.30 万元 the first number takes the unit of the one it is listed with."""
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        listed = text[left.after : right.start] in _LIST_MARKS and right.unit and not right.label_kind
        if (
            listed
            and left.unit is None
            and left.label_kind in ("", "bare", "code")
            and _LISTED.search(text[max(0, left.start - 10 * _REACH) : left.start])
        ):
            left.unit, left.label_kind = right.unit, ""


def _quantity(text: str, start: int, end: int, vocabulary: Vocabulary) -> Quantity:
    before = text[max(0, start - _REACH) : start]
    printed = text[start:end]
    if _SIGNED.search(before):
        start, printed = start - 1, "-" + printed
    value = Decimal(printed.replace(",", ""))
    decimals = len(printed.partition(".")[2])
    unit, after, approximate = _unit(text, end, vocabulary)
    around = _Around(text[end - len(printed.lstrip("-")) : end], before, text[end : end + _REACH], text[after : after + _REACH], unit)
    kind = next((kind for kind, holds in _LABELS if holds(around)), "")
    return Quantity(
        start, end, after, printed, value if fits(value, unit) else None, decimals, unit, approximate or bool(_ABOUT.search(before)), kind
    )  # fmt: skip


def _unit(text: str, end: int, vocabulary: Vocabulary) -> tuple[Unit | None, int, bool]:
    """The unit behind a number, where it ends, and whether 余 or the like stands before or behind it, as in 1120 余场."""
    more = _MORE.match(text, end)
    if more and (unit := vocabulary.unit_at(text, more.end())):
        return unit, more.end() + len(unit.printed), True
    end += text.startswith(".", end)  # a full stop glued on, as in 488.8.万元, is no part of the number
    unit = vocabulary.unit_at(text, end)
    if unit is None:
        return None, end, False
    after = end + len(unit.printed)
    more = _MORE.match(text, after)
    if more:
        return unit, more.end(), True
    return unit, after, bool(_MORE.search(unit.printed)) or (unit.kind in ("percent", "count") and bool(_OR_MORE.match(text, after)))


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_year(around: _Around) -> bool:
    if not _YEAR.fullmatch(around.digits):
        return False
    if re.match(r"年(?!均)", around.rest) and not around.before.endswith(("共", "累计")):
        return True
    spans = re.match(r"\s*[-~—至到]\s*(?:19|20)[0-9]{2}|[〕\]】]|/", around.rest) or re.search(r"[〔\[【(]$|年[-~—至到]$", around.before)
    return bool(spans) or around.unit is None


def _is_date(around: _Around) -> bool:
    short = len(around.digits) <= 2
    return short and bool(
        re.match(r"月份?(?!均)|日(?!均)|号(?=[，。至]|$)|季度|时[0-9]|世纪|[、.][0-9]{1,2}[月日]|[-—~至][0-9]{1,2}[月日]", around.rest)
    )


def _is_ordinal(around: _Around) -> bool:
    return bool(
        re.search(r"第-?$", around.before)
        or re.match(r"号|#", around.rest)
        or (around.unit is None and re.search(r"(?:[图表]|附件|公开|附表)$", around.before))
    )


def _is_name(around: _Around) -> bool:
    """5G, IPv6, 大数据+5: a letter or a plus sign touches the number, or its unit is one of those that only name things.

    What a rate is of, as in 每 10 万人, is no figure either.
    """
    if around.before and (_letter(around.before[-1]) or around.before[-1] in "+_"):
        return True
    if _PER.search(around.before) or _ROUND_THE_CLOCK.match(around.digits + around.rest):
        return True
    touches = bool(around.rest) and _letter(around.rest[0]) and around.unit is None
    return touches or (around.unit is not None and around.unit.kind == "label")


def _is_threshold(around: _Around) -> bool:
    if around.unit is not None and around.unit.unit == "分":
        return bool(_BAND.match(around.behind_unit) or _BAND_END.search(around.before))
    money = around.unit is not None and around.unit.kind == "money"
    if money and _OF_EQUIPMENT.match(around.behind_unit):
        return True
    return money and bool(_OR_MORE.match(around.behind_unit) and _OF_ONE.search(around.before))


def _is_page(around: _Around) -> bool:
    return bool(re.search(r"[.…·]{3,}$", around.before))


def _is_code(around: _Around) -> bool:
    """Five digits or more without a comma and without a unit: a classification code, a document's or a telephone number.

    The levels of a classification are numbered too, as in 教育支出（205类）普通教育（02款）.
    """
    if around.before.endswith("(") and re.match(r"[类款项]\)", around.rest):
        return True
    if _CLASS_CODE.fullmatch(f"{around.digits}{around.rest[:1]}"):
        return True
    return (around.unit is None or around.unit.kind == "label") and len(around.digits) >= 5 and around.digits.isdigit()


def _is_bare(around: _Around) -> bool:
    """A number without unit is no figure, but for a decimal behind a verb of change, which has lost its sign, and for nothing spent."""
    if re.fullmatch(r"0(?:\.0+)?", around.digits) and _NOTHING.search(around.before) and around.rest[:1] in ("，", "。", "；", ")"):
        return around.unit is not None
    return around.unit is None and not ("." in around.digits and _LOST_SIGN.search(around.before))


_LABELS: tuple[tuple[str, Callable[[_Around], bool]], ...] = (
    ("year", _is_year), ("date", _is_date), ("ordinal", _is_ordinal), ("code", _is_code), ("name", _is_name),
    ("page", _is_page), ("threshold", _is_threshold), ("bare", _is_bare),
)  # fmt: skip
