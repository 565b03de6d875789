"""The numbers that Word writes before paragraphs, counted as Word counts them, from numbering.xml and styles.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from orchestration.read.ordinals import ordinal
from orchestration.read.package import within

LOOKS = frozenset(("latentStyles", "docDefaults", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
"""The elements of styles.xml that say nothing of numbers; they are most of it."""
_LEVELS = 9
_STYLE_DEPTH = 30
_ABUTS = re.compile(r"[、，）)」』】》．。：①-⓿㊀-㊉]$")
"""Ends of a number that a heading may follow at once; after a plain point it would read as a decimal."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None
    follow: str = "tab"


class Numbering:
    """Counts the lists of one document; paragraphs must be shown to it in their order."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        self._abstract = {one.get("abstractNumId", ""): one for one in numbering if one.tag == "abstractNum"}
        self._nums = {one.get("numId", ""): one for one in numbering if one.tag == "num"}
        self._styles = {one.get("styleId", ""): one for one in styles if one.tag == "style"}
        self._default = next(
            (one.get("styleId", "") for one in styles if one.get("type") == "paragraph" and one.get("default") in ("1", "true")), ""
        )
        self._levels: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._told: dict[str, list[Element]] = {}
        self._started: set[str] = set()

    def before(self, properties: Element | None) -> str:
        """What Word writes before the paragraph with these properties, with a blank where its first word would run into it."""
        num, level = self._numbered(properties)
        if num in ("", "0") or num not in self._nums or not 0 <= level < _LEVELS:
            return ""
        abstract, levels, starts = self._levels.setdefault(num, self._resolve(num))
        counts = self._counts.setdefault(abstract, {})
        if num not in self._started:
            self._started.add(num)
            for at, value in starts.items():
                counts[at] = value - 1
        own = levels.get(level, _Level())
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or restart > level:
                del counts[deeper]
        text = self._text(own, levels, counts)
        return text if not text or own.follow == "nothing" or _ABUTS.search(text) else text + " "

    @staticmethod
    def _text(own: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        if own.style == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, _Level())
            return ordinal(counts.get(at, level.start), "decimal" if own.legal else level.style)

        return re.sub(r"%([1-9])", shown, own.pattern)

    def _numbered(self, properties: Element | None) -> tuple[str, int]:
        """(number of the list, level) of a paragraph, its own or that of its style."""
        num, level = "", -1
        own = properties.find("numPr") if properties is not None else None
        style = (_value(properties, "pStyle") if properties is not None else "") or self._default
        if style not in self._told:
            self._told[style] = list(self._of_style(style))
        for one in (own, *self._told[style]):
            if one is None:
                continue
            num = num or _value(one, "numId")
            level = level if level >= 0 else _number(_value(one, "ilvl"), -1)
        return num, max(level, 0)

    def _of_style(self, style: str) -> Iterator[Element]:
        """What a style says of numbers, and after it those that it is based on."""
        for _ in range(_STYLE_DEPTH):
            one = self._styles.get(style)
            if one is None:
                return
            if (told := within(one, "pPr", "numPr")) is not None:
                yield told
            style = _value(one, "basedOn")

    def _resolve(self, num: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """(abstract list, its levels, numbers that this list starts anew with)."""
        one = self._nums[num]
        abstract = _value(one, "abstractNumId")
        link = _value(self._abstract[abstract], "numStyleLink") if abstract in self._abstract else ""
        if link and link in self._styles:
            linked = self._nums.get(_value_of(self._styles[link].find("pPr/numPr/numId")))
            abstract = _value(linked, "abstractNumId") if linked is not None else abstract
        levels = {
            _number(level.get("ilvl"), 0): _level(level) for level in self._abstract.get(abstract, Element("none")) if level.tag == "lvl"
        }
        starts = {}
        for override in one.findall("lvlOverride"):
            at = _number(override.get("ilvl"), 0)
            if (level := override.find("lvl")) is not None:
                levels[at] = _level(level)
            if override.find("startOverride") is not None:
                starts[at] = _number(_value(override, "startOverride"), 1)
        return abstract, levels, starts


def _level(level: Element) -> _Level:
    style = level.find("numFmt")
    if style is None:
        style = level.find(".//numFmt")
    restart = level.find("lvlRestart")
    return _Level(
        start=_number(_value(level, "start"), 1),
        style=_value_of(style) or "decimal",
        pattern=_value(level, "lvlText"),
        legal=level.find("isLgl") is not None and _value(level, "isLgl") not in ("0", "false"),
        restart=_number(_value_of(restart), 0) if restart is not None else None,
        follow=_value(level, "suff") or "tab",
    )


def _value(element: Element, child: str) -> str:
    return _value_of(element.find(child))


def _value_of(element: Element | None) -> str:
    return element.get("val", "") if element is not None else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
