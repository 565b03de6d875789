"""The numbers that word processors and browsers write before a paragraph, by the names their formats have for them.

Headings lean on them: a document whose `一、` is generated has no such character in its text.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 9999


def ordinal(number: int, style: str) -> str:
    """`number` in the style of that name in Word, OpenDocument or CSS; Arabic where the style is unknown, empty where it prints none."""
    if style.lower() in ("none", "bullet", "disc", "circle", "square"):
        return ""
    form = _STYLES.get(style, str)
    return form(number) if 0 < number <= _LARGEST else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "千百十") -> str:
    """3 → 三, 12 → 十二, 105 → 一百零五."""
    out = ""
    zero = False
    for place, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = number // place % 10
        if not digit:
            zero = bool(out)
            continue
        out += (digits[0] if digits is _LEGAL else "零") * zero + digits[digit] + unit
        zero = False
    return out[1:] if digits is _DIGITS and out.startswith("一十") else out


def _letters(number: int) -> str:
    """Word doubles letters after z: aa, bb."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _run(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, as ① to ⑳; plain digits beyond."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_STYLES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
            "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "一, 二, 三, ...",
        ),
        _chinese,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "simp-chinese-formal", "壹, 贰, 叁, ..."),
        lambda number: _chinese(number, _LEGAL, "仟佰拾"),
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda number: "".join(_DIGITS[ord(digit) - 48] for digit in str(number)),
    ),
    **dict.fromkeys(("ideographTraditional", "cjk-heavenly-stem", "甲, 乙, 丙, ..."), _of(_STEMS)),
    **dict.fromkeys(("ideographZodiac", "cjk-earthly-branch", "子, 丑, 寅, ..."), _of(_BRANCHES)),
    **dict.fromkeys(("lowerLetter", "lower-alpha", "lower-latin", "a"), _letters),
    **dict.fromkeys(("upperLetter", "upper-alpha", "upper-latin", "A"), lambda number: _letters(number).upper()),
    **dict.fromkeys(("lowerRoman", "lower-roman", "i"), _roman),
    **dict.fromkeys(("upperRoman", "upper-roman", "I"), lambda number: _roman(number).upper()),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2", "１, ２, ３, ..."), _full_width),
    **dict.fromkeys(("decimalZero", "decimal-leading-zero"), lambda number: f"{number:02}"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "①, ②, ③, ..."), _run("①", 20)),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
}  # fmt: skip
