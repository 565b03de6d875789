"""What a Document is: whose accounts, of which year, of which kind, with or without subordinate bodies.

Nothing is taken from one place alone: covers, headings, running text and table headers each vote, and lines may break anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from orchestration.read.document import Document
from orchestration.register.place import region_and_level
from orchestration.register.vocabulary import any_of, cues, fold, votes, winner

_COVER_LINES = 6
_COVER_WEIGHT = 3
_WINDOW = 90
"""Characters of a heading that may be spread over several lines."""
_FIGURE = re.compile(r"\d(?:万元|亿元|元|%)")
_CELL_FIGURE = re.compile(r"-?[\d,]*\d\.\d+")
_PLACEHOLDER = re.compile(r"(?:[Xx]{2,}|×{2,}|\*{2,}|[○〇]{2,}|_{2,}|\.{3,})(?=\.?[Xx×]*(?:万元|亿元|元|%|个|人|辆|台|批次))")
_BARE = ("决算", "预算")
"""Cues that need a name in front: `2020年预算…` may be the beginning of any line of a final-accounts narrative."""
_YEAR = r"(?:(?P<{}>20\d\d|19\d\d)年度?)?"
_YEAR_OF_FILE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FEW_BODY_CUES = 3
_FEW_PLACEHOLDERS = 5


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a Document is; None or `unknown` where it does not tell. Counts are of amounts and percentages in figures or placeholders."""

    title: str | None
    organisation_name: str | None
    organisation_level: str | None
    region: str | None
    fiscal_year: int | None
    document_kind: str
    consolidation: str
    figures: int
    placeholders: int


def recognise(document: Document, source_name: str = "") -> Recognition:
    """Recognise any Document, whatever it holds; never raises. The file's name is asked for the year only where the text has none."""
    lines = [line for line in (fold(line) for line in _all_text(document).splitlines()) if line]
    text = "".join(lines)
    names: Counter[str] = Counter()
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    titles: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        weight = _COVER_WEIGHT if number < _COVER_LINES else 1
        if found := _heading().match("".join(lines[number : number + 4])[:_WINDOW]):
            name, year = _clean(found["name"]), found["before"] or found["after"]
            if name:
                names[name] += weight
            if year:
                years[year] += weight
            if name or (year and found["cue"] not in _BARE):
                kinds[cues("title")[found["cue"]]] += weight
                titles.append((name or "", found["title"]))
        for match in _named().finditer(line):
            names.update(filter(None, (_clean(match["name"]),)))
    organisation = winner(names)
    figures, placeholders = _figures(document, text)
    template = placeholders >= _FEW_PLACEHOLDERS and placeholders > figures
    kind = "template" if template else winner(kinds) or _kind_of_body(text)
    year = winner(years) or winner(Counter(re.findall(r"(20\d\d)年度", text))) or winner(Counter(_YEAR_OF_FILE.findall(source_name)))
    region, level = region_and_level(organisation) if organisation else (None, None)
    return Recognition(
        title=next((title for name, title in titles if name == organisation), titles[0][1] if titles else None),
        organisation_name=organisation,
        organisation_level=level,
        region=region,
        fiscal_year=int(year) if year else None,
        document_kind=kind,
        consolidation=_consolidation(text, kind),
        figures=figures,
        placeholders=placeholders,
    )


def _all_text(document: Document) -> str:
    cells = (cell.text for table in document.tables for cell in table.cells)
    return "\n".join((document.text, *(table.title for table in document.tables), *cells))


@cache
def _heading() -> re.Pattern[str]:
    """`2018年度江苏省…法院预算`, `第三部分 武汉市…中心 2020 年度部门决算情况说明`, `上海市…局部门决算`, from the start of a line."""
    name = r"(?P<name>[\u4e00-\u9fffA-Za-z·()“”]{2,40}?" + any_of("end") + r")?"
    marker = r"(?:第[一二三四五六七八九十]+部分)?(?:附件\d*:?)?"
    level = r"(?:(?:[中省市区县州镇乡本]级)?)"
    return re.compile(rf"{marker}(?P<title>{_YEAR.format('before')}{name}{_YEAR.format('after')}{level}(?P<cue>{any_of('title')}))")


@cache
def _named() -> re.Pattern[str]:
    """`单位名称：…局` in the head of a table, `第一部分 …局概况` and `…局主要职能` as headings."""
    name = r"[\u4e00-\u9fffA-Za-z·()“”]{2,40}?" + any_of("end")
    return re.compile(
        rf"(?:{any_of('label')}:|^(?:第[一二三四五六七八九十]+部分)?(?:[一二三四五六七八九十]、)?)(?P<name>{name})"
        rf"(?:\((?:单位|部门)\))?(?:{any_of('opening')}|单位:|金额单位|$)"
    )


def _clean(name: str | None) -> str | None:
    """A name without what stands before it in a sentence; None where nothing like a name is left."""
    if name is None or len(name) < 3 or re.match(any_of("before"), name) or re.search(r"决算|预算|年度|公开", name):
        return None
    return name


def _figures(document: Document, text: str) -> tuple[int, int]:
    cells = sum(bool(_CELL_FIGURE.fullmatch(fold(cell.text))) for table in document.tables for cell in table.cells)
    return len(_FIGURE.findall(text)) + cells, len(_PLACEHOLDER.findall(text))


def _kind_of_body(text: str) -> str:
    counted = votes("body", text)
    kind = winner(counted)
    return kind if kind and counted[kind] >= _FEW_BODY_CUES else "other"


def _consolidation(text: str, kind: str) -> str:
    number = re.search(r"(?:决算|编报|编制|汇总)范围的?[^。;]{0,12}?单位[^。;]{0,8}?共?有?(\d+)[个家]", text)
    if number:
        return "consolidated" if int(number[1]) > 1 else "own"
    return winner(votes("consolidation", text)) or ("own" if kind == "unit_final_accounts" else "unknown")
