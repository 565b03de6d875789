"""What a Document is: whose accounts, of which year, of which kind, with or without subordinate bodies.

Nothing is taken from one place alone: covers, headings, running text and table headers each vote, and lines may break anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestration.read.document import Document
from orchestration.register.place import region_and_level
from orchestration.register.vocabulary import any_of, class_names, cues, fold, votes, winner

_COVER_LINES = 6
_COVER_WEIGHT = 3
_WINDOW = 90
"""Characters of a heading that may be spread over several lines."""
_FIGURE = re.compile(r"\d(?:万元|亿元|元|%)")
_CELL_FIGURE = re.compile(r"-?[\d,]*\d\.\d+")
_PLACEHOLDER = re.compile(r"(?:[Xx]{2,}|×{2,}|\*{2,}|[○〇]{2,}|_{2,}|\.{3,})(?=\.?[Xx×]*(?:万元|亿元|元|%|个|人|辆|台|批次))")
_BARE = ("决算", "预算")
"""Cues that need a name in front: `2020年预算…` may be the beginning of any line of a final-accounts narrative."""
_YEAR = r"(?:(?P<{}>20\d\d|19\d\d)年度?+)?"
_EMPTY_SLOT = re.compile(r"(?:收入|支出|合计|总计|总额|占|增长|下降|增加|减少|为)(?:万元|%)")
"""A place left blank for a figure: after folding nothing stands between the words and the unit."""
_TABLE_OF_ACCOUNTS = re.compile(
    r"收入支出决算总表|财政拨款[^,。;]{0,24}决算(?:总|明细|公开)?表|三公[^,。;]{0,20}决算(?:公开)?表|^(?:收入|支出)决算表"
)
"""A title that only a body's own accounts have; those of a government speak of no appropriation."""
_YEAR_OF_FILE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_PLACE_KNOWN = re.compile(r"[省市区县州旗]")
"""How a name begins that leaves its place to be known: 市政协办公室."""
_FEW_BODY_CUES = 3
_OFTEN = 4
"""A year is spoken of often where it is named a quarter as many times as the one named most."""
_OWN = ("部门决算", "部门收支决算", "单位决算", "单位收支决算")
"""Titles that only a body's accounts bear."""
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
    """Recognise any Document, whatever it holds; never raises. The file's name is asked for what the text
    takes for known: the year, the body or its place."""
    lines = [line for line in (fold(line) for line in _all_text(document).splitlines()) if line]
    text = "".join(lines)
    names: Counter[str] = Counter()
    named: Counter[str] = Counter()
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    titles: list[tuple[str, str, str]] = []
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
                titles.append((name or "", found["title"], found["cue"]))
        for match in _named().finditer(line):
            named.update(filter(None, (_clean(match["name"]),)))
    names.update(_whole(named, names))
    said = winner(names) or _name_of_file(source_name) or winner(_names_of_body(text))
    organisation = _in_full(said, source_name)
    figures, placeholders = _figures(document, text)
    template = placeholders >= _FEW_PLACEHOLDERS and placeholders > figures
    titled = winner(kinds)
    added_up = titled not in ("budget", "template") and _of_a_government(text, titles)
    kind = (
        "template"
        if template
        else added_up or titled or _kind_of_body(document, text) or (figures and _kind_of_file(source_name)) or "other"
    )
    year = winner(years) or _year_of_body(text) or winner(Counter(_YEAR_OF_FILE.findall(source_name)))
    region, level = region_and_level(organisation) if organisation else (None, None)
    return Recognition(
        title=next((title for name, title, _ in titles if name == said), titles[0][1] if titles else None),
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
    marker = r"(?:第[一二三四五六七八九十]+部分:?)?(?:附件\d*:?)?(?:关于)?"
    level = r"(?:(?:[中省市区县州镇乡本]级)?)(?:\((?:本级|机关|本部|汇总|合并)\))?"
    return re.compile(
        rf"{marker}(?P<title>{_YEAR.format('before')}{name}(?:\((?:本级|机关|本部|汇总)\))?{_YEAR.format('after')}{level}(?P<cue>{any_of('title')}))"
    )


@cache
def _named() -> re.Pattern[str]:
    """`单位名称：…局` in the head of a table, `第一部分 …局概况` and `…局主要职能` as headings."""
    name = r"[\u4e00-\u9fffA-Za-z·()“”]{2,40}?" + any_of("end")
    return re.compile(
        rf"(?:{any_of('label')}:|^(?:第[一二三四五六七八九十]+部分)?(?:[一二三四五六七八九十]、)?)(?P<name>{name})"
        rf"(?:\((?:单位|部门|汇总|合并|本级|机关|本部)\))?(?:{any_of('opening')}|单位:|金额单位|20\d\d年|公开\d|$)"
    )


@cache
def _subject() -> re.Pattern[str]:
    """A body as the subject of a sentence: `，…局2022年度收入总计`, `。截至2022年12月31日，…局共有车辆`."""
    name = r"(?P<name>[\u4e00-\u9fffA-Za-z·()]{3,40}?" + any_of("end") + r")"
    return re.compile(rf"(?<![\u4e00-\u9fff]){name}(?=20\d\d年|共有车辆|政府采购支出总额|机关运行经费支出|组织对20\d\d年)")


def _whole(named: Counter[str], titled: Counter[str]) -> Counter[str]:
    """Of the bodies that heads of tables name, the first that several do: those after it are its units, each with tables of its own.

    It has a title too or, as all have the same tables, is named more than half as often as any: a unit's few tables may stand first. By
    the end of its name alone it is the same body."""
    first = next((name for name, times in named.items() if times > 1), None)
    if first is None:
        return named
    others = max((times for name, times in named.items() if not first.endswith(name)), default=0)
    return Counter({first: named[first]}) if first in titled or 2 * named[first] > others else named


def _names_of_body(text: str) -> Counter[str]:
    """The bodies that sentences are about, each with how often; one that is named once may be somebody else."""
    named = Counter(filter(None, (_clean(match["name"]) for match in _subject().finditer(text))))
    return Counter({name: times for name, times in named.items() if times > 1})


def _name_of_file(source_name: str) -> str | None:
    """The body that the file is named after, as in `青山市水利局2022年度部门决算.pdf`."""
    found = _heading().match(fold(Path(source_name).stem))
    return _clean(found["name"]) if found else None


def _in_full(name: str | None, source_name: str) -> str | None:
    """The name with its place before it, as in the file's name, where the text takes that for known: 青河乡人民政府, 水务局."""
    if name is None or (region_and_level(name)[1] not in (None, "township") and not _PLACE_KNOWN.match(name)):
        return name
    of_file = _name_of_file(source_name)
    return of_file if of_file and (of_file.endswith(name) or _PLACE_KNOWN.match(name)) else name


def _clean(name: str | None) -> str | None:
    """A name without what stands before it in a sentence; None where nothing like a name is left."""
    if name is None or len(name) < 3 or name in class_names():
        return None
    if re.match(any_of("before"), name) or _PART.match(name) or re.search(r"决算|预算|年度|公开", name):
        return None
    return name


def _figures(document: Document, text: str) -> tuple[int, int]:
    cells = sum(bool(_CELL_FIGURE.fullmatch(fold(cell.text))) for table in document.tables for cell in table.cells)
    return len(_FIGURE.findall(text)) + cells, len(_PLACEHOLDER.findall(text)) + len(_EMPTY_SLOT.findall(text))


def _of_a_government(text: str, titles: list[tuple[str, str, str]]) -> str | None:
    """The kind of what a finance bureau added up for all bodies, or of a report whose title says only 决算; None for the others."""
    if any(cue in _OWN for _, _, cue in titles):
        return None
    government, counted = "government_final_accounts", votes("body", text)
    reports = counted[government] >= _FEW_BODY_CUES and counted[government] > counted["department_final_accounts"]
    return government if votes("summary", text) or reports else None


def _kind_of_file(source_name: str) -> str | None:
    """The kind that the file's name tells of the body it names, as in `青山市水利局2022年决算公开.txt`: for figures without a title."""
    found = _heading().match(fold(Path(source_name).stem))
    return cues("title")[found["cue"]] if found and _clean(found["name"]) else None


def _kind_of_body(document: Document, text: str) -> str | None:
    counted = votes("body", text)
    kind = winner(counted)
    if kind and counted[kind] >= _FEW_BODY_CUES:
        return kind
    named = any(_TABLE_OF_ACCOUNTS.search(fold(line)) for table in document.tables for line in table.title.splitlines())
    return "department_final_accounts" if named else None


def _year_of_body(text: str) -> str | None:
    """The latest year that the text speaks of often: a narrative compares with the year before, and hardly looks ahead."""
    counted = Counter(re.findall(r"(20\d\d)年度", text))
    most = max(counted.values(), default=0)
    return max((year for year, times in counted.items() if times * _OFTEN >= most), default=None)


def _consolidation(text: str, kind: str) -> str:
    number = re.search(r"(?:决算|编报|编制|汇总)范围的?[^。;]{0,12}?单位[^。;]{0,8}?共?有?(\d+)[个家]", text)
    if number:
        return "consolidated" if int(number[1]) > 1 else "own"
    return winner(votes("consolidation", text)) or ("own" if kind == "unit_final_accounts" else "unknown")
