"""Numbers as a workbook displays them: the stored decimal and a format such as `#,##0.00;-#,##0.00;"-"` become what is printed.

Decimal arithmetic only. Excel keeps fifteen significant digits and rounds halves away from zero; so does this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files name by number only, as a Chinese Excel shows them."""

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|([0#?.,%]+)|(E[+-])|(General|G/通用格式)|(AM/PM|上午/下午)|([yYmMdDhHsS]+)|(@)|(.)', re.S
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_MAGNITUDE = 40


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(one == kind for one, _ in self.tokens)


def shown(stored: str, code: str = "General", *, from_1904: bool = False) -> str:
    """What a number, stored as decimal digits, looks like in a format; the stored text itself where it is no number.

    Digits that a binary double adds beyond the fifteenth go: 2556.0300000000002 is 2556.03.
    """
    try:
        value = _FIFTEEN.create_decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > _MAGNITUDE:
        return stored
    section, value = _chosen(value, _sections(code or "General"))
    if section is None or section.has("general") or section.has("text"):
        return _general(value)
    if section.has("date"):
        return _date(value, section, from_1904) or _general(value)
    return _number(value, section)


def _general(value: Decimal) -> str:
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:255]):
        quoted, escaped, bracket, digits, exponent, general, half, calendar, text, other = match.groups()
        if other == ";":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif quoted is not None or escaped or other:
            tokens.append(("literal", quoted if quoted is not None else escaped or other))
        elif bracket is not None:
            if found := _CONDITION.fullmatch(bracket.strip()):
                condition = (found[1], Decimal(found[2]))
            elif sign := _CURRENCY.match(bracket):
                tokens.append(("literal", sign[1]))
            elif re.fullmatch(r"[hHmMsS]+", bracket):
                tokens.append(("date", bracket))
        elif digits:
            tokens.append(("digits", digits))
        elif exponent:
            tokens.append(("exponent", exponent))
        elif general:
            tokens.append(("general", general))
        elif half or calendar:
            tokens.append(("date", half or calendar))
        elif text:
            tokens.append(("text", text))
    return (*sections, _Section(tuple(tokens), condition))


def _chosen(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, Decimal]:
    """The section for a value; where a section is for negative numbers alone, it writes the sign itself."""
    numeric = sections[:3] if len(sections) > 3 else sections
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, *section.condition):
                return section, value
        return None, value
    if len(numeric) == 1 or (value > 0) or (value == 0 and len(numeric) < 3):
        return numeric[0], value
    if value == 0:
        return numeric[2], value
    return numeric[1], -value


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {"<": value < bound, ">": value > bound, "=": value == bound, "<=": value <= bound, ">=": value >= bound, "<>": value != bound}[
        sign
    ]


def _number(value: Decimal, section: _Section) -> str:
    pattern = "".join(text for kind, text in section.tokens if kind == "digits")
    percent = sum(text.count("%") for _, text in section.tokens)
    pattern = pattern.replace("%", "")
    if section.has("exponent") or ("?" in pattern and ("literal", "/") in section.tokens):
        return _general(value)
    thousands = len(pattern) - len(pattern.rstrip(","))
    whole, _, fraction = pattern.rstrip(",").partition(".")
    scaled = value.scaleb(2 * percent - 3 * thousands, _WIDE)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), context=_WIDE)
    digits = _digits(rounded, whole, fraction)
    sign = "-" if rounded < 0 else ""
    out, placed = [], False
    for kind, text in section.tokens:
        if kind == "digits":
            out.append("" if placed else digits)
            out.append("%" * text.count("%"))
            placed = True
        elif kind == "literal":
            out.append(text)
    return (sign + "".join(out)).strip()


def _digits(rounded: Decimal, whole: str, fraction: str) -> str:
    if not whole and not fraction:
        return ""
    left, _, right = f"{abs(rounded):f}".partition(".")
    while right and len(right) <= len(fraction) and right.endswith("0") and fraction[len(right) - 1] in "#?":
        right = right[:-1]
    left = left.lstrip("0").rjust(whole.replace(",", "").count("0"), "0")
    if "," in whole:
        head = len(left) % 3
        left = ",".join(filter(None, (left[:head], *(left[at : at + 3] for at in range(head, len(left), 3)))))
    return f"{left}.{right}" if right else left


def _date(value: Decimal, section: _Section, from_1904: bool) -> str:
    """A serial day and the part of the day after the point, in the tokens of a date format; empty where it is no date."""
    if not 0 <= value < 2_958_466:
        return ""
    seconds = int((value * 86400).quantize(Decimal(1), context=_WIDE))
    days, rest = divmod(seconds, 86400)
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30) if days > 59 else date(1899, 12, 31)
    day = first + timedelta(days=min(days, (date.max - first).days))
    hour, minute, second = rest // 3600, rest % 3600 // 60, rest % 60
    out: list[str] = []
    after_hour = False
    for kind, text in section.tokens:
        unit = text[0].lower()
        if kind == "literal":
            out.append(text)
        elif kind == "date" and unit == "y":
            out.append(f"{day.year:04}" if len(text) > 2 else f"{day.year % 100:02}")
        elif kind == "date" and unit in "dhsm":
            number = {"d": day.day, "h": hour, "s": second, "m": minute if after_hour else day.month}[unit]
            out.append(f"{number:0{min(len(text), 2)}}")
        if kind == "date":
            after_hour = unit in "hs" or (after_hour and unit != "m")
    return "".join(out).strip()
